"""Figures: a rule each, so that a change redraws one."""

FIGURE = f"{RESULTS}/figures"
# The published experiment's test accuracies, at 227 px and 200 epochs.
PUBLISHED = {"published: manual": 0.92768, "published: 30 trials": 0.93688}


rule plot_best_so_far:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        code=code("plot_best_so_far.py"),
    output:
        figure=f"{FIGURE}/best_so_far.svg",
    log:
        f"{RESULTS}/logs/plot_best_so_far.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Plot the best validation accuracy so far over the trials"
    script:
        "../scripts/plot_best_so_far.py"


rule plot_posterior:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        code=code("plot_posterior.py"),
    output:
        figure=f"{FIGURE}/posterior_{{strategy}}.png",
        animation=f"{FIGURE}/posterior_{{strategy}}.gif",
    log:
        f"{RESULTS}/logs/plot_posterior/{{strategy}}.log",
    conda:
        "../../envs/search.yaml"
    params:
        space=SPACE,
        search=SEARCH,
    message:
        "Plot what the {wildcards.strategy} search believed before each round"
    script:
        "../scripts/plot_posterior.py"


rule plot_learning_curve:
    input:
        losses=f"{FINAL}/losses.csv",
        history=f"{FINAL}/history.csv",
        result=f"{FINAL}/result.json",
        code=code("plot_learning_curve.py"),
    output:
        figure=f"{FIGURE}/learning_curve_{{candidate}}_seed_{{final_seed}}.svg",
    log:
        f"{RESULTS}/logs/plot_learning_curve/{{candidate}}_seed_{{final_seed}}.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Plot the learning curve of {wildcards.candidate}, seed {wildcards.final_seed}"
    script:
        "../scripts/plot_learning_curve.py"


rule plot_trial_curves:
    input:
        histories=lambda w: all_trials(w.strategy, "history.csv")(w),
        code=code("plot_trial_curves.py"),
    output:
        figure=f"{FIGURE}/trial_curves_{{strategy}}.svg",
    log:
        f"{RESULTS}/logs/plot_trial_curves/{{strategy}}.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Plot the learning curves of all {wildcards.strategy} trials"
    script:
        "../scripts/plot_trial_curves.py"


rule plot_final:
    input:
        predictions=f"{FINAL}/predictions.csv",
        photos=f"{DATA}/photos.csv",
        images=f"{DATA}/images.npy",
        model=f"{FINAL}/model.keras",
        code=code("plot_final.py"),
    output:
        predictions=f"{FIGURE}/predictions_{{candidate}}_seed_{{final_seed}}.svg",
        mistakes=f"{FIGURE}/mistakes_{{candidate}}_seed_{{final_seed}}.png",
        filters=f"{FIGURE}/filters_{{candidate}}_seed_{{final_seed}}.png",
    log:
        f"{RESULTS}/logs/plot_final/{{candidate}}_seed_{{final_seed}}.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Plot the final model of {wildcards.candidate}, seed {wildcards.final_seed}"
    script:
        "../scripts/plot_final.py"


rule plot_test_accuracy:
    input:
        accuracies=f"{RESULTS}/tables/test_accuracy.csv",
        code=code("plot_test_accuracy.py"),
    output:
        figure=f"{FIGURE}/test_accuracy.svg",
    log:
        f"{RESULTS}/logs/plot_test_accuracy.log",
    conda:
        "../../envs/search.yaml"
    params:
        references=PUBLISHED if config["experiment"].startswith("asirra") else {},
    message:
        "Plot the test accuracies"
    script:
        "../scripts/plot_test_accuracy.py"


rule plot_photos:
    input:
        photos=f"{DATA}/photos.csv",
        rejected=f"{DATA}/rejected.csv",
        code=code("plot_photos.py"),
    output:
        figure=f"{FIGURE}/photos.svg",
    log:
        f"{RESULTS}/logs/plot_photos.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Plot the photos' sizes, and why files were rejected"
    script:
        "../scripts/plot_photos.py"
