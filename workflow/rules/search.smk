"""The search: a checkpoint suggests each trial, a job trains it, a table lists all."""

# The files of all trials, by strategy and kind.
STUDIES = {
    f"{strategy}_{kind}": all_trials(name, strategy)
    for strategy in SEARCHES
    for kind, name in [("results", "result.json"), ("parameters", "parameters.json")]
}
STUDIES["known"] = KNOWN


localrules:
    suggest_trial,
    extend_study,
    tabulate_trials,
    search_example,
    example,


checkpoint suggest_trial:
    input:
        study=study_file(learnt_round),
        known=lambda w: KNOWN if STRATEGIES[w.strategy].learns else [],
        code=code("search/suggest_trial.py"),
    output:
        parameters=RESULTS.trial("parameters.json"),
    log:
        RESULTS.log("suggest_trial/{strategy}_{trial}"),
    priority: PRIORITY
    conda:
        "../../envs/search.yaml"
    params:
        space=SPACE,
        search=lambda wildcards: search_settings(config, wildcards.strategy),
        objective=OBJECTIVE,
    message:
        "Suggest trial {wildcards.trial} ({wildcards.strategy})"
    script:
        "../scripts/search/suggest_trial.py"


rule extend_study:
    input:
        study=study_file(extended_round),
        parameters=trial_files("parameters.json", added_trials),
        results=trial_files("result.json", added_trials),
        code=code("search/extend_study.py"),
    output:
        study=RESULTS.study(),
    log:
        RESULTS.log("extend_study/{strategy}_{round}"),
    priority: PRIORITY
    conda:
        "../../envs/search.yaml"
    params:
        objective=OBJECTIVE,
    message:
        "Extend the study ({wildcards.strategy}) by round {wildcards.round}"
    script:
        "../scripts/search/extend_study.py"


rule tabulate_trials:
    input:
        **STUDIES,
        classes=f"{RESULTS}/tables/classes.csv",
        code=code("search/tabulate_trials.py"),
    output:
        trials=f"{RESULTS}/tables/trials.csv",
    log:
        RESULTS.log("tabulate_trials"),
    conda:
        "../../envs/search.yaml"
    params:
        table={
            "strategies": SEARCHES,
            "trials_per_round": config["search"]["trials_per_round"],
            "objective": OBJECTIVE,
        },
    message:
        "Tabulate the trials"
    script:
        "../scripts/search/tabulate_trials.py"


rule search_example:
    input:
        code=code("search/search_example.py"),
    output:
        points="results/example/points.csv",
        posterior="results/example/posterior.csv",
    log:
        "results/example/search_example.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Maximise a function of one variable"
    script:
        "../scripts/search/search_example.py"


rule example:
    input:
        rules.search_example.output,
        "results/example/search.svg",
