"""Figures of the trainings: curves and filters."""


localrules:
    plot_trial_curves,
    plot_learning_curve,
    plot_filters,


rule plot_trial_curves:
    input:
        histories=all_trials("history.csv"),
        classes=f"{RESULTS}/tables/classes.csv",
        code=code("figures/plot_trial_curves.py"),
    output:
        figure=report(
            f"{RESULTS}/figures/trial_curves_{{strategy}}.svg",
            caption="../../report/trial_curves.rst",
            category="Search",
            labels={"figure": "curves of all trials", "strategy": "{strategy}"},
        ),
    log:
        RESULTS.log("plot_trial_curves/{strategy}"),
    conda:
        "../../../envs/figures.yaml"
    params:
        objective=OBJECTIVE,
    message:
        "Plot the learning curves of all {wildcards.strategy} trials"
    script:
        "../../scripts/figures/plot_trial_curves.py"


rule plot_learning_curve:
    input:
        losses=RESULTS.final("losses.csv"),
        history=RESULTS.final("history.csv"),
        result=RESULTS.final("result.json"),
        code=code("figures/plot_learning_curve.py"),
    output:
        figure=report(
            f"{RESULTS}/figures/learning_curve_{{candidate}}_seed_{{final_seed}}.svg",
            caption="../../report/learning_curve.rst",
            category="Training",
            labels={
                "figure": "learning curve",
                "candidate": "{candidate}",
                "seed": "{final_seed}",
            },
        ),
    log:
        RESULTS.log("plot_learning_curve/{candidate}_seed_{final_seed}"),
    conda:
        "../../../envs/figures.yaml"
    params:
        objective=OBJECTIVE,
    message:
        "Plot the learning curve of {wildcards.candidate}, seed {wildcards.final_seed}"
    script:
        "../../scripts/figures/plot_learning_curve.py"


rule plot_filters:
    input:
        model=RESULTS.final("model.keras"),
        code=code("figures/plot_filters.py"),
    output:
        figure=report(
            f"{RESULTS}/figures/filters_{{candidate}}_seed_{{final_seed}}.png",
            caption="../../report/filters.rst",
            category="Training",
            labels={
                "figure": "filters",
                "candidate": "{candidate}",
                "seed": "{final_seed}",
            },
        ),
    log:
        RESULTS.log("plot_filters/{candidate}_seed_{final_seed}"),
    conda:
        "../../../envs/figures.yaml"
    message:
        "Plot the filters of {wildcards.candidate}, seed {wildcards.final_seed}"
    script:
        "../../scripts/figures/plot_filters.py"


FIGURES.extend(expand(rules.plot_trial_curves.output.figure, strategy=SEARCHES))
FIGURES.extend(
    final_paths(
        [rules.plot_learning_curve.output.figure, rules.plot_filters.output.figure]
    )
)
