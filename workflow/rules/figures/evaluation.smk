"""Figures of what final models predict on the test photos."""

# The published experiment's test accuracies, at 227 px and 200 epochs.
PUBLISHED = {"published: manual": 0.92768, "published: 30 trials": 0.93688}


localrules:
    plot_predictions,
    plot_mistakes,
    plot_test_accuracy,


rule plot_predictions:
    input:
        predictions=RESULTS.final("predictions.csv"),
        code=code("figures/plot_predictions.py"),
    output:
        figure=report(
            f"{RESULTS}/figures/predictions_{{candidate}}_seed_{{final_seed}}.svg",
            caption="../../report/predictions.rst",
            category="Result",
            labels={
                "figure": "predictions",
                "candidate": "{candidate}",
                "seed": "{final_seed}",
            },
        ),
    log:
        RESULTS.log("plot_predictions/{candidate}_seed_{final_seed}"),
    conda:
        "../../../envs/figures.yaml"
    message:
        "Plot the predictions of {wildcards.candidate}, seed {wildcards.final_seed}"
    script:
        "../../scripts/figures/plot_predictions.py"


rule plot_mistakes:
    input:
        predictions=RESULTS.final("predictions.csv"),
        photos=f"{DATA}/photos.csv",
        images=f"{DATA}/images.npy",
        code=code("figures/plot_mistakes.py"),
    output:
        figure=report(
            f"{RESULTS}/figures/mistakes_{{candidate}}_seed_{{final_seed}}.png",
            caption="../../report/mistakes.rst",
            category="Result",
            labels={
                "figure": "mistakes",
                "candidate": "{candidate}",
                "seed": "{final_seed}",
            },
        ),
    log:
        RESULTS.log("plot_mistakes/{candidate}_seed_{final_seed}"),
    conda:
        "../../../envs/figures.yaml"
    message:
        "Plot the mistakes of {wildcards.candidate}, seed {wildcards.final_seed}"
    script:
        "../../scripts/figures/plot_mistakes.py"


rule plot_test_accuracy:
    input:
        accuracies=f"{RESULTS}/tables/test_accuracy.csv",
        code=code("figures/plot_test_accuracy.py"),
    output:
        figure=report(
            f"{RESULTS}/figures/test_accuracy.svg",
            caption="../../report/test_accuracy.rst",
            category="Result",
            labels={"figure": "test accuracy"},
        ),
    log:
        RESULTS.log("plot_test_accuracy"),
    conda:
        "../../../envs/figures.yaml"
    params:
        references=PUBLISHED if config["experiment"].startswith("asirra") else {},
        objective=OBJECTIVE,
    message:
        "Plot the test accuracies"
    script:
        "../../scripts/figures/plot_test_accuracy.py"


FIGURES.extend(rules.plot_test_accuracy.output)
FIGURES.extend(
    final_paths(
        [rules.plot_predictions.output.figure, rules.plot_mistakes.output.figure]
    )
)
