"""The figure of what the chosen model predicts on other photos."""


localrules:
    plot_predicted,


rule plot_predicted:
    input:
        source=ancient(config["predict"] or []),
        predictions=f"{RESULTS}/predict/predictions.csv",
        photos=f"{DATA}/photos.csv",
        code=code("figures/plot_predicted.py"),
    output:
        figure=f"{RESULTS}/predict/contact_sheet.png",
    log:
        RESULTS.log("plot_predicted"),
    conda:
        "../../../envs/figures.yaml"
    params:
        image_size_px=config["data"]["image_size_px"],
        fingerprint=PREDICT_FINGERPRINT,
    message:
        "Plot the first photos of {input.source} that were predicted"
    script:
        "../../scripts/figures/plot_predicted.py"
