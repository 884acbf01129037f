"""What is read at the end: tables as pages, the summary, and trials in TensorBoard."""

# Tables that the report shows, and the folder of each.
PAGES = {
    "test_accuracy": "tables",
    "recall": "tables",
    "comparison": "tables",
    "trials": "tables",
    "rounds": "tables",
    "retrained": "tables",
    "best_parameters": "tables",
    "importance": "tables",
    "partial_dependence": "tables",
    "best_points": "tables",
    "classes": "tables",
    "photos": "data",
    "rejected": "data",
    "near_duplicates": "data",
}
TABLES = [table for table, folder in PAGES.items() if folder == "tables"]
# What `rule all` asks of every trial.
TRIAL_FILES = ["result.json"]
if config["training"]["tensorboard"]:
    TRIAL_FILES.append("events.out.tfevents.0")


localrules:
    render_tables,
    write_summary,
    write_tensorboard,


# One job for all: it takes as long to start as to render them.
rule render_tables:
    input:
        tables=[f"{RESULTS}/{folder}/{table}.csv" for table, folder in PAGES.items()],
        code=code("report/render_tables.py"),
    output:
        pages=[
            report(
                f"{RESULTS}/pages/{table}.html",
                caption="../report/table.rst",
                category="Tables",
                labels={"table": table},
            )
            for table in PAGES
        ],
    log:
        RESULTS.log("render_tables"),
    conda:
        "../../envs/search.yaml"
    message:
        "Render the tables for the report"
    script:
        "../scripts/report/render_tables.py"


rule write_summary:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        retrained=f"{RESULTS}/tables/retrained.csv",
        accuracies=f"{RESULTS}/tables/test_accuracy.csv",
        classes=f"{RESULTS}/tables/classes.csv",
        results=lambda w: [
            *(
                path
                for name in SEARCHES
                for path in all_trials("result.json", name)(w)
            ),
            *retrained_results(w),
            *final_paths(RESULTS.final("result.json")),
        ],
        code=code("report/write_summary.py"),
    output:
        summary=f"{RESULTS}/summary.txt",
    log:
        RESULTS.log("write_summary"),
    conda:
        "../../envs/search.yaml"
    params:
        objective=OBJECTIVE,
    message:
        "Say what was found"
    script:
        "../scripts/report/write_summary.py"


rule write_tensorboard:
    input:
        parameters=RESULTS.trial("parameters.json"),
        history=RESULTS.trial("history.csv"),
        result=RESULTS.trial("result.json"),
        code=code("report/write_tensorboard.py"),
    output:
        events=RESULTS.trial("events.out.tfevents.0"),
    log:
        RESULTS.log("write_tensorboard/{strategy}_{trial}"),
    conda:
        "../../envs/tensorboard.yaml"
    params:
        objective=OBJECTIVE,
    message:
        "Write trial {wildcards.trial} ({wildcards.strategy}) for TensorBoard"
    script:
        "../scripts/report/write_tensorboard.py"
