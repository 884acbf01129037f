"""The table of the rounds of a search."""

import math
from collections.abc import Sequence

from asirra.objectives import Objective
from asirra.search.acquisition import COLUMN
from asirra.search.belief import believe
from asirra.search.gaussian_process import make_optimizer
from asirra.search.settings import SearchSettings, chosen_rounds
from asirra.search.strategies import STRATEGIES
from asirra.search.study import Study


def make_round_rows(
    study: Study,
    trials_per_round: int,
    settings: SearchSettings,
    objective: Objective,
    reason: str,
) -> list[dict]:
    """Return one strategy's rows of rounds.csv, one per round.

    The keys are round, trials (how many it has), best_so_far (the best value up to its
    end; nan where all failed), the acquisition function's name (the acquisition at its
    first point before the round; nan where the Gaussian process was not asked) and
    reason (why the search ended, in the last row).

    Args:
        study: all trials.
        trials_per_round: number of trials suggested together.
        settings: settings of the strategy.
        objective: what the search improves.
        reason: why the search ended before its budget; empty when it did not.
    """
    num_trials, scores = len(study.trials), study.scores
    learns = STRATEGIES[study.strategy].learns
    asked = chosen_rounds(num_trials, len(study.known), settings) if learns else []
    rows = []
    for start in range(0, num_trials, trials_per_round):
        end = min(start + trials_per_round, num_trials)
        acquisition = acquisition_at(study, start, settings) if start in asked else None
        rows.append(
            {
                "round": start // trials_per_round,
                "trials": end - start,
                "best_so_far": objective.to_value(_best(scores[:end])),
                COLUMN: (
                    math.nan if acquisition is None else float(f"{acquisition:.4g}")
                ),
                "reason": reason if end == num_trials else "",
            }
        )
    return rows


def _best(scores: Sequence[float]) -> float:
    best = max(scores)
    return math.nan if best == -math.inf else best


def acquisition_at(study: Study, trial: int, settings: SearchSettings) -> float:
    """Return the acquisition at a trial's point, from the trials before it."""
    before = study.before(trial)
    optimizer = make_optimizer(before, settings)
    _, _, acquisition = believe(optimizer, before, [study.trials[trial].point])
    return float(acquisition[0])
