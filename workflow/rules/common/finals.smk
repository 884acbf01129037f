"""The final trainings that no selected trial needs."""


def manual_results(wildcards):
    """Return the results of the manual point, once the best trials are selected.

    It is trained beside them: earlier it would take cores from a round, later it would
    leave cores idle.
    """
    for strategy in SEARCHES:
        suggested(strategy)
    checkpoints.select_top_trials.get()
    final = config["final"]
    seeds = final["seeds"] if "manual" in final["candidates"] else []
    return [RESULTS.point("result.json", "manual", seed) for seed in seeds]
