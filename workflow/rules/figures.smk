"""Figures: a rule each, so that a change redraws one."""


rule plot_best_so_far:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        code=code("plot_best_so_far.py"),
    output:
        figure=f"{RESULTS}/figures/best_so_far.svg",
    log:
        f"{RESULTS}/logs/plot_best_so_far.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Plot the best validation accuracy so far over the trials"
    script:
        "../scripts/plot_best_so_far.py"


rule plot_learning_curve:
    input:
        history=f"{FINAL}/history.csv",
        result=f"{FINAL}/result.json",
        code=code("plot_learning_curve.py"),
    output:
        figure=f"{RESULTS}/figures/learning_curve_{{candidate}}_seed_{{final_seed}}.svg",
    log:
        f"{RESULTS}/logs/plot_learning_curve/{{candidate}}_seed_{{final_seed}}.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Plot the learning curve of {wildcards.candidate}, seed {wildcards.final_seed}"
    script:
        "../scripts/plot_learning_curve.py"
