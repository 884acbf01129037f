"""The table of what final models are worth on the test photos."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from asirra.evaluation.intervals import (
    bootstrap_interval,
    calibration_interval,
    mean_recall_interval,
    measure_interval,
)
from asirra.evaluation.metrics import expected_calibration_error, wilson_interval
from asirra.evaluation.outcomes import Outcomes, read_outcomes
from asirra.objectives import OBJECTIVES, Objective
from asirra.training.result import Result


def make_accuracy_row(
    candidate: str,
    seed: int,
    searched: Sequence[str],
    result: Result,
    objective: Objective,
    predictions: pd.DataFrame,
    bootstrap_seed: int,
) -> dict:
    """Return one final model's row of test_accuracy.csv.

    Args:
        candidate: candidate of the model.
        seed: final seed of the model.
        searched: names of the hyperparameters to show.
        result: result of the model's training.
        objective: what the search improves.
        predictions: as in the model's predictions.csv.
        bootstrap_seed: the config's seed, from which resamples are drawn.
    """
    outcomes = read_outcomes(predictions)
    num_correct, num_photos = int(outcomes.num_right.sum()), len(predictions)
    ci_low, ci_high = wilson_interval(num_correct, num_photos)
    measured = _measure(outcomes, objective, bootstrap_seed)
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
        "largest_class_share": int(outcomes.num_photos.max()) / num_photos,
        **{
            f"test_{name}{ending}": number
            for name, numbers in measured.items()
            for ending, number in zip(("", "_ci_low", "_ci_high"), numbers, strict=True)
        },
    }


def _measure(
    outcomes: Outcomes, objective: Objective, seed: int
) -> dict[str, tuple[float, float, float]]:
    """Return the value of each measure and the ends of its interval."""
    labels, probabilities = outcomes.labels, outcomes.probabilities
    confidence, correct = probabilities.max(axis=1), labels == outcomes.predicted
    own = probabilities[np.arange(len(labels)), labels] / probabilities.sum(axis=1)
    losses = -np.log(own)
    intervals = {
        "balanced_accuracy": mean_recall_interval(
            outcomes.num_right, outcomes.num_photos
        ),
        "log_loss": bootstrap_interval(
            lambda resamples: losses[resamples].mean(axis=1),
            np.zeros_like(labels),
            seed,
        ),
    }
    measured = {
        name: (OBJECTIVES[name].measure(labels, probabilities), *interval)
        for name, interval in intervals.items()
    }
    measured["expected_calibration_error"] = (
        expected_calibration_error(confidence, correct),
        *calibration_interval(confidence, correct, seed),
    )
    if objective.name not in {"accuracy", *measured}:
        measured[objective.name] = (
            objective.measure(labels, probabilities),
            *measure_interval(objective, labels, probabilities, seed),
        )
    return measured
