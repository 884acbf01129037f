"""Train the candidates again, and test them on photos not seen before."""

FINAL = f"{RESULTS}/final/{{candidate}}/seed_{{final_seed}}"


def candidate_section(section):
    """Return an input function: the configured values that a candidate keeps."""
    return lambda wildcards: (
        config[section] if wildcards.candidate == "manual" else unsearched(section)
    )


def best_parameters(wildcards):
    """Return the table of the best trials, which the manual candidate needs not."""
    return [] if wildcards.candidate == "manual" else f"{RESULTS}/tables/best_parameters.csv"


rule train_final:
    message:
        "Train the {wildcards.candidate} hyperparameters, seed {wildcards.final_seed}"
    input:
        best_parameters=best_parameters,
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        mean_image=f"{DATA}/mean_image.npy",
        code=code("train_final.py"),
    output:
        model=f"{FINAL}/model.keras",
        history=f"{FINAL}/history.csv",
        result=f"{FINAL}/result.json",
    log:
        f"{RESULTS}/logs/train_final/{{candidate}}_seed_{{final_seed}}.log",
    benchmark:
        f"{RESULTS}/benchmarks/train_final/{{candidate}}_seed_{{final_seed}}.tsv"
    threads: workflow.cores
    params:
        model=candidate_section("model"),
        training=candidate_section("training"),
        seed=config["seed"],
    conda:
        "../../envs/training.yaml"
    script:
        "../scripts/train_final.py"


rule evaluate_test:
    message:
        "Test the {wildcards.candidate} hyperparameters, seed {wildcards.final_seed}"
    input:
        model=f"{FINAL}/model.keras",
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        code=code("evaluate_test.py"),
    output:
        predictions=f"{FINAL}/predictions.csv",
    log:
        f"{RESULTS}/logs/evaluate_test/{{candidate}}_seed_{{final_seed}}.log",
    threads: workflow.cores
    conda:
        "../../envs/training.yaml"
    script:
        "../scripts/evaluate_test.py"


rule tabulate_test:
    message:
        "Tabulate the test accuracies"
    input:
        predictions=final_paths("final/{candidate}/seed_{final_seed}/predictions.csv"),
        results=final_paths("final/{candidate}/seed_{final_seed}/result.json"),
        code=code("tabulate_test.py"),
    output:
        accuracies=f"{RESULTS}/tables/test_accuracy.csv",
    log:
        f"{RESULTS}/logs/tabulate_test.log",
    params:
        searched=[dimension["name"] for dimension in SPACE],
    conda:
        "../../envs/search.yaml"
    script:
        "../scripts/tabulate_test.py"


rule write_summary:
    message:
        "Say what was found"
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        best=f"{RESULTS}/tables/best_parameters.csv",
        accuracies=f"{RESULTS}/tables/test_accuracy.csv",
        code=code("write_summary.py"),
    output:
        summary=f"{RESULTS}/summary.txt",
    log:
        f"{RESULTS}/logs/write_summary.log",
    params:
        results=RESULTS,
    conda:
        "../../envs/search.yaml"
    script:
        "../scripts/write_summary.py"
