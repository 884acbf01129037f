"""What pruning and halving save on the curves of real trainings: nothing is trained.

Searches on tests/data/grid_curves.csv, smoothed and interpolated; each training
deviates from it like one of the real ones, drawn. Writes the table
results/benchmarks/pruning.csv: rule, seed, epochs (share of those without pruning),
expected (validation accuracy, in the mean, at the point selected), difference (to the
same seed without pruning).

    make benchmark-pruning
"""

import argparse
import math
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.interpolate import RegularGridInterpolator
from threadpoolctl import threadpool_limits

from asirra.search.belief import find_selected
from asirra.search.halving import Halving, is_promoted, rung_epochs
from asirra.search.point import Point
from asirra.search.pruning import is_hopeless
from asirra.search.rounds import first_of_round, trials_of_round
from asirra.search.settings import SearchSettings
from asirra.search.study import Study
from asirra.search.suggest import suggest
from asirra.search.trial import Trial
from asirra.seeds import seed_sequence
from tests.benchmarks.measured import CURVES, NAMES, make_trained, read_curves, smooth

TABLE = Path(__file__).parents[2] / "results" / "benchmarks" / "pruning.csv"
NUM_TRIALS, NUM_INITIAL = 30, 3
# The defaults; halving's rungs then end after 2, 5 and 15 epochs.
WARMUP_EPOCHS = 4
NUM_RUNGS, REDUCTION_FACTOR = 3, 3
# Of six trials two go on, then one: as many rounds as a quarter of the epochs lets end.
TRIALS_PER_ROUND, NUM_HALVED = 6, 24
COLUMNS = ["rule", "seed", "epochs", "expected", "difference"]


class Trainings:
    """Trainings that take no time.

    Attributes:
        space: learning rate and weight decay.
        num_epochs: of a whole training.
        expected: from a point to its validation accuracy in the mean.
    """

    def __init__(self, path: Path = CURVES):
        surface = make_trained(path)
        self.space, self.expected = tuple(surface.space), surface.truth
        table = read_curves(path).sort_values([*NAMES, "seed", "epoch"])
        self.num_epochs = int(table["epoch"].max())
        axes = [np.unique(table[name]) for name in NAMES]
        mean = table.groupby([*NAMES, "epoch"])["validation_accuracy"].mean()
        smoothed = smooth(mean.to_numpy().reshape(*map(len, axes), -1))
        self._mean = RegularGridInterpolator(
            [np.log10(axis) for axis in axes], smoothed
        )
        self._deviations = self._find_deviations(table)

    def _find_deviations(self, table: pd.DataFrame) -> list[np.ndarray]:
        """Return how the curves of points with several seeds differ from their mean."""
        deviations = []
        for _, of_point in table.groupby(NAMES):
            curves = of_point.pivot(index="seed", columns="epoch")
            curves = curves["validation_accuracy"].to_numpy()
            if len(curves) > 1:
                # The mean of few curves is too near to each of them.
                scale = math.sqrt(len(curves) / (len(curves) - 1))
                deviations += list(scale * (curves - curves.mean(axis=0)))
        return deviations

    def _interpolate(self, *values: float) -> np.ndarray:
        place = [
            np.clip(math.log10(value), *dimension.bounds)
            for value, dimension in zip(values, self.space, strict=True)
        ]
        return self._mean(place)[0]

    def train(self, point: Point, seed: int, trial: int) -> list[float]:
        """Return the validation accuracy after each epoch."""
        rng = np.random.default_rng(seed_sequence(seed, "deviation", trial))
        deviation = self._deviations[rng.integers(len(self._deviations))]
        mean = self._interpolate(*(point[name] for name in NAMES))
        return (mean + deviation).tolist()


def suggest_next(
    trainings: Trainings, trials: Sequence[Trial], seed: int, per_round: int
) -> Point:
    """Return the point of the next trial, by the trials of earlier rounds."""
    trial = len(trials)
    known = tuple(trials[: first_of_round(trial, per_round)])
    study = Study("bayesian", trainings.space, known)
    point = suggest(study, trial, make_settings(seed, per_round)).point
    assert point is not None, "a search of real numbers does not end by itself"
    return point


def make_settings(seed: int, per_round: int) -> SearchSettings:
    """Return the settings of the search."""
    return SearchSettings(
        seed=seed,
        initial="sobol",
        num_initial=NUM_INITIAL,
        trials_per_round=per_round,
        xi=0.01,
    )


def end_trial(number: int, point: Point, scores: Sequence[float], whole: int) -> Trial:
    """Return a trial that has ended; nobody measures its seconds."""
    status = "complete" if len(scores) == whole else "pruned"
    return Trial(number, point, status, max(scores), tuple(scores), seconds=0.0)


def search_by_median(trainings: Trainings, seed: int, prunes: bool) -> list[Trial]:
    """Return the trials of a search whose trials end below the median, or never."""
    trials: list[Trial] = []
    for number in range(NUM_TRIALS):
        point = suggest_next(trainings, trials, seed, 1)
        scores = trainings.train(point, seed, number)
        end = trainings.num_epochs
        if prunes and number >= NUM_INITIAL:
            finished = [t.epoch_scores for t in trials if t.status == "complete"]
            ends = (
                epoch
                for epoch in range(WARMUP_EPOCHS, trainings.num_epochs)
                if is_hopeless(max(scores[:epoch]), epoch, finished)
            )
            end = next(ends, end)
        trials.append(end_trial(number, point, scores[:end], trainings.num_epochs))
    return trials


def search_by_halving(trainings: Trainings, seed: int) -> list[Trial]:
    """Return the trials of a search in rounds of which the best share goes on."""
    ends = tuple(rung_epochs(trainings.num_epochs, REDUCTION_FACTOR, NUM_RUNGS))
    halving = Halving(TRIALS_PER_ROUND, REDUCTION_FACTOR, ends)
    trials: list[Trial] = []
    for first in range(0, NUM_HALVED, TRIALS_PER_ROUND):
        numbers = trials_of_round(first, TRIALS_PER_ROUND)
        known, points = list(trials), {}
        for number in numbers:
            points[number] = suggest_next(trainings, known, seed, TRIALS_PER_ROUND)
            # Its place in the round is all that the next suggestion reads of it.
            known.append(end_trial(number, points[number], [0.0], trainings.num_epochs))
        curves = {n: trainings.train(point, seed, n) for n, point in points.items()}
        reached = dict.fromkeys(numbers, ends[0])
        going = list(numbers)
        for rung in range(1, NUM_RUNGS):
            scores = {number: max(curves[number][: ends[rung - 1]]) for number in going}
            going = [n for n in going if is_promoted(n, scores, halving, rung)]
            reached |= dict.fromkeys(going, ends[rung])
        trials += [
            end_trial(n, points[n], curves[n][: reached[n]], trainings.num_epochs)
            for n in numbers
        ]
    return trials


# More threads than cores, and those of such small matrices, cost more than they bring.
@threadpool_limits.wrap(limits=1)
def measure(path: Path, seeds: Sequence[int]) -> pd.DataFrame:
    """Return a row per rule and seed, as COLUMNS."""
    trainings = Trainings(path)
    rows = []
    for seed in seeds:
        searches = {
            "none": search_by_median(trainings, seed, prunes=False),
            "median": search_by_median(trainings, seed, prunes=True),
            "halving": search_by_halving(trainings, seed),
        }
        epochs = {r: sum(t.num_epochs for t in ts) for r, ts in searches.items()}
        expected = {}
        for rule, trials in searches.items():
            study = Study("bayesian", trainings.space, tuple(trials))
            selected = find_selected(study, make_settings(seed, 1))
            expected[rule] = trainings.expected(trials[selected].point)
        rows += [
            (r, seed, epochs[r] / epochs["none"], e, e - expected["none"])
            for r, e in expected.items()
        ]
    return pd.DataFrame(rows, columns=COLUMNS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=40)
    parser.add_argument("--first-seed", type=int, default=0)
    parser.add_argument("--curves", type=Path, default=CURVES)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    seeds = range(given.first_seed, given.first_seed + given.seeds)
    table = measure(given.curves, seeds)
    TABLE.parent.mkdir(parents=True, exist_ok=True)
    table.round(5).to_csv(TABLE, index=False)
    of_rule = table.drop(columns="seed").groupby("rule", sort=False)
    print(of_rule.agg(["median", "mean"]).round(4).to_string())
