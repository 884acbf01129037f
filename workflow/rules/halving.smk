"""Successive halving: a trial is trained in rungs, and the best of a round go on."""

from asirra.search.rounds import trials_of_round


def round_before(wildcards):
    """Return the results, at the rung before, of all trials of this trial's round."""
    rung, per_round = int(wildcards.rung), config["search"]["trials_per_round"]
    trials = trials_of_round(int(wildcards.trial), per_round) if rung else []
    name = f"rung_{rung - 1}/result.json"
    return RESULTS.trials(name, wildcards.strategy, trials)


def rung_before(name):
    """Return an input function: a file that this trial left at the rung before."""

    def path(wildcards):
        rung = int(wildcards.rung)
        trials = [int(wildcards.trial)] if rung else []
        return RESULTS.trials(f"rung_{rung - 1}/{name}", wildcards.strategy, trials)

    return path


localrules:
    keep_trial,


ruleorder: keep_trial > train_trial


rule train_rung:
    input:
        parameters=RESULTS.trial("parameters.json"),
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        mean_image=f"{DATA}/mean_image.npy",
        results=round_before,
        history=rung_before("history.csv"),
        state=rung_before("state.npz"),
        code=code("training/train_rung.py"),
    output:
        history=RESULTS.trial("rung_{rung}/history.csv"),
        result=RESULTS.trial("rung_{rung}/result.json"),
        # Weights and momentum: as large as three networks, so not kept.
        state=temp(RESULTS.trial("rung_{rung}/state.npz")),
    log:
        RESULTS.log("train_rung/{strategy}_{trial}_rung_{rung}"),
    benchmark:
        f"{RESULTS}/benchmarks/train_rung/{{strategy}}_{{trial}}_rung_{{rung}}.tsv"
    priority: trial_priority
    conda:
        "../../envs/training.yaml"
    threads: TRAINING_THREADS
    resources:
        **TRAINING,
    params:
        model=training_settings(config, "model", SEARCHED),
        training=training_settings(config, "training", SEARCHED),
        pruning=pruning,
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
    priority: trial_priority
    conda:
        "../../envs/files.yaml"
    message:
        "Keep the result of trial {wildcards.trial} ({wildcards.strategy})"
    script:
        "../scripts/training/keep_trial.py"
