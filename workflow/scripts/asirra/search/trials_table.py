"""The table of the trials."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from asirra.objectives import Objective
from asirra.search.trial import Trial

# The reason of a trial that is worth no more than knowing no photo.
LEARNED_NOTHING = "learned nothing"


def make_trials_table(
    trials: Mapping[str, Sequence[Trial]],
    trials_per_round: int,
    objective: Objective,
    untaught: float = math.nan,
) -> pd.DataFrame:
    """Return a row per trial, with the columns of trials.csv.

    These are strategy, trial, round, one per searched key, status, num_epochs, the
    value of the objective, under its name, seconds and reason ("learned nothing" where
    the trial scores no better than a guess without the photo; of one that failed, which
    has no value, why it failed; else empty).

    Args:
        trials: trials of each strategy, ordered by number.
        trials_per_round: number of trials suggested together.
        objective: what the searches improve.
        untaught: value of a guess without the photo; nan where it is not known.
    """
    least = objective.to_score(untaught)
    return pd.DataFrame(
        {
            "strategy": strategy,
            "trial": trial.number,
            "round": trial.number // trials_per_round,
            **trial.point,
            "status": trial.status,
            "num_epochs": trial.num_epochs,
            objective.column: (
                math.nan
                if trial.status == "failed"
                else objective.to_value(trial.score)
            ),
            "seconds": trial.seconds,
            "reason": _find_reason(trial, least),
        }
        for strategy, of_strategy in trials.items()
        for trial in of_strategy
    )


def _find_reason(trial: Trial, least: float) -> str:
    return trial.reason or (LEARNED_NOTHING if trial.score <= least else "")
