"""What a search believes of points: of any, and of those that it has tried."""

from collections.abc import Sequence

import numpy as np
from bayes_opt import BayesianOptimization

from asirra.search.acquisition import NoisyExpectedImprovement, evaluate_acquisition
from asirra.search.gaussian_process import make_optimizer
from asirra.search.library import to_library
from asirra.search.point import Point
from asirra.search.process import MarginalProcess
from asirra.search.settings import SearchSettings
from asirra.search.strategies import STRATEGIES
from asirra.search.study import Study


def believe(
    optimizer: BayesianOptimization, study: Study, points: Sequence[Point]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return what a search believes of points: mean, deviation and acquisition.

    All are (num_points,), in units of the score; the noise is left out.

    Args:
        optimizer: as `make_optimizer` returns it.
        study: the trials that it knows.
        points: at least one.
    """
    asked = [to_library(study.space, point) for point in points]
    mean, deviation = optimizer.predict(asked, return_std=True)
    acquisition = optimizer.acquisition_function
    if isinstance(acquisition, NoisyExpectedImprovement):
        coordinates = np.stack([optimizer.space.params_to_array(p) for p in asked])
        return mean, deviation, acquisition.evaluate(optimizer._gp, coordinates)
    best = float(optimizer.space.target.max())
    return mean, deviation, evaluate_acquisition(mean, deviation, best, acquisition.xi)


def believed_noise(optimizer: BayesianOptimization) -> float:
    """Return the standard deviation of the noise that a search believes in.

    Args:
        optimizer: whose process was fitted, as by `believe`.
    """
    process = optimizer._gp
    if isinstance(process, MarginalProcess):
        return process.noise
    return float(np.sqrt(process.alpha) * optimizer.space.target.std())


def believed_scores(study: Study, settings: SearchSettings) -> np.ndarray:
    """Return what each trial is believed to score in the mean, (num_trials,).

    It is the posterior mean: the highest score of many is in part the luckiest, and the
    process knows how its neighbours scored. A search that learns nothing, and the
    published one, believe the scores themselves. Nothing is believed of a trial that
    failed: it has -inf.

    Args:
        study: all trials, at least one.
        settings: settings of the strategy.
    """
    scores = np.array(study.scores)
    learns = STRATEGIES[study.strategy].learns
    if not learns or settings.gaussian_process == "published":
        return scores
    mean, _, _ = believe(make_optimizer(study, settings), study, study.points)
    return np.where(np.isneginf(scores), -np.inf, mean)


def find_selected(study: Study, settings: SearchSettings) -> int:
    """Return the number of the trial that is selected: the one believed best.

    A trial that was stopped is selected only where all were.

    Args:
        study: all trials, at least one.
        settings: settings of the strategy.
    """
    believed = believed_scores(study, settings)
    stopped = np.array([trial.status == "pruned" for trial in study.trials])
    # Of trials that failed, all are -inf.
    if np.isfinite(believed[~stopped]).any():
        believed = np.where(stopped, -np.inf, believed)
    return int(believed.argmax())
