"""What pruning and halving save on the curves of real trainings: nothing is trained.

Searches on tests/data/grid_curves.csv, interpolated; writes
results/benchmarks/pruning.csv: rule, seed, epochs (share of those without pruning),
best (validation accuracy that the search ends with), difference (to the same seed
without pruning).

    make benchmark-pruning
"""

import argparse
import math
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.interpolate import RegularGridInterpolator
from threadpoolctl import threadpool_limits

from asirra.search.halving import Halving, is_promoted, rung_epochs
from asirra.search.point import Point
from asirra.search.pruning import is_below_median
from asirra.search.rounds import first_of_round, trials_of_round
from asirra.search.settings import SearchSettings
from asirra.search.space import Interval
from asirra.search.study import Study, Trial
from asirra.search.suggest import suggest
from tests.benchmarks.surfaces import CURVES

TABLE = Path(__file__).parents[2] / "results" / "benchmarks" / "pruning.csv"
NAMES = ["learning_rate", "weight_decay"]
NUM_TRIALS, NUM_INITIAL = 30, 3
# The defaults; halving's rungs then end after 2, 5 and 15 epochs.
WARMUP_EPOCHS = 3
NUM_RUNGS, REDUCTION_FACTOR = 3, 3
# Of six trials two go on, then one: as many rounds as a quarter of the epochs lets end.
TRIALS_PER_ROUND, NUM_HALVED = 6, 24
COLUMNS = ["rule", "seed", "epochs", "best", "difference"]

Space = tuple[Interval, ...]
# From a point to its validation accuracy after each epoch.
Curves = Callable[[Point], list[float]]


def read_curves(path: Path = CURVES) -> tuple[Space, Curves, int]:
    """Return the space, a function from a point to its curve, and the epochs.

    Linear in the log10 of both hyperparameters, epoch by epoch.

    Args:
        path: as of `collect_curves.collect`.
    """
    table = pd.read_csv(path)
    num_epochs = int(table["epoch"].max())
    axes = [np.unique(table[name]) for name in NAMES]
    values = table.sort_values([*NAMES, "epoch"])["validation_accuracy"].to_numpy()
    values = values.reshape(*map(len, axes), num_epochs)
    grid = RegularGridInterpolator([np.log10(axis) for axis in axes], values)

    def curve(point: Point) -> list[float]:
        return grid([math.log10(point[name]) for name in NAMES])[0].tolist()

    space = tuple(
        Interval(name, float(axis[0]), float(axis[-1]), "log", False)
        for name, axis in zip(NAMES, axes, strict=True)
    )
    return space, curve, num_epochs


def suggest_next(
    space: Space, trials: Sequence[Trial], trial: int, seed: int, per_round: int
) -> Point:
    """Return the point of a trial, by those of earlier rounds."""
    settings = SearchSettings(
        seed=seed,
        num_initial=NUM_INITIAL,
        trials_per_round=per_round,
        xi=0.01,
        gaussian_process="regularised",
    )
    known = tuple(trials[: first_of_round(trial, per_round)])
    point = suggest(Study("bayesian", space, known), trial, settings).point
    assert point is not None, "a search of real numbers does not end by itself"
    return point


def end_trial(
    number: int, point: Point, scores: Sequence[float], num_epochs: int, is_pruned: bool
) -> Trial:
    """Return a trial that has ended; nobody measures its seconds."""
    status = "pruned" if is_pruned else "complete"
    return Trial(number, point, status, tuple(scores), num_epochs, seconds=0.0)


def search_by_median(
    space: Space, curve: Curves, num_epochs: int, seed: int, prunes: bool
) -> tuple[int, float]:
    """Return the epochs of a search, and the best that it trained to the end."""
    trials, finished = [], []
    for number in range(NUM_TRIALS):
        point = suggest_next(space, trials, number, seed, 1)
        accuracies = curve(point)
        end = num_epochs
        if prunes and number >= NUM_INITIAL:
            ends = (
                epoch
                for epoch in range(WARMUP_EPOCHS, num_epochs)
                if is_below_median(max(accuracies[:epoch]), epoch, finished)
            )
            end = next(ends, num_epochs)
        if end == num_epochs:
            finished.append(accuracies)
        best = max(accuracies[:end])
        trials.append(end_trial(number, point, [best], end, end < num_epochs))
    num_trained = sum(trial.num_epochs for trial in trials)
    return num_trained, max(max(accuracies) for accuracies in finished)


def search_by_halving(
    space: Space, curve: Curves, num_epochs: int, seed: int
) -> tuple[int, float]:
    """Return the same for rounds of which the best share goes on."""
    ends = tuple(rung_epochs(num_epochs, REDUCTION_FACTOR, NUM_RUNGS))
    halving = Halving(TRIALS_PER_ROUND, REDUCTION_FACTOR, ends)
    trials: list[Trial] = []
    for first in range(0, NUM_HALVED, TRIALS_PER_ROUND):
        numbers = trials_of_round(first, TRIALS_PER_ROUND)
        points = {
            number: suggest_next(space, trials, number, seed, TRIALS_PER_ROUND)
            for number in numbers
        }
        curves = {number: curve(point) for number, point in points.items()}
        reached = {number: [max(curves[number][: ends[0]])] for number in numbers}
        going = list(numbers)
        for rung in range(1, NUM_RUNGS):
            scores = {number: reached[number][-1] for number in going}
            going = [n for n in going if is_promoted(n, scores, halving, rung)]
            for number in going:
                reached[number].append(max(curves[number][: ends[rung]]))
        for number in numbers:
            scores = reached[number]
            is_pruned = len(scores) < NUM_RUNGS
            end = ends[len(scores) - 1]
            trials.append(end_trial(number, points[number], scores, end, is_pruned))
    complete = [trial for trial in trials if trial.status == "complete"]
    num_trained = sum(trial.num_epochs for trial in trials)
    return num_trained, max(trial.score for trial in complete)


# More threads than cores, and those of such small matrices, cost more than they bring.
@threadpool_limits.wrap(limits=1)
def measure(path: Path, seeds: int) -> pd.DataFrame:
    """Return a row per rule and seed, as COLUMNS."""
    space, curve, num_epochs = read_curves(path)
    rows = []
    for seed in range(seeds):
        all_epochs, reference = search_by_median(space, curve, num_epochs, seed, False)
        for rule, (epochs, best) in {
            "none": (all_epochs, reference),
            "median": search_by_median(space, curve, num_epochs, seed, True),
            "halving": search_by_halving(space, curve, num_epochs, seed),
        }.items():
            rows.append((rule, seed, epochs / all_epochs, best, best - reference))
    return pd.DataFrame(rows, columns=COLUMNS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--curves", type=Path, default=CURVES)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    table = measure(given.curves, given.seeds)
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    table.round(5).to_csv(TABLE, index=False)
    of_rule = table.drop(columns="seed").groupby("rule", sort=False)
    print(of_rule.agg(["median", "mean"]).round(4).to_string())
