"""Successive halving: a trial is trained in rungs, and the best of a round go on."""

RUNG = f"{TRIAL}/rung_{{rung}}"


def rung_before(wildcards):
    """Return the results, at the rung before, of all trials of this trial's round."""
    if wildcards.rung == "0":
        return []
    per_round = config["search"]["trials_per_round"]
    first = int(wildcards.trial) // per_round * per_round
    name = f"rung_{int(wildcards.rung) - 1}/result.json"
    return trial_paths(wildcards.strategy, range(first, first + per_round), name)


def own_rung_before(name):
    """Return an input function: a file that this trial left at the rung before."""

    def path(wildcards):
        rung = int(wildcards.rung)
        trials = [int(wildcards.trial)] if rung else []
        return trial_paths(wildcards.strategy, trials, f"rung_{rung - 1}/{name}")

    return path


localrules:
    keep_trial,


ruleorder: keep_trial > train_trial


rule train_rung:
    input:
        parameters=f"{TRIAL}/parameters.json",
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        mean_image=f"{DATA}/mean_image.npy",
        results=rung_before,
        history=own_rung_before("history.csv"),
        state=own_rung_before("state.npz"),
        code=code("training/train_rung.py"),
    output:
        history=f"{RUNG}/history.csv",
        result=f"{RUNG}/result.json",
        # Weights and momentum: as large as three networks, so not kept.
        state=temp(f"{RUNG}/state.npz"),
    log:
        f"{RESULTS}/logs/train_rung/{{strategy}}_{{trial}}_rung_{{rung}}.log",
    benchmark:
        f"{RESULTS}/benchmarks/train_rung/{{strategy}}_{{trial}}_rung_{{rung}}.tsv"
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
        "Train trial {wildcards.trial} ({wildcards.strategy}), rung {wildcards.rung}"
    script:
        "../scripts/training/train_rung.py"


rule keep_trial:
    input:
        of_rung=[
            f"{TRIAL}/rung_{config['search']['num_rungs'] - 1}/{name}"
            for name in ("history.csv", "result.json")
        ],
        code=code("training/keep_trial.py"),
    output:
        history=f"{TRIAL}/history.csv",
        result=f"{TRIAL}/result.json",
    log:
        f"{RESULTS}/logs/keep_trial/{{strategy}}_{{trial}}.log",
    priority: trial_priority
    conda:
        "../../envs/photos.yaml"
    message:
        "Keep the result of trial {wildcards.trial} ({wildcards.strategy})"
    script:
        "../scripts/training/keep_trial.py"
