"""The trials that are trained again, and the one of them that is tested."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from asirra.errors import InputError
from asirra.objectives import Objective


def select_top_trials(
    trials: pd.DataFrame,
    believed: Mapping[str, Sequence[float]],
    top_k: int,
    objective: Objective,
) -> pd.DataFrame:
    """Return the trials of each strategy's k best distinct points, the best first.

    A trial that was stopped comes after all that were trained to their end, and one
    that failed not at all. Of equal trials the earlier one comes first. The columns are
    those of best_parameters.csv: strategy, trial, one per searched key, and the value
    of the objective, under its name.

    Args:
        trials: as in trials.csv.
        believed: what each trial is believed to score, by strategy, ordered by number.
        top_k: number of points of each strategy; it may have fewer.
        objective: what the searches improve.

    Raises:
        InputError: when all trials of a strategy failed.
    """
    others = ["round", "status", "num_epochs", "seconds", "reason"]
    points = trials.columns.difference(["trial", objective.column, *others])
    tops = []
    for strategy, rows in trials.groupby("strategy", sort=False):
        ranked = rows.assign(
            believed=list(believed[strategy]), stopped=rows["status"] == "pruned"
        )
        ranked = ranked[ranked["status"] != "failed"]
        if ranked.empty:
            raise InputError(
                f"search: expected a trial of {strategy} that ran, got "
                f"{len(rows)} that failed ({'; '.join(rows['reason'].unique())}): "
                "change search.space, or give the trainings what they lack"
            )
        ranked = ranked.sort_values(
            ["stopped", "believed"], ascending=[True, False], kind="stable"
        )
        tops.append(ranked.drop_duplicates(points).head(top_k)[rows.columns])
    return pd.concat(tops).drop(columns=others)


def make_retrained_table(
    top_trials: pd.DataFrame,
    scores: Mapping[tuple[str, int], Sequence[float]],
    objective: Objective,
) -> pd.DataFrame:
    """Return a row per top trial: what it is worth when it is trained again.

    The columns are those of `top_trials`; num_seeds; the mean value of the
    objective; deviation (standard deviation of one training's score, nan for one seed);
    flattery (the optimism: by how much the
    search's value is better than the mean); selected
    (whether the mean score is the highest of the strategy; where no trial was trained
    again, whether the trial is the first).

    Args:
        top_trials: as `select_top_trials` returns them.
        scores: scores of each (strategy, trial), one per final seed.
        objective: what the searches improve.
    """
    keys = top_trials[["strategy", "trial"]].itertuples(index=False, name=None)
    of_trials = [pd.Series(scores.get(key, []), dtype=float) for key in keys]
    table = top_trials.assign(
        num_seeds=[len(of_trial) for of_trial in of_trials],
        **{
            f"mean_{objective.column}": [
                objective.to_value(of_trial.mean()) for of_trial in of_trials
            ],
            "deviation": [of_trial.std() for of_trial in of_trials],
        },
    ).reset_index(drop=True)
    means = objective.to_score(table[f"mean_{objective.column}"])
    table["flattery"] = objective.to_score(table[objective.column]) - means
    best = means.fillna(-math.inf).groupby(table["strategy"]).idxmax()
    table["selected"] = table.index.isin(best)
    return table


def select_best(retrained: pd.DataFrame) -> pd.DataFrame:
    """Return the selected rows of retrained.csv, with best_parameters.csv's columns."""
    names = retrained.columns[: retrained.columns.get_loc("num_seeds")]
    return retrained.loc[retrained["selected"], names]
