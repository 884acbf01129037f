"""The table of test accuracies."""

from collections.abc import Mapping, Sequence

import pandas as pd

from asirra.evaluation.metrics import wilson_interval


def make_accuracy_row(
    candidate: str,
    seed: int,
    searched: Sequence[str],
    result: Mapping,
    predictions: pd.DataFrame,
) -> dict:
    """Return one final model's row of test_accuracy.csv."""
    num_correct = int((predictions["label"] == predictions["predicted"]).sum())
    num_photos = len(predictions)
    ci_low, ci_high = wilson_interval(num_correct, num_photos)
    return {
        "candidate": candidate,
        "seed": seed,
        **{key: result["hyperparameters"][key] for key in searched},
        "validation_accuracy": result["validation_accuracy"],
        "test_accuracy": num_correct / num_photos,
        "num_correct": num_correct,
        "num_photos": num_photos,
        "ci_low": ci_low,
        "ci_high": ci_high,
    }
