"""What the search taught: round by round, per hyperparameter, and between candidates."""


localrules:
    tabulate_rounds,
    tabulate_importance,
    compare_candidates,
    plot_strategies,
    plot_importance,


rule tabulate_rounds:
    input:
        **{f"{s}_results": all_trials(s) for s in STRATEGIES},
        **{f"{s}_parameters": all_trials(s, "parameters.json") for s in STRATEGIES},
        **{f"{s}_over": last_words(s) for s in STRATEGIES},
        code=code("analysis/tabulate_rounds.py"),
    output:
        rounds=f"{RESULTS}/tables/rounds.csv",
    log:
        f"{RESULTS}/logs/tabulate_rounds.log",
    conda:
        "../../envs/search.yaml"
    params:
        space=SPACE,
        searches={s: search_settings(config, s) for s in STRATEGIES},
        trials_per_round=config["search"]["trials_per_round"],
    message:
        "Tabulate the rounds, and why a search ended"
    script:
        "../scripts/analysis/tabulate_rounds.py"


rule tabulate_importance:
    input:
        **{f"{s}_results": all_trials(s) for s in STRATEGIES},
        **{f"{s}_parameters": all_trials(s, "parameters.json") for s in STRATEGIES},
        code=code("analysis/tabulate_importance.py"),
    output:
        importance=f"{RESULTS}/tables/importance.csv",
        dependence=f"{RESULTS}/tables/partial_dependence.csv",
        best_points=f"{RESULTS}/tables/best_points.csv",
    log:
        f"{RESULTS}/logs/tabulate_importance.log",
    conda:
        "../../envs/search.yaml"
    params:
        space=SPACE,
        strategies=STRATEGIES,
        gaussian_process={
            name: config["search"][name] for name in ("xi", "gaussian_process")
        }
        | {"seed": config["seed"]},
    message:
        "Tabulate what each hyperparameter does"
    script:
        "../scripts/analysis/tabulate_importance.py"


rule compare_candidates:
    input:
        predictions=final_paths("final/{candidate}/seed_{final_seed}/predictions.csv"),
        code=code("evaluation/compare_candidates.py"),
    output:
        comparison=f"{RESULTS}/tables/comparison.csv",
    log:
        f"{RESULTS}/logs/compare_candidates.log",
    conda:
        "../../envs/search.yaml"
    params:
        order=CANDIDATE_ORDER,
    message:
        "Compare the final candidates on the same test photos"
    script:
        "../scripts/evaluation/compare_candidates.py"


rule plot_strategies:
    input:
        trials=f"{RESULTS}/tables/trials.csv",
        code=code("figures/plot_strategies.py"),
    output:
        figure=report(
            f"{FIGURE}/strategies.svg",
            caption="../report/strategies.rst",
            category="Search",
            labels={"figure": "strategies"},
        ),
    log:
        f"{RESULTS}/logs/plot_strategies.log",
    conda:
        "../../envs/search.yaml"
    message:
        "Plot the best so far of each strategy over trials and epochs"
    script:
        "../scripts/figures/plot_strategies.py"


rule plot_importance:
    input:
        importance=f"{RESULTS}/tables/importance.csv",
        dependence=f"{RESULTS}/tables/partial_dependence.csv",
        code=code("figures/plot_importance.py"),
    output:
        figure=report(
            f"{FIGURE}/importance_{{strategy}}.svg",
            caption="../report/importance.rst",
            category="Search",
            labels={"figure": "importance", "strategy": "{strategy}"},
        ),
    log:
        f"{RESULTS}/logs/plot_importance/{{strategy}}.log",
    conda:
        "../../envs/search.yaml"
    params:
        space=SPACE,
    message:
        "Plot what each hyperparameter does ({wildcards.strategy})"
    script:
        "../scripts/figures/plot_importance.py"
