"""The table of the trials."""

from collections.abc import Mapping, Sequence

import pandas as pd


def make_trials_table(
    parameters: Mapping[str, Sequence[dict]],
    results: Mapping[str, Sequence[dict]],
    trials_per_round: int,
) -> pd.DataFrame:
    """Return a row per trial, with the columns of trials.csv.

    These are strategy, trial, round, one per searched key, status, num_epochs,
    validation_accuracy, seconds.

    Args:
        parameters: of each strategy's trials, by trial.
        results: of the same trials, as `train_files` returns them.
        trials_per_round: trials suggested together.
    """
    return pd.DataFrame(
        {
            "strategy": strategy,
            "trial": trial,
            "round": trial // trials_per_round,
            **point,
            **{key: result[key] for key in ("status", "num_epochs")},
            **{key: result[key] for key in ("validation_accuracy", "seconds")},
        }
        for strategy, points in parameters.items()
        for trial, (point, result) in enumerate(
            zip(points, results[strategy], strict=True)
        )
    )
