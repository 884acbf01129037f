"""Trainings small enough for a test."""

import numpy as np

from asirra.models.network import NetworkSpec
from asirra.objectives import OBJECTIVES
from asirra.training.hyperparameters import Hyperparameters
from asirra.training.loop import TrainingData, train
from tests.splits import make_split

VALUES = {
    "network": "alexnet",
    "crop_size_px": 67,
    "width": 0.05,
    "initializer": "he_normal",
    "dropout": 0.5,
    "batch_size": 8,
    "num_epochs": 2,
    "momentum": 0.9,
    "learning_rate": 0.01,
    "weight_decay": 0.0005,
    "schedule": "plateau",
    "learning_rate_patience": 30,
    "learning_rate_decay": 0.1,
    "score_threshold": 1e-4,
    "learning_rate_warmup_epochs": 0,
    "class_weights": "none",
    "validation_patches": 1,
    "precision": "float32",
    "devices": 1,
}
MEAN = [0.3, 0.3, 0.3]
ACCURACY = OBJECTIVES["accuracy"]


def make_spec(crop_size_px=67, num_classes=2, **changes):
    """Return what a small network is built from."""
    values = {"width": 0.05, "initializer": "he_normal", "dropout": 0.5, "seed": 0}
    values |= {"channel_mean": MEAN} | changes
    return NetworkSpec(crop_size_px=crop_size_px, num_classes=num_classes, **values)


def run(
    split, seed=0, resume_point=None, end_early=None, objective=ACCURACY, **changes
):
    """Train on a split, with VALUES but for some."""
    return train(
        Hyperparameters(**VALUES | changes),
        TrainingData(split, make_split(10, seed=1), MEAN),
        objective,
        seed,
        resume_point,
        end_early,
    )


def assert_same(first, second):
    """Compare two trainings bit by bit."""
    assert first.history == second.history
    assert first.losses == second.losses
    assert first.best_epoch == second.best_epoch
    assert first.score == second.score
    assert first.status == second.status
    weights = zip(first.model.get_weights(), second.model.get_weights(), strict=True)
    for a, b in weights:
        np.testing.assert_array_equal(a, b)
