"""Train the best points of each search again, and select one of them."""


localrules:
    select_top_trials,
    tabulate_retrained,
    select_best,
    keep_final,


# A checkpoint, so that a search that went on and found nothing better retrains no final
# model. It has one output, like every checkpoint: Snakemake would not make a second one
# again where only that is missing.
checkpoint select_top_trials:
    input:
        **STUDIES,
        trials=f"{RESULTS}/tables/trials.csv",
        code=code("evaluation/select_top_trials.py"),
    output:
        top_trials=f"{RESULTS}/tables/top_trials.csv",
    log:
        RESULTS.log("select_top_trials"),
    conda:
        "../../envs/search.yaml"
    params:
        space=SPACE,
        strategies=SEARCHES,
        process=PROCESS,
        top_k=config["final"]["top_k"],
        objective=OBJECTIVE,
    message:
        "Select the best trials of each search"
    script:
        "../scripts/evaluation/select_top_trials.py"


rule tabulate_retrained:
    input:
        top_trials=f"{RESULTS}/tables/top_trials.csv",
        results=retrained_results,
        code=code("evaluation/tabulate_retrained.py"),
    output:
        retrained=f"{RESULTS}/tables/retrained.csv",
    log:
        RESULTS.log("tabulate_retrained"),
    conda:
        "../../envs/search.yaml"
    params:
        objective=OBJECTIVE,
    message:
        "Tabulate what the best trials are worth when trained again"
    script:
        "../scripts/evaluation/tabulate_retrained.py"


# A checkpoint, so that models are kept where the same trial is selected again.
checkpoint select_best:
    input:
        retrained=f"{RESULTS}/tables/retrained.csv",
        code=code("evaluation/select_best.py"),
    output:
        best=f"{RESULTS}/tables/best_parameters.csv",
    log:
        RESULTS.log("select_best"),
    conda:
        "../../envs/search.yaml"
    message:
        "Select the best trial of each search"
    script:
        "../scripts/evaluation/select_best.py"


rule keep_final:
    input:
        trained=selected_training,
        # So that it waits for the selection where that is made again, and is planned anew
        # then. What was selected before is kept where its training stays the same.
        best=ancient(f"{RESULTS}/tables/best_parameters.csv"),
        code=code("evaluation/keep_final.py"),
    output:
        [RESULTS.final(name) for name in TRAINED],
    log:
        RESULTS.log("keep_final/{candidate}_seed_{final_seed}"),
    wildcard_constraints:
        candidate="|".join(SEARCHES),
    # As `evaluate_test`, which waits for it.
    priority: 1
    conda:
        "../../envs/files.yaml"
    message:
        "Keep the best of {wildcards.candidate}, seed {wildcards.final_seed}"
    script:
        "../scripts/evaluation/keep_final.py"
