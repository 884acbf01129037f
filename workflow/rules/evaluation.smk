"""Train the best points again, select the best of them, and test it on unseen photos."""

TRAINED = ["model.keras", "losses.csv", "history.csv", "result.json"]


localrules:
    tabulate_retrained,
    select_best,
    keep_final,
    tabulate_test,
    write_summary,


rule train_final:
    input:
        parameters=point_parameters,
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        mean_image=f"{DATA}/mean_image.npy",
        code=code("training/train_final.py"),
    output:
        model=f"{POINT}/model.keras",
        losses=f"{POINT}/losses.csv",
        history=f"{POINT}/history.csv",
        result=f"{POINT}/result.json",
    log:
        f"{RESULTS}/logs/train_final/{{point}}_seed_{{final_seed}}.log",
    benchmark:
        f"{RESULTS}/benchmarks/train_final/{{point}}_seed_{{final_seed}}.tsv"
    conda:
        "../../envs/training.yaml"
    threads: TRAINING_THREADS
    resources:
        **TRAINING,
    params:
        model=point_section("model"),
        training=point_section("training"),
        seed=config["seed"],
    message:
        "Train {wildcards.point} again, seed {wildcards.final_seed}"
    script:
        "../scripts/training/train_final.py"


rule tabulate_retrained:
    input:
        top_trials=f"{RESULTS}/tables/top_trials.csv",
        results=retrained_results,
        code=code("evaluation/tabulate_retrained.py"),
    output:
        retrained=f"{RESULTS}/tables/retrained.csv",
    log:
        f"{RESULTS}/logs/tabulate_retrained.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Tabulate what the best trials are worth when trained again"
    script:
        "../scripts/evaluation/tabulate_retrained.py"


# A checkpoint: where the same trial is selected again, its models are kept.
checkpoint select_best:
    input:
        retrained=f"{RESULTS}/tables/retrained.csv",
        code=code("evaluation/select_best.py"),
    output:
        best=f"{RESULTS}/tables/best_parameters.csv",
    log:
        f"{RESULTS}/logs/select_best.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Select the best trial of each search"
    script:
        "../scripts/evaluation/select_best.py"


rule keep_final:
    input:
        trained=selected_training(*TRAINED),
        code=code("evaluation/keep_final.py"),
    output:
        [f"{FINAL}/{name}" for name in TRAINED],
    log:
        f"{RESULTS}/logs/keep_final/{{candidate}}_seed_{{final_seed}}.log",
    wildcard_constraints:
        candidate="|".join(STRATEGIES),
    conda:
        "../../envs/photos.yaml"
    message:
        "Keep the best of {wildcards.candidate}, seed {wildcards.final_seed}"
    script:
        "../scripts/evaluation/keep_final.py"


rule evaluate_test:
    input:
        model=f"{FINAL}/model.keras",
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        code=code("evaluation/evaluate_test.py"),
    output:
        predictions=f"{FINAL}/predictions.csv",
    log:
        f"{RESULTS}/logs/evaluate_test/{{candidate}}_seed_{{final_seed}}.log",
    conda:
        "../../envs/training.yaml"
    threads: TRAINING_THREADS
    resources:
        gpu=1,
    message:
        "Test the {wildcards.candidate} hyperparameters, seed {wildcards.final_seed}"
    script:
        "../scripts/evaluation/evaluate_test.py"


rule tabulate_test:
    input:
        predictions=final_paths("final/{candidate}/seed_{final_seed}/predictions.csv"),
        results=final_paths("final/{candidate}/seed_{final_seed}/result.json"),
        code=code("evaluation/tabulate_test.py"),
    output:
        accuracies=f"{RESULTS}/tables/test_accuracy.csv",
    log:
        f"{RESULTS}/logs/tabulate_test.log",
    conda:
        "../../envs/search.yaml"
    params:
        searched=SEARCHED,
        order=CANDIDATE_ORDER,
    message:
        "Tabulate the test accuracies"
    script:
        "../scripts/evaluation/tabulate_test.py"


rule write_summary:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        retrained=f"{RESULTS}/tables/retrained.csv",
        accuracies=f"{RESULTS}/tables/test_accuracy.csv",
        code=code("report/write_summary.py"),
    output:
        summary=f"{RESULTS}/summary.txt",
    log:
        f"{RESULTS}/logs/write_summary.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Say what was found"
    script:
        "../scripts/report/write_summary.py"
