"""Test the final models on photos that nothing has seen, and compare them."""


localrules:
    tabulate_test,
    tabulate_recall,
    compare_candidates,


# A param, because a table's rows are in the order of its inputs, and Snakemake does not
# compare this order.
CANDIDATE_ORDER = {name: config["final"][name] for name in ("candidates", "seeds")}


rule evaluate_test:
    input:
        model=RESULTS.final("model.keras"),
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        code=code("evaluation/evaluate_test.py"),
    output:
        predictions=RESULTS.final("predictions.csv"),
    log:
        RESULTS.log("evaluate_test/{candidate}_seed_{final_seed}"),
    # Most tables and figures wait for it.
    priority: 1
    conda:
        "../../envs/training.yaml"
    threads: FINAL_CORES
    resources:
        gpu=1,
    message:
        "Test the {wildcards.candidate} hyperparameters, seed {wildcards.final_seed}"
    script:
        "../scripts/evaluation/evaluate_test.py"


rule tabulate_test:
    input:
        predictions=final_paths(RESULTS.final("predictions.csv")),
        results=final_paths(RESULTS.final("result.json")),
        code=code("evaluation/tabulate_test.py"),
    output:
        accuracies=f"{RESULTS}/tables/test_accuracy.csv",
    log:
        RESULTS.log("tabulate_test"),
    conda:
        "../../envs/search.yaml"
    params:
        searched=SEARCHED,
        order=CANDIDATE_ORDER,
        objective=OBJECTIVE,
        seed=config["seed"],
    message:
        "Tabulate the test accuracies"
    script:
        "../scripts/evaluation/tabulate_test.py"


rule tabulate_recall:
    input:
        predictions=final_paths(RESULTS.final("predictions.csv")),
        code=code("evaluation/tabulate_recall.py"),
    output:
        recalls=f"{RESULTS}/tables/recall.csv",
    log:
        RESULTS.log("tabulate_recall"),
    conda:
        "../../envs/search.yaml"
    params:
        order=CANDIDATE_ORDER,
    message:
        "Tabulate how much of each class is recognised"
    script:
        "../scripts/evaluation/tabulate_recall.py"


rule compare_candidates:
    input:
        predictions=final_paths(RESULTS.final("predictions.csv")),
        code=code("evaluation/compare_candidates.py"),
    output:
        comparison=f"{RESULTS}/tables/comparison.csv",
    log:
        RESULTS.log("compare_candidates"),
    conda:
        "../../envs/search.yaml"
    params:
        order=CANDIDATE_ORDER,
    message:
        "Compare the final candidates on the same test photos"
    script:
        "../scripts/evaluation/compare_candidates.py"
