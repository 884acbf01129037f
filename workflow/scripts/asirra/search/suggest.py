"""The strategies of a search: which point a trial tries, or why there is none."""

import math
from collections.abc import Mapping, Sequence

from asirra.search.bayesian import suggest_bayesian
from asirra.search.designs import suggest_random, suggest_sobol
from asirra.search.grid import suggest_grid
from asirra.search.space import Dimension, Point
from asirra.search.stopping import find_stop
from asirra.search.study import complete_scores


def suggest(
    strategy: str,
    space: Sequence[Dimension],
    points: Sequence[Point],
    rung_scores: Sequence[Sequence[float]],
    trial: int,
    settings: Mapping,
) -> Point | dict[str, str]:
    """Return the point that a trial tries, or {"over": reason}.

    A pure function of its arguments. The known points come first, whatever the
    strategy. Of the others, only the Bayesian ones depend on results.

    Args:
        strategy: "bayesian", "random", "sobol" or "grid".
        space: the dimensions.
        points: of all trials of earlier rounds, by trial.
        rung_scores: of each of them, in the same order, its validation accuracy at each
            rung that it reached; one, where trials have no rungs.
        trial: the number of the trial, from 0.
        settings: the keys of the config's section `search` that the strategy reads, and
            the config's `seed`.
    """
    index = trial - len(settings["first"])
    if index < 0:
        return settings["first"][trial]
    if strategy == "bayesian":
        return _suggest_bayesian(space, points, rung_scores, trial, settings)
    if strategy == "grid":
        num_points = settings["num_trials"] - len(settings["first"])
        return suggest_grid(space, num_points, settings["seed"], index)
    suggest_next = {"random": suggest_random, "sobol": suggest_sobol}[strategy]
    return suggest_next(space, settings["seed"], index)


def _suggest_bayesian(
    space: Sequence[Dimension],
    points: Sequence[Point],
    rung_scores: Sequence[Sequence[float]],
    trial: int,
    settings: Mapping,
) -> Point | dict[str, str]:
    """Return a random point among the first, then one by the Gaussian process.

    A round of which some are known or random is random to its end: a suggestion avoids
    those before it in its round, which must be suggestions too.
    """
    per_round = settings["trials_per_round"]
    num_before = len(settings["first"]) + settings["num_initial"]
    if is_exhausted(space, points):
        return {"over": "every point of the space has been tried"}
    reached = [scores[-1] for scores in rung_scores]
    if reason := find_stop(reached, num_before, per_round, settings["stop"]):
        return {"over": reason}
    position = trial % per_round
    if trial - position < num_before:
        index = trial - len(settings["first"])
        return suggest_random(space, settings["seed"], index)
    scores = complete_scores(rung_scores)
    return suggest_bayesian(space, points, scores, position, settings)


def is_exhausted(space: Sequence[Dimension], points: Sequence[Point]) -> bool:
    """Tell whether every point of a space of integers and choices has been tried."""
    distinct = {tuple(point[dimension.name] for dimension in space) for point in points}
    return len(distinct) >= math.prod(dimension.count_values() for dimension in space)
