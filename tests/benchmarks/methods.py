"""Methods of search, asked for a point and told its score, one trial at a time."""

import logging
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

import numpy as np

from asirra.search.belief import find_selected
from asirra.search.point import Point
from asirra.search.settings import SearchSettings
from asirra.search.space import Interval
from asirra.search.study import Study
from asirra.search.suggest import suggest
from asirra.search.trial import Trial
from asirra.seeds import seed_number


class Method(Protocol):
    """A search."""

    def ask(self, points: Sequence[Point], scores: Sequence[float]) -> Point:
        """Return the next point, from the points and scores of all trials so far."""

    def select(self, points: Sequence[Point], scores: Sequence[float]) -> int:
        """Return the number of the trial that the method would go on with."""


class Own:
    """A strategy of this project, asked as the workflow asks it."""

    def __init__(self, strategy: str, space: Sequence[Interval], **settings: Any):
        self.strategy, self.space = strategy, tuple(space)
        self.settings = SearchSettings(trials_per_round=1, xi=0.01, **settings)

    def _study(self, points: Sequence[Point], scores: Sequence[float]) -> Study:
        trials = (
            Trial(number, point, "complete", score, (score,), seconds=0.0)
            for number, (point, score) in enumerate(zip(points, scores, strict=True))
        )
        return Study(self.strategy, self.space, tuple(trials))

    def ask(self, points: Sequence[Point], scores: Sequence[float]) -> Point:
        study = self._study(points, scores)
        point = suggest(study, len(points), self.settings).point
        assert point is not None, "a search of real numbers does not end by itself"
        return point

    def select(self, points: Sequence[Point], scores: Sequence[float]) -> int:
        study = self._study(points, scores)
        return find_selected(study, self.settings)


class Optuna:
    """A sampler of Optuna as it is by default.

    Args:
        sampler: the name of its class, e.g. "TPESampler" (Bergstra et al. 2011,
            "Algorithms for hyper-parameter optimization").
        space: the dimensions.
        seed: of the sampler.
    """

    def __init__(self, sampler: str, space: Sequence[Interval], seed: int):
        # A development dependency: what is compared with, and nothing else, needs it.
        import optuna

        optuna.logging.set_verbosity(optuna.logging.WARNING)
        made = getattr(optuna.samplers, sampler)(seed=seed_number(seed, sampler))
        self.study = optuna.create_study(direction="maximize", sampler=made)
        numbers = optuna.distributions
        self.distributions = {
            d.name: numbers.IntDistribution(int(d.low), int(d.high), d.scale == "log")
            if d.is_integer
            else numbers.FloatDistribution(d.low, d.high, d.scale == "log")
            for d in space
        }

    def ask(self, points: Sequence[Point], scores: Sequence[float]) -> Point:
        if points:
            self.study.tell(len(points) - 1, scores[-1])
        return self.study.ask(self.distributions).params

    def select(self, points: Sequence[Point], scores: Sequence[float]) -> int:
        return int(np.argmax(scores))


class Smac:
    """SMAC3's random forest (Lindauer et al. 2022, "SMAC3"), as it is by default.

    It is told that a score is no subject to chance, as repeating trials would cost it
    the few there are.
    """

    def __init__(self, space: Sequence[Interval], seed: int):
        # Development dependencies, like Optuna.
        from ConfigSpace import ConfigurationSpace, Float, Integer
        from smac import HyperparameterOptimizationFacade, Scenario

        self.folder = TemporaryDirectory()
        number = seed_number(seed, "smac")
        configurations = ConfigurationSpace(seed=number)
        for d in space:
            made = Integer if d.is_integer else Float
            bounds = (int(d.low), int(d.high)) if d.is_integer else (d.low, d.high)
            configurations.add(made(d.name, bounds, log=d.scale == "log"))
        scenario = Scenario(
            configurations,
            output_directory=Path(self.folder.name),
            deterministic=True,
            n_trials=100,
            seed=number,
        )
        self.optimizer = HyperparameterOptimizationFacade(
            scenario, lambda config, seed: 0.0, logging_level=logging.ERROR
        )

    def ask(self, points: Sequence[Point], scores: Sequence[float]) -> Point:
        from smac.runhistory.dataclasses import TrialValue

        if points:
            self.optimizer.tell(self.asked, TrialValue(cost=-scores[-1]))
        self.asked = self.optimizer.ask()
        return dict(self.asked.config)

    def select(self, points: Sequence[Point], scores: Sequence[float]) -> int:
        return int(np.argmax(scores))


def _bayesian(space: Sequence[Interval], seed: int) -> Method:
    num_initial = len(space) + 1
    return Own("bayesian", space, seed=seed, initial="sobol", num_initial=num_initial)


def _published(space: Sequence[Interval], seed: int) -> Method:
    settings = {"gaussian_process": "published", "initial": "random", "num_initial": 3}
    return Own("bayesian", space, seed=seed, **settings)


OURS = "bayesian"
METHODS: dict[str, Callable[[Sequence[Interval], int], Method]] = {
    OURS: _bayesian,
    "published": _published,
    "random": lambda space, seed: Own("random", space, seed=seed),
    "sobol": lambda space, seed: Own("sobol", space, seed=seed),
    "optuna_tpe": lambda space, seed: Optuna("TPESampler", space, seed),
    "optuna_gp": lambda space, seed: Optuna("GPSampler", space, seed),
    "smac": Smac,
}
NEEDS = {"optuna_tpe": ["optuna"], "optuna_gp": ["optuna", "torch"], "smac": ["smac"]}


def find_missing(method: str) -> list[str]:
    """Return the packages that a method needs and that are not installed."""
    return [name for name in NEEDS.get(method, []) if find_spec(name) is None]
