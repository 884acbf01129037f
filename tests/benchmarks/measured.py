"""Surfaces of real trainings: the expected score is known from several seeds."""

import math
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.interpolate import RegularGridInterpolator
from scipy.ndimage import gaussian_filter

from asirra.search.point import Point
from asirra.search.space import Interval
from tests.benchmarks.surfaces import Surface, add_noise

CURVES = Path(__file__).parents[1] / "data" / "grid_curves.csv"
# Outside the project, which works without them.
TABLES = Path(__file__).parents[3] / "shared" / "tables"

NAMES = ["learning_rate", "weight_decay"]
# Smoothing of the grid, in its steps: what is left of the noise is not a maximum.
SMOOTHING = 0.7
# The highest accuracy of a training that never left chance.
STUCK = 0.55
# Of a table's points, the share in which the noise is measured: where searches end.
BEST_SHARE = 0.1
IS_INTEGER = {"batch_size", "depth", "width"}


def read_scores(path: Path = CURVES) -> pd.DataFrame:
    """Return the highest validation accuracy of each training on the grid.

    The columns are learning_rate, weight_decay, seed and validation_accuracy.
    """
    curves = read_curves(path)
    by = [*NAMES, "seed"]
    return curves.groupby(by, as_index=False)["validation_accuracy"].max()


def read_curves(path: Path) -> pd.DataFrame:
    """Return the rows of a table of curves.

    ASSUME: a training that never left chance, where others of its point did, is left
    out: of 42 with several seeds it was one, too few to say how often it happens.
    """
    curves = pd.read_csv(path)
    by = [*NAMES, "seed"]
    best = curves.groupby(by)["validation_accuracy"].transform("max")
    best_of_point = curves.groupby(NAMES)["validation_accuracy"].transform("max")
    return curves[(best > STUCK) | (best_of_point <= STUCK)]


def smooth(grid: np.ndarray) -> np.ndarray:
    """Return values (num_rates, num_decays, ...), smoothed along the first two axes."""
    return gaussian_filter(grid, SMOOTHING, mode="nearest", axes=(0, 1))


def pooled_deviation(scores: pd.DataFrame) -> float:
    """Return the standard deviation over seeds of the points that have several."""
    of_points = scores.groupby(NAMES)["validation_accuracy"]
    several = of_points.agg(["var", "count"]).query("count > 1")
    return float(np.sqrt(np.average(several["var"], weights=several["count"] - 1)))


def make_trained(path: Path = CURVES) -> Surface:
    """Return the mean of trainings on a grid, smoothed and interpolated.

    The score of a training is its highest validation accuracy. Linear in the log10 of
    both hyperparameters, so that the maximum is one of the grid. The noise is the
    spread of the seeds.

    Args:
        path: a table with the columns learning_rate, weight_decay, seed, epoch and
            validation_accuracy; every pair of a learning rate and a weight decay.
    """
    scores = read_scores(path)
    mean = scores.groupby(NAMES)["validation_accuracy"].mean().unstack()
    if mean.isna().any(axis=None):
        raise ValueError(f"Expected every pair of {NAMES} in {path}. Received: gaps")
    axes = [mean.index.to_numpy(), mean.columns.to_numpy()]
    values = smooth(mean.to_numpy())
    space = [
        Interval(name, float(axis[0]), float(axis[-1]), "log", False)
        for name, axis in zip(NAMES, axes, strict=True)
    ]
    grid = RegularGridInterpolator([np.log10(axis) for axis in axes], values)

    def accuracy(point: Point) -> float:
        # The bounds are rounded less than a point is.
        place = [np.clip(math.log10(point[d.name]), *d.bounds) for d in space]
        return float(grid(place)[0])

    return add_noise(space, accuracy, float(values.max()), pooled_deviation(scores))


def make_table(name: str) -> Surface:
    """Return the validation accuracy of one of the tables of `../shared/tables`.

    A point is taken to the nearest one of the table on its scale. What is seen of it is
    one of its seeds, drawn; the truth is their mean.
    """
    with np.load(TABLES / f"{name}.npz") as file:
        accuracies = file["validation_accuracy"].astype(float)
        names = ["alpha", "batch_size", "depth", "learning_rate_init", "width"]
        axes = {key: file[key].astype(float) for key in names}
    space = [
        Interval(
            key,
            float(axis.min()),
            float(axis.max()),
            "linear" if key == "depth" else "log",
            key in IS_INTEGER,
        )
        for key, axis in axes.items()
    ]
    coordinates = [np.array([d.to_coordinate(v) for v in axes[d.name]]) for d in space]

    def place(point: Point) -> tuple[int, ...]:
        return tuple(
            int(np.abs(axis - d.to_coordinate(point[d.name])).argmin())
            for d, axis in zip(space, coordinates, strict=True)
        )

    mean = accuracies.mean(axis=-1)
    best = mean >= np.quantile(mean, 1 - BEST_SHARE)
    return Surface(
        space,
        truth=lambda point: float(mean[place(point)]),
        maximum=float(mean.max()),
        noise=float(accuracies.std(axis=-1, ddof=1)[best].mean()),
        observe=lambda point, rng: float(rng.choice(accuracies[place(point)])),
    )
