"""Predict any photos: `snakemake --cores all predict --config predict=FOLDER`."""

# The first search's best, with the first seed; the manual model where none is searched.
SEARCHES = [name for name in config["final"]["candidates"] if name != "manual"]
CHOSEN = f"{[*SEARCHES, 'manual'][0]}/seed_{config['final']['seeds'][0]}"


localrules:
    predict,


rule predict_photos:
    input:
        source=ancient(config["predict"] or []),
        model=f"{RESULTS}/final/{CHOSEN}/model.keras",
        photos=f"{DATA}/photos.csv",
        code=code("prediction/predict_photos.py"),
    output:
        predictions=f"{RESULTS}/predict/predictions.csv",
        rejected=f"{RESULTS}/predict/rejected.csv",
        accuracy=f"{RESULTS}/predict/accuracy.csv",
        sheet=f"{RESULTS}/predict/contact_sheet.png",
    log:
        f"{RESULTS}/logs/predict_photos.log",
    conda:
        "../../envs/training.yaml"
    threads: TRAINING_THREADS
    resources:
        gpu=1,
    params:
        image_size_px=config["data"]["image_size_px"],
        source=config["predict"],
        fingerprint=PREDICT_FINGERPRINT,
    message:
        "Predict the photos of {input.source}"
    script:
        "../scripts/prediction/predict_photos.py"


rule predict:
    input:
        require_predict(rules.predict_photos.output),
