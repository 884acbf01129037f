"""Figures of what a search believed, and of what each hyperparameter does."""


localrules:
    plot_posterior,
    plot_importance,


rule plot_posterior:
    input:
        posteriors=f"{RESULTS}/analysis/posterior_{{strategy}}.npz",
        trials=f"{RESULTS}/tables/trials.csv",
        code=code("figures/plot_posterior.py"),
    output:
        figure=report(
            f"{RESULTS}/figures/posterior_{{strategy}}.png",
            caption="../../report/posterior.rst",
            category="Search",
            labels={"figure": "posterior of the last round", "strategy": "{strategy}"},
        ),
        animation=f"{RESULTS}/figures/posterior_{{strategy}}.gif",
        page=report(
            f"{RESULTS}/figures/posterior_{{strategy}}.html",
            caption="../../report/posterior.rst",
            category="Search",
            labels={"figure": "posterior of all rounds", "strategy": "{strategy}"},
        ),
    log:
        RESULTS.log("plot_posterior/{strategy}"),
    # What takes longest goes first.
    priority: 1
    conda:
        "../../../envs/figures.yaml"
    params:
        space=SPACE,
        objective=OBJECTIVE,
    message:
        "Plot what the {wildcards.strategy} search believed before each round"
    script:
        "../../scripts/figures/plot_posterior.py"


rule plot_importance:
    input:
        importance=f"{RESULTS}/tables/importance.csv",
        dependence=f"{RESULTS}/tables/partial_dependence.csv",
        code=code("figures/plot_importance.py"),
    output:
        figure=report(
            f"{RESULTS}/figures/importance_{{strategy}}.svg",
            caption="../../report/importance.rst",
            category="Search",
            labels={"figure": "importance", "strategy": "{strategy}"},
        ),
    log:
        RESULTS.log("plot_importance/{strategy}"),
    conda:
        "../../../envs/figures.yaml"
    params:
        space=SPACE,
        objective=OBJECTIVE,
    message:
        "Plot what each hyperparameter does ({wildcards.strategy})"
    script:
        "../../scripts/figures/plot_importance.py"


FIGURES.extend(
    expand(
        rules.plot_posterior.output.figure,
        strategy=[strategy for strategy in SEARCHES if STRATEGIES[strategy].learns],
    )
)
FIGURES.extend(expand(rules.plot_importance.output.figure, strategy=SEARCHES))
