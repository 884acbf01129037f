"""How many trainings may run at once, as none waits for the result of another."""

from collections.abc import Mapping

from asirra.config.search_settings import awaits_results


def count_trials_at_once(config: Mapping, rung: int = 0) -> int:
    """Return how many trials may run at once.

    Where any strategy goes round by round, it is a round of each: the strategies then
    advance together. Where none does, it is all trials.

    Args:
        config: the checked configuration.
        rung: of successive halving, to which only a share of each round goes on.
    """
    search = config["search"]
    waits = search["pruning"] != "none" or any(
        awaits_results(config, name) for name in search["strategies"]
    )
    number = search["trials_per_round"] if waits else search["num_trials"]
    number //= search["reduction_factor"] ** rung
    return len(search["strategies"]) * max(1, number)


def count_finals(config: Mapping) -> int:
    """Return how many trainings there are after the search: points times seeds."""
    final = config["final"]
    points = [1 if name == "manual" else final["top_k"] for name in final["candidates"]]
    return sum(points) * len(final["seeds"])
