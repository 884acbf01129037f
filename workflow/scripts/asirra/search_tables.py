"""The tables of the search: its trials and its best."""

from collections.abc import Mapping, Sequence
from pathlib import Path

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


def select_best_trials(trials: pd.DataFrame) -> pd.DataFrame:
    """Return each strategy's best trial, the first of equals."""
    best = trials.groupby("strategy", sort=False)["validation_accuracy"].idxmax()
    others = ["round", "status", "num_epochs", "seconds"]
    return trials.loc[best].drop(columns=others)


def read_best_point(best_path: str | Path, strategy: str) -> dict[str, float]:
    """Read the searched hyperparameters of a strategy's best trial."""
    table = pd.read_csv(best_path)
    row = table.set_index("strategy").loc[[strategy]]
    columns = row.drop(columns=["trial", "validation_accuracy"])
    return {key: values.iloc[0].item() for key, values in columns.items()}
