"""Figures of the photos and the search: a rule each, so that a change redraws one."""

FIGURE = f"{RESULTS}/figures"


localrules:
    plot_best_so_far,
    plot_posterior,
    plot_trial_curves,
    plot_photos,
    plot_parallel_coordinates,


rule plot_best_so_far:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        code=code("figures/plot_best_so_far.py"),
    output:
        figure=report(
            f"{FIGURE}/best_so_far.svg",
            caption="../report/best_so_far.rst",
            category="Search",
            labels={"figure": "best so far"},
        ),
    log:
        f"{RESULTS}/logs/plot_best_so_far.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Plot the best validation accuracy so far over the trials"
    script:
        "../scripts/figures/plot_best_so_far.py"


rule plot_posterior:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        results=trials_of("result.json"),
        code=code("figures/plot_posterior.py"),
    output:
        figure=report(
            f"{FIGURE}/posterior_{{strategy}}.png",
            caption="../report/posterior.rst",
            category="Search",
            labels={"figure": "posterior of the last round", "strategy": "{strategy}"},
        ),
        animation=f"{FIGURE}/posterior_{{strategy}}.gif",
        page=report(
            f"{FIGURE}/posterior_{{strategy}}.html",
            caption="../report/posterior.rst",
            category="Search",
            labels={"figure": "posterior of all rounds", "strategy": "{strategy}"},
        ),
    log:
        f"{RESULTS}/logs/plot_posterior/{{strategy}}.log",
    conda:
        "../../envs/search.yaml"
    params:
        space=SPACE,
        search=searching,
    message:
        "Plot what the {wildcards.strategy} search believed before each round"
    script:
        "../scripts/figures/plot_posterior.py"


rule plot_trial_curves:
    input:
        histories=trials_of("history.csv"),
        code=code("figures/plot_trial_curves.py"),
    output:
        figure=report(
            f"{FIGURE}/trial_curves_{{strategy}}.svg",
            caption="../report/trial_curves.rst",
            category="Search",
            labels={"figure": "curves of all trials", "strategy": "{strategy}"},
        ),
    log:
        f"{RESULTS}/logs/plot_trial_curves/{{strategy}}.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Plot the learning curves of all {wildcards.strategy} trials"
    script:
        "../scripts/figures/plot_trial_curves.py"


rule plot_photos:
    input:
        photos=f"{DATA}/photos.csv",
        rejected=f"{DATA}/rejected.csv",
        code=code("figures/plot_photos.py"),
    output:
        figure=report(
            f"{FIGURE}/photos.svg",
            caption="../report/photos.rst",
            category="Photos",
            labels={"figure": "sizes and reasons"},
        ),
    log:
        f"{RESULTS}/logs/plot_photos.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Plot the photos' sizes, and why files were rejected"
    script:
        "../scripts/figures/plot_photos.py"


rule plot_parallel_coordinates:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        code=code("figures/plot_parallel_coordinates.py"),
    output:
        figure=report(
            f"{FIGURE}/parallel_coordinates_{{strategy}}.svg",
            caption="../report/parallel_coordinates.rst",
            category="Search",
            labels={"figure": "parallel coordinates", "strategy": "{strategy}"},
        ),
    log:
        f"{RESULTS}/logs/plot_parallel_coordinates/{{strategy}}.log",
    conda:
        "../../envs/search.yaml"
    params:
        space=SPACE,
    message:
        "Plot the {wildcards.strategy} trials in parallel coordinates"
    script:
        "../scripts/figures/plot_parallel_coordinates.py"
