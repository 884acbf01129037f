"""Train the candidates again, and test them on photos not seen before."""


rule train_final:
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
    conda:
        "../../envs/training.yaml"
    threads: workflow.cores
    resources:
        # Not a param: it changes no result, and another param trains again.
        resume_minutes=config["training"]["resume_minutes"],
    params:
        model=candidate_section("model"),
        training=candidate_section("training"),
        seed=config["seed"],
    message:
        "Train the {wildcards.candidate} hyperparameters, seed {wildcards.final_seed}"
    script:
        "../scripts/train_final.py"


rule evaluate_test:
    input:
        model=f"{FINAL}/model.keras",
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        code=code("evaluate_test.py"),
    output:
        predictions=f"{FINAL}/predictions.csv",
    log:
        f"{RESULTS}/logs/evaluate_test/{{candidate}}_seed_{{final_seed}}.log",
    conda:
        "../../envs/training.yaml"
    threads: workflow.cores
    message:
        "Test the {wildcards.candidate} hyperparameters, seed {wildcards.final_seed}"
    script:
        "../scripts/evaluate_test.py"


rule tabulate_test:
    input:
        predictions=final_paths("final/{candidate}/seed_{final_seed}/predictions.csv"),
        results=final_paths("final/{candidate}/seed_{final_seed}/result.json"),
        code=code("tabulate_test.py"),
    output:
        accuracies=f"{RESULTS}/tables/test_accuracy.csv",
    log:
        f"{RESULTS}/logs/tabulate_test.log",
    conda:
        "../../envs/search.yaml"
    params:
        searched=SEARCHED,
    message:
        "Tabulate the test accuracies"
    script:
        "../scripts/tabulate_test.py"


rule write_summary:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        best=f"{RESULTS}/tables/best_parameters.csv",
        accuracies=f"{RESULTS}/tables/test_accuracy.csv",
        code=code("write_summary.py"),
    output:
        summary=f"{RESULTS}/summary.txt",
    log:
        f"{RESULTS}/logs/write_summary.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Say what was found"
    script:
        "../scripts/write_summary.py"
