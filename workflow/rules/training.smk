"""The trainings: of a trial, and of a point that is trained again."""

from asirra.search.rounds import trials_before


def finished_trials(name):
    """Return an input function: a file of each trial that the median compares with."""

    def paths(wildcards):
        trial, per_round = int(wildcards.trial), config["search"]["trials_per_round"]
        prunes = pruning(wildcards)["rule"] == "median"
        trials = trials_before(trial, per_round) if prunes else []
        return RESULTS.trials(name, wildcards.strategy, trials)

    return paths


def pruning(wildcards):
    """Return what decides whether a trial is trained to its end."""
    return pruning_settings(config, int(wildcards.trial))


def point_parameters(wildcards):
    """Return the parameters of a point's trial; the manual point needs none."""
    path = f"{RESULTS}/search/{wildcards.point}/parameters.json"
    return [] if wildcards.point == "manual" else [path]


def point_settings(section):
    """Return an input function: the configured values that a point keeps."""
    return lambda wildcards: training_settings(
        config, section, [] if wildcards.point == "manual" else SEARCHED
    )


rule train_trial:
    input:
        parameters=RESULTS.trial("parameters.json"),
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        mean_image=f"{DATA}/mean_image.npy",
        histories=finished_trials("history.csv"),
        results=finished_trials("result.json"),
        code=code("training/train_trial.py"),
    output:
        history=RESULTS.trial("history.csv"),
        result=RESULTS.trial("result.json"),
    log:
        RESULTS.log("train_trial/{strategy}_{trial}"),
    benchmark:
        f"{RESULTS}/benchmarks/train_trial/{{strategy}}_{{trial}}.tsv"
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
        "Train trial {wildcards.trial} ({wildcards.strategy})"
    script:
        "../scripts/training/train_trial.py"


rule train_final:
    input:
        parameters=point_parameters,
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        mean_image=f"{DATA}/mean_image.npy",
        code=code("training/train_final.py"),
    output:
        model=RESULTS.point("model.keras"),
        losses=RESULTS.point("losses.csv"),
        history=RESULTS.point("history.csv"),
        result=RESULTS.point("result.json"),
    log:
        RESULTS.log("train_final/{point}_seed_{final_seed}"),
    benchmark:
        f"{RESULTS}/benchmarks/train_final/{{point}}_seed_{{final_seed}}.tsv"
    conda:
        "../../envs/training.yaml"
    threads: TRAINING_THREADS
    resources:
        **TRAINING,
    params:
        model=point_settings("model"),
        training=point_settings("training"),
        objective=OBJECTIVE,
        seed=config["seed"],
    message:
        "Train {wildcards.point} again, seed {wildcards.final_seed}"
    script:
        "../scripts/training/train_final.py"


if config["search"]["pruning"] == "halving":

    include: "halving.smk"
