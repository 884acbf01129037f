"""Figures of the searches, and of the one-dimensional example."""


localrules:
    plot_best_so_far,
    plot_strategies,
    plot_parallel_coordinates,
    plot_example,


rule plot_best_so_far:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        classes=f"{RESULTS}/tables/classes.csv",
        code=code("figures/plot_best_so_far.py"),
    output:
        figure=report(
            f"{RESULTS}/figures/best_so_far.svg",
            caption="../../report/best_so_far.rst",
            category="Search",
            labels={"figure": "best so far"},
        ),
    log:
        RESULTS.log("plot_best_so_far"),
    conda:
        "../../../envs/figures.yaml"
    params:
        objective=OBJECTIVE,
    message:
        "Plot the best score so far over the trials"
    script:
        "../../scripts/figures/plot_best_so_far.py"


rule plot_strategies:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        classes=f"{RESULTS}/tables/classes.csv",
        code=code("figures/plot_strategies.py"),
    output:
        figure=report(
            f"{RESULTS}/figures/strategies.svg",
            caption="../../report/strategies.rst",
            category="Search",
            labels={"figure": "strategies"},
        ),
    log:
        RESULTS.log("plot_strategies"),
    conda:
        "../../../envs/figures.yaml"
    params:
        objective=OBJECTIVE,
    message:
        "Plot the best so far of each strategy over trials and epochs"
    script:
        "../../scripts/figures/plot_strategies.py"


rule plot_parallel_coordinates:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        code=code("figures/plot_parallel_coordinates.py"),
    output:
        figure=report(
            f"{RESULTS}/figures/parallel_coordinates_{{strategy}}.svg",
            caption="../../report/parallel_coordinates.rst",
            category="Search",
            labels={"figure": "parallel coordinates", "strategy": "{strategy}"},
        ),
    log:
        RESULTS.log("plot_parallel_coordinates/{strategy}"),
    conda:
        "../../../envs/figures.yaml"
    params:
        space=SPACE,
        objective=OBJECTIVE,
    message:
        "Plot the {wildcards.strategy} trials in parallel coordinates"
    script:
        "../../scripts/figures/plot_parallel_coordinates.py"


rule plot_example:
    input:
        points="results/example/points.csv",
        posterior="results/example/posterior.csv",
        code=code("figures/plot_example.py"),
    output:
        figure="results/example/search.svg",
    log:
        "results/example/plot_example.log",
    conda:
        "../../../envs/figures.yaml"
    message:
        "Plot the example: the function, the posterior and the points"
    script:
        "../../scripts/figures/plot_example.py"


FIGURES.extend(rules.plot_best_so_far.output)
FIGURES.extend(rules.plot_strategies.output)
if len(SPACE) > 2:
    FIGURES.extend(
        expand(rules.plot_parallel_coordinates.output.figure, strategy=SEARCHES)
    )
