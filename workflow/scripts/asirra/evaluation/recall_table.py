"""The table of how much of each class final models recognise."""

import math

import pandas as pd

from asirra.evaluation.metrics import wilson_interval
from asirra.evaluation.outcomes import read_outcomes


def make_recall_rows(
    candidate: str, seed: int, predictions: pd.DataFrame
) -> list[dict]:
    """Return one final model's rows of recall.csv, one per class.

    The classes are in the order of predictions.csv. The columns are candidate,
    seed, label, num_photos, recall (the share of the class's photos that are
    recognised), ci_low and ci_high (95 %, Wilson); the last three are nan where the
    class has no photo.

    Args:
        candidate: candidate of the model.
        seed: final seed of the model.
        predictions: as in the model's predictions.csv.
    """
    outcomes = read_outcomes(predictions)
    counts = zip(
        outcomes.classes,
        outcomes.num_right.tolist(),
        outcomes.num_photos.tolist(),
        strict=True,
    )
    rows = []
    for label, num_right, num_photos in counts:
        recall, ci_low, ci_high = math.nan, math.nan, math.nan
        if num_photos:
            recall = num_right / num_photos
            ci_low, ci_high = wilson_interval(num_right, num_photos)
        names = {"candidate": candidate, "seed": seed, "label": label}
        numbers = {"num_photos": num_photos, "recall": recall}
        rows.append(names | numbers | {"ci_low": ci_low, "ci_high": ci_high})
    return rows
