"""The table of test accuracies."""

from collections.abc import Sequence

import pandas as pd

from asirra.evaluation.metrics import wilson_interval
from asirra.objectives import Objective
from asirra.training.result import Result


def make_accuracy_row(
    candidate: str,
    seed: int,
    searched: Sequence[str],
    result: Result,
    objective: Objective,
    predictions: pd.DataFrame,
) -> dict:
    """Return one final model's row of test_accuracy.csv.

    Args:
        candidate: candidate of the model.
        seed: final seed of the model.
        searched: names of the hyperparameters to show.
        result: result of the model's training.
        objective: what the search improves.
        predictions: as in the model's predictions.csv.
    """
    num_correct = int((predictions["label"] == predictions["predicted"]).sum())
    num_photos = len(predictions)
    ci_low, ci_high = wilson_interval(num_correct, num_photos)
    return {
        "candidate": candidate,
        "seed": seed,
        **{key: result.hyperparameters[key] for key in searched},
        objective.column: objective.to_value(result.score),
        "test_accuracy": num_correct / num_photos,
        "num_correct": num_correct,
        "num_photos": num_photos,
        "ci_low": ci_low,
        "ci_high": ci_high,
    }
