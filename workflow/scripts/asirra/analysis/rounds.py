"""The table of the rounds of a search."""

import math
from collections.abc import Mapping, Sequence

from asirra.analysis.posterior import find_starts
from asirra.search.acquisition import improvement_at
from asirra.search.gaussian_process import make_optimizer
from asirra.search.space import Dimension, Point
from asirra.search.study import complete_scores


def make_round_rows(
    space: Sequence[Dimension],
    points: Sequence[Point],
    rung_scores: Sequence[Sequence[float]],
    trials_per_round: int,
    settings: Mapping,
    reason: str,
) -> list[dict]:
    """Return the rows of rounds.csv of one strategy: one per round.

    The keys are round, trials (its own), best_so_far (the highest validation accuracy
    after it), expected_improvement (what the posterior before it expected of its first
    point; nan where none was asked) and reason (why the search ended, in the last row).

    Args:
        space: the dimensions.
        points: of all trials, by trial.
        rung_scores: of the same trials, as `suggest` takes them.
        trials_per_round: suggested together.
        settings: as `search_settings` returns them; a strategy that learns from results
            has `gaussian_process` among them.
        reason: why the search ended before its budget; empty when it did not.
    """
    learns = "gaussian_process" in settings
    asked = find_starts(len(points), settings) if learns else []
    reached = [scores[-1] for scores in rung_scores]
    rows = []
    for start in range(0, len(points), trials_per_round):
        end = min(start + trials_per_round, len(points))
        improvement = math.nan
        if start in asked:
            scores = complete_scores(rung_scores[:start])
            optimizer = make_optimizer(space, points[:start], scores, settings)
            improvement = improvement_at(optimizer, space, points[start], settings)
        rows.append(
            {
                "round": start // trials_per_round,
                "trials": end - start,
                "best_so_far": max(reached[:end]),
                "expected_improvement": float(f"{improvement:.4g}"),
                "reason": reason if end == len(points) else "",
            }
        )
    return rows
