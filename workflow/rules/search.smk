"""The search: a checkpoint suggests a trial, a job trains it."""


checkpoint suggest_trial:
    message:
        "Suggest trial {wildcards.trial} ({wildcards.strategy})"
    input:
        parameters=lambda w: earlier_trials(w, "parameters.json"),
        results=lambda w: earlier_trials(w, "result.json"),
        code=code("suggest_trial.py"),
    output:
        parameters=f"{RESULTS}/search/{{strategy}}/trial_{{trial}}/parameters.json",
    log:
        f"{RESULTS}/logs/suggest_trial/{{strategy}}_{{trial}}.log",
    params:
        space=SPACE,
        search={
            "num_initial": config["search"]["num_initial"],
            "trials_per_round": config["search"]["trials_per_round"],
            "xi": config["search"]["xi"],
            "seed": config["seed"],
        },
    conda:
        "../../envs/search.yaml"
    script:
        "../scripts/suggest_trial.py"


rule train_trial:
    message:
        "Train trial {wildcards.trial} ({wildcards.strategy})"
    input:
        parameters=f"{RESULTS}/search/{{strategy}}/trial_{{trial}}/parameters.json",
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        mean_image=f"{DATA}/mean_image.npy",
        code=code("train_trial.py"),
    output:
        history=f"{RESULTS}/search/{{strategy}}/trial_{{trial}}/history.csv",
        result=f"{RESULTS}/search/{{strategy}}/trial_{{trial}}/result.json",
    log:
        f"{RESULTS}/logs/train_trial/{{strategy}}_{{trial}}.log",
    benchmark:
        f"{RESULTS}/benchmarks/train_trial/{{strategy}}_{{trial}}.tsv"
    threads: workflow.cores
    params:
        model=unsearched("model"),
        training=unsearched("training"),
        seed=config["seed"],
    conda:
        "../../envs/training.yaml"
    script:
        "../scripts/train_trial.py"


rule select_best:
    message:
        "Tabulate the trials and select the best"
    input:
        **{f"{s}_results": all_trials(s) for s in STRATEGIES},
        **{f"{s}_parameters": all_trials(s, "parameters.json") for s in STRATEGIES},
        code=code("select_best.py"),
    output:
        trials=f"{RESULTS}/tables/trials.csv",
        best=f"{RESULTS}/tables/best_parameters.csv",
    log:
        f"{RESULTS}/logs/select_best.log",
    params:
        selection={
            "strategies": STRATEGIES,
            "trials_per_round": config["search"]["trials_per_round"],
        },
    conda:
        "../../envs/search.yaml"
    script:
        "../scripts/select_best.py"


rule search_example:
    message:
        "Maximise a function of one variable"
    input:
        code=code("search_example.py"),
    output:
        points="results/example/points.csv",
        figure="results/example/search.svg",
    log:
        "results/example/search_example.log",
    conda:
        "../../envs/search.yaml"
    script:
        "../scripts/search_example.py"


rule example:
    input:
        rules.search_example.output,
