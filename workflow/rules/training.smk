"""The trainings: of a trial, and of a point that is trained again."""


rule train_trial:
    input:
        parameters=RESULTS.trial("parameters.json"),
        images=f"{DATA}/images.npy",
        photos=f"{DATA}/photos.csv",
        mean_image=f"{DATA}/mean_image.npy",
        study=study_file(compared_round),
        code=training_code("training/train_trial.py"),
    output:
        history=RESULTS.trial("history.csv"),
        result=RESULTS.trial("result.json"),
    log:
        RESULTS.log("train_trial/{strategy}_{trial}"),
    benchmark:
        f"{RESULTS}/benchmarks/train_trial/{{strategy}}_{{trial}}.tsv"
    priority: PRIORITY
    conda:
        "../../envs/training.yaml"
    threads: TRIAL_CORES
    resources:
        **TRAINING,
        **attempts(RESULTS.trial("result.json")),
    params:
        model=training_settings(config, "model", SEARCHED),
        training=training_settings(config, "training", SEARCHED),
        pruning=lambda wildcards: pruning_settings(config, int(wildcards.trial)),
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
        code=training_code("training/train_final.py"),
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
    threads: FINAL_CORES
    resources:
        **TRAINING,
        **attempts(RESULTS.point("result.json")),
    params:
        model=lambda w: point_settings(config, "model", w.point, SEARCHED),
        training=lambda w: point_settings(config, "training", w.point, SEARCHED),
        objective=OBJECTIVE,
        seed=config["seed"],
    message:
        "Train {wildcards.point} again, seed {wildcards.final_seed}"
    script:
        "../scripts/training/train_final.py"


if config["search"]["pruning"] == "halving":

    include: "halving.smk"
