"""Successive halving: a trial is trained in rungs, and the best of a round go on."""


localrules:
    keep_trial,


ruleorder: keep_trial > train_trial


rule train_rung:
    input:
        parameters=RESULTS.trial("parameters.json"),
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        mean_image=f"{DATA}/mean_image.npy",
        results=rung_files("result.json", competing_trials),
        history=rung_files("history.csv", own_before),
        state=rung_files("state.npz", own_before),
        code=training_code("training/train_rung.py"),
    output:
        history=RESULTS.trial("rung_{rung}/history.csv"),
        result=RESULTS.trial("rung_{rung}/result.json"),
        # It is not kept, because it is three times as large as the network.
        state=temp(RESULTS.trial("rung_{rung}/state.npz")),
    log:
        RESULTS.log("train_rung/{strategy}_{trial}_rung_{rung}"),
    benchmark:
        f"{RESULTS}/benchmarks/train_rung/{{strategy}}_{{trial}}_rung_{{rung}}.tsv"
    priority: PRIORITY
    conda:
        "../../envs/training.yaml"
    threads: lambda w: training_cores(count_trials_at_once(config, int(w.rung)))
    resources:
        **TRAINING,
        **attempts(RESULTS.trial("rung_{rung}/result.json")),
    params:
        model=training_settings(config, "model", SEARCHED),
        training=training_settings(config, "training", SEARCHED),
        pruning=lambda wildcards: pruning_settings(config, int(wildcards.trial)),
        objective=OBJECTIVE,
        seed=config["seed"],
    message:
        "Train trial {wildcards.trial} ({wildcards.strategy}), rung {wildcards.rung}"
    script:
        "../scripts/training/train_rung.py"


rule keep_trial:
    input:
        of_rung=[
            RESULTS.trial(f"rung_{config['search']['num_rungs'] - 1}/{name}")
            for name in ("history.csv", "result.json")
        ],
        code=code("training/keep_trial.py"),
    output:
        history=RESULTS.trial("history.csv"),
        result=RESULTS.trial("result.json"),
    log:
        RESULTS.log("keep_trial/{strategy}_{trial}"),
    priority: PRIORITY
    conda:
        "../../envs/files.yaml"
    message:
        "Keep the result of trial {wildcards.trial} ({wildcards.strategy})"
    script:
        "../scripts/training/keep_trial.py"
