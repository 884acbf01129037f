"""The trials that are trained again, and the one of them that is tested."""

from collections.abc import Mapping, Sequence

import pandas as pd


def select_top_trials(trials: pd.DataFrame, top_k: int) -> pd.DataFrame:
    """Return the trials of each strategy's k best distinct points, the best first.

    Of trials of equal accuracy the earlier one comes first. The columns are those of
    best_parameters.csv: strategy, trial, one per searched key, validation_accuracy.

    Args:
        trials: as in trials.csv.
        top_k: how many of each strategy, where it has as many.
    """
    others = ["round", "status", "num_epochs", "seconds"]
    kept = trials.drop(columns=others)
    points = kept.columns.difference(["trial", "validation_accuracy"])
    tops = [
        rows.sort_values("validation_accuracy", ascending=False, kind="stable")
        .drop_duplicates(points)
        .head(top_k)
        for _, rows in kept.groupby("strategy", sort=False)
    ]
    return pd.concat(tops)


def make_retrained_table(
    top_trials: pd.DataFrame, accuracies: Mapping[tuple[str, int], Sequence[float]]
) -> pd.DataFrame:
    """Return a row per top trial: what it is worth when it is trained again.

    The columns are those of `top_trials` and num_seeds, mean_validation_accuracy,
    deviation (of one training, nan for one seed), flattery (by how much the search's
    own score was higher than the mean: the winner's curse), selected (the highest mean
    of its strategy, or its first trial where none was trained again).

    Args:
        top_trials: as `select_top_trials` returns them.
        accuracies: validation accuracies of (strategy, trial), one per final seed.
    """
    keys = top_trials[["strategy", "trial"]].itertuples(index=False, name=None)
    of_trials = [pd.Series(accuracies.get(key, []), dtype=float) for key in keys]
    table = top_trials.assign(
        num_seeds=[len(of_trial) for of_trial in of_trials],
        mean_validation_accuracy=[of_trial.mean() for of_trial in of_trials],
        deviation=[of_trial.std() for of_trial in of_trials],
    ).reset_index(drop=True)
    means = table["mean_validation_accuracy"]
    table["flattery"] = table["validation_accuracy"] - means
    best = means.fillna(-1.0).groupby(table["strategy"]).idxmax()
    table["selected"] = table.index.isin(best)
    return table


def select_best(retrained: pd.DataFrame) -> pd.DataFrame:
    """Return the selected rows of retrained.csv, with best_parameters.csv's columns."""
    names = retrained.columns[: retrained.columns.get_loc("num_seeds")]
    return retrained.loc[retrained["selected"], names]
