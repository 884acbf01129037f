"""Predict any photos: `snakemake --cores all predict --config predict=FOLDER`."""


localrules:
    predict,


rule predict_photos:
    input:
        source=ancient(config["predict"] or []),
        model=CHOSEN_MODEL,
        photos=f"{DATA}/photos.csv",
        code=code("prediction/predict_photos.py"),
    output:
        predictions=f"{RESULTS}/predict/predictions.csv",
        rejected=f"{RESULTS}/predict/rejected.csv",
        accuracy=f"{RESULTS}/predict/accuracy.csv",
    log:
        RESULTS.log("predict_photos"),
    conda:
        "../../envs/training.yaml"
    threads: ALL_CORES
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
        require_predict(
            [*rules.predict_photos.output, f"{RESULTS}/predict/contact_sheet.png"]
        ),
