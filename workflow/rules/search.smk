"""The search: a checkpoint suggests a trial, a job trains it."""


localrules:
    suggest_trial,
    write_tensorboard,
    tabulate_trials,
    select_top_trials,
    search_example,
    example,


checkpoint suggest_trial:
    input:
        parameters=known_trials("parameters.json"),
        results=known_trials("result.json"),
        code=code("search/suggest_trial.py"),
    output:
        parameters=f"{TRIAL}/parameters.json",
    log:
        f"{RESULTS}/logs/suggest_trial/{{strategy}}_{{trial}}.log",
    priority: trial_priority
    conda:
        "../../envs/search.yaml"
    params:
        space=SPACE,
        search=searching,
    message:
        "Suggest trial {wildcards.trial} ({wildcards.strategy})"
    script:
        "../scripts/search/suggest_trial.py"


rule train_trial:
    input:
        parameters=f"{TRIAL}/parameters.json",
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        mean_image=f"{DATA}/mean_image.npy",
        histories=finished_trials("history.csv"),
        results=finished_trials("result.json"),
        code=code("training/train_trial.py"),
    output:
        history=f"{TRIAL}/history.csv",
        result=f"{TRIAL}/result.json",
    log:
        f"{RESULTS}/logs/train_trial/{{strategy}}_{{trial}}.log",
    benchmark:
        f"{RESULTS}/benchmarks/train_trial/{{strategy}}_{{trial}}.tsv"
    priority: trial_priority
    conda:
        "../../envs/training.yaml"
    threads: TRAINING_THREADS
    resources:
        **TRAINING,
    params:
        model=hyperparameters("model", SEARCHED),
        training=hyperparameters("training", SEARCHED),
        pruning=pruning,
        seed=config["seed"],
    message:
        "Train trial {wildcards.trial} ({wildcards.strategy})"
    script:
        "../scripts/training/train_trial.py"


rule write_tensorboard:
    input:
        parameters=f"{TRIAL}/parameters.json",
        history=f"{TRIAL}/history.csv",
        result=f"{TRIAL}/result.json",
        code=code("report/write_tensorboard.py"),
    output:
        events=f"{TRIAL}/events.out.tfevents.0",
    log:
        f"{RESULTS}/logs/write_tensorboard/{{strategy}}_{{trial}}.log",
    conda:
        "../../envs/tensorboard.yaml"
    message:
        "Write trial {wildcards.trial} ({wildcards.strategy}) for TensorBoard"
    script:
        "../scripts/report/write_tensorboard.py"


rule tabulate_trials:
    input:
        **{f"{s}_results": all_trials(s) for s in STRATEGIES},
        **{f"{s}_parameters": all_trials(s, "parameters.json") for s in STRATEGIES},
        code=code("search/tabulate_trials.py"),
    output:
        trials=f"{RESULTS}/tables/trials.csv",
    log:
        f"{RESULTS}/logs/tabulate_trials.log",
    conda:
        "../../envs/search.yaml"
    params:
        table={
            "strategies": STRATEGIES,
            "trials_per_round": config["search"]["trials_per_round"],
        },
    message:
        "Tabulate the trials"
    script:
        "../scripts/search/tabulate_trials.py"


# A checkpoint: a search that went on and found nothing better retrains no final model.
# One file, as every checkpoint: a second one that is missing would not be made again.
checkpoint select_top_trials:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        code=code("evaluation/select_top_trials.py"),
    output:
        top_trials=f"{RESULTS}/tables/top_trials.csv",
    log:
        f"{RESULTS}/logs/select_top_trials.log",
    conda:
        "../../envs/search.yaml"
    params:
        top_k=config["final"]["top_k"],
    message:
        "Select the best trials of each search"
    script:
        "../scripts/evaluation/select_top_trials.py"


rule search_example:
    input:
        code=code("search/search_example.py"),
    output:
        points="results/example/points.csv",
        figure="results/example/search.svg",
    log:
        "results/example/search_example.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Maximise a function of one variable"
    script:
        "../scripts/search/search_example.py"


rule example:
    input:
        rules.search_example.output,


if config["search"]["pruning"] == "halving":

    include: "halving.smk"
