"""Figures of the final models, and the tables as pages of the report."""

# Tables that the report shows, and where they lie.
PAGES = {
    "test_accuracy": "tables",
    "comparison": "tables",
    "trials": "tables",
    "rounds": "tables",
    "retrained": "tables",
    "best_parameters": "tables",
    "importance": "tables",
    "partial_dependence": "tables",
    "best_points": "tables",
    "photos": "data",
    "rejected": "data",
}
TABLES = [table for table, folder in PAGES.items() if folder == "tables"]
# The published experiment's test accuracies, at 227 px and 200 epochs.
PUBLISHED = {"published: manual": 0.92768, "published: 30 trials": 0.93688}


localrules:
    plot_learning_curve,
    plot_final,
    plot_test_accuracy,
    render_table,


rule plot_learning_curve:
    input:
        losses=f"{FINAL}/losses.csv",
        history=f"{FINAL}/history.csv",
        result=f"{FINAL}/result.json",
        code=code("figures/plot_learning_curve.py"),
    output:
        figure=report(
            f"{FIGURE}/learning_curve_{{candidate}}_seed_{{final_seed}}.svg",
            caption="../report/learning_curve.rst",
            category="Training",
            labels={
                "figure": "learning curve",
                "candidate": "{candidate}",
                "seed": "{final_seed}",
            },
        ),
    log:
        f"{RESULTS}/logs/plot_learning_curve/{{candidate}}_seed_{{final_seed}}.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Plot the learning curve of {wildcards.candidate}, seed {wildcards.final_seed}"
    script:
        "../scripts/figures/plot_learning_curve.py"


rule plot_final:
    input:
        predictions=f"{FINAL}/predictions.csv",
        photos=f"{DATA}/photos.csv",
        images=f"{DATA}/images.npy",
        model=f"{FINAL}/model.keras",
        code=code("figures/plot_final.py"),
    output:
        predictions=report(
            f"{FIGURE}/predictions_{{candidate}}_seed_{{final_seed}}.svg",
            caption="../report/predictions.rst",
            category="Result",
            labels={
                "figure": "predictions",
                "candidate": "{candidate}",
                "seed": "{final_seed}",
            },
        ),
        mistakes=report(
            f"{FIGURE}/mistakes_{{candidate}}_seed_{{final_seed}}.png",
            caption="../report/mistakes.rst",
            category="Result",
            labels={
                "figure": "mistakes",
                "candidate": "{candidate}",
                "seed": "{final_seed}",
            },
        ),
        filters=report(
            f"{FIGURE}/filters_{{candidate}}_seed_{{final_seed}}.png",
            caption="../report/filters.rst",
            category="Training",
            labels={
                "figure": "filters",
                "candidate": "{candidate}",
                "seed": "{final_seed}",
            },
        ),
    log:
        f"{RESULTS}/logs/plot_final/{{candidate}}_seed_{{final_seed}}.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Plot the final model of {wildcards.candidate}, seed {wildcards.final_seed}"
    script:
        "../scripts/figures/plot_final.py"


rule plot_test_accuracy:
    input:
        accuracies=f"{RESULTS}/tables/test_accuracy.csv",
        code=code("figures/plot_test_accuracy.py"),
    output:
        figure=report(
            f"{FIGURE}/test_accuracy.svg",
            caption="../report/test_accuracy.rst",
            category="Result",
            labels={"figure": "test accuracy"},
        ),
    log:
        f"{RESULTS}/logs/plot_test_accuracy.log",
    conda:
        "../../envs/search.yaml"
    params:
        references=PUBLISHED if config["experiment"].startswith("asirra") else {},
    message:
        "Plot the test accuracies"
    script:
        "../scripts/figures/plot_test_accuracy.py"


rule render_table:
    input:
        table=lambda w: f"{RESULTS}/{PAGES[w.table]}/{w.table}.csv",
        code=code("report/render_table.py"),
    output:
        page=report(
            f"{RESULTS}/pages/{{table}}.html",
            caption="../report/table.rst",
            category="Tables",
            labels={"table": "{table}"},
        ),
    log:
        f"{RESULTS}/logs/render_table/{{table}}.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Render {wildcards.table}.csv for the report"
    script:
        "../scripts/report/render_table.py"
