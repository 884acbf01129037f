"""The figure of the photos."""


localrules:
    plot_photos,


rule plot_photos:
    input:
        photos=f"{DATA}/photos.csv",
        rejected=f"{DATA}/rejected.csv",
        code=code("figures/plot_photos.py"),
    output:
        figure=report(
            f"{RESULTS}/figures/photos.svg",
            caption="../../report/photos.rst",
            category="Photos",
            labels={"figure": "sizes and reasons"},
        ),
    log:
        RESULTS.log("plot_photos"),
    conda:
        "../../../envs/figures.yaml"
    message:
        "Plot the photos' sizes, and why files were rejected"
    script:
        "../../scripts/figures/plot_photos.py"


FIGURES.extend(rules.plot_photos.output)
