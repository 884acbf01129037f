"""What the search taught: round by round, and per hyperparameter."""


localrules:
    tabulate_rounds,
    tabulate_importance,
    compute_posterior,


rule tabulate_rounds:
    input:
        **STUDIES,
        **{f"{strategy}_over": last_words(strategy) for strategy in SEARCHES},
        code=code("analysis/tabulate_rounds.py"),
    output:
        rounds=f"{RESULTS}/tables/rounds.csv",
    log:
        RESULTS.log("tabulate_rounds"),
    conda:
        "../../envs/search.yaml"
    params:
        space=SPACE,
        searches={strategy: search_settings(config, strategy) for strategy in SEARCHES},
        trials_per_round=config["search"]["trials_per_round"],
        objective=OBJECTIVE,
    message:
        "Tabulate the rounds, and why a search ended"
    script:
        "../scripts/analysis/tabulate_rounds.py"


rule tabulate_importance:
    input:
        **STUDIES,
        code=code("analysis/tabulate_importance.py"),
    output:
        importance=f"{RESULTS}/tables/importance.csv",
        dependence=f"{RESULTS}/tables/partial_dependence.csv",
        best_points=f"{RESULTS}/tables/best_points.csv",
    log:
        RESULTS.log("tabulate_importance"),
    conda:
        "../../envs/search.yaml"
    params:
        space=SPACE,
        strategies=SEARCHES,
        process=PROCESS,
        objective=OBJECTIVE,
    message:
        "Tabulate what each hyperparameter does"
    script:
        "../scripts/analysis/tabulate_importance.py"


rule compute_posterior:
    input:
        parameters=all_trials("parameters.json"),
        results=all_trials("result.json"),
        known=KNOWN,
        code=code("analysis/compute_posterior.py"),
    output:
        posteriors=f"{RESULTS}/analysis/posterior_{{strategy}}.npz",
    log:
        RESULTS.log("compute_posterior/{strategy}"),
    # What takes longest goes first.
    priority: 1
    conda:
        "../../envs/search.yaml"
    params:
        space=SPACE,
        search=lambda wildcards: search_settings(config, wildcards.strategy),
        objective=OBJECTIVE,
    message:
        "Compute what the {wildcards.strategy} search believed before each round"
    script:
        "../scripts/analysis/compute_posterior.py"
