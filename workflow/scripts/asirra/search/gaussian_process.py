"""The Gaussian process of the results so far, in bayesian-optimization."""

import warnings

import numpy as np
from bayes_opt import BayesianOptimization

from asirra.search.acquisition import NoisyExpectedImprovement, make_acquisition
from asirra.search.curves import final_scores
from asirra.search.inputs import Inputs
from asirra.search.library import make_parameter, to_library
from asirra.search.process import MarginalProcess
from asirra.search.settings import SearchSettings
from asirra.search.study import Study
from asirra.seeds import seed_number


def make_optimizer(
    study: Study, settings: SearchSettings, compresses: bool = True
) -> BayesianOptimization:
    """Return a fresh optimiser that knows a study's results, in their order.

    Its Gaussian process works on coordinates.

    Args:
        study: all results so far, at least one.
        settings: its xi, gaussian_process and seed are read.
        compresses: whether the regularised process sees low scores compressed, as in
            the search, or unchanged.
    """
    is_regularised = settings.gaussian_process == "regularised"
    xi = settings.xi
    seed = seed_number(settings.seed, "suggestion", len(study.trials))
    with warnings.catch_warnings():
        # ASSUME: the library's own types are sound, though it calls them experimental.
        warnings.filterwarnings("ignore", "Non-float parameters are experimental")
        optimizer = BayesianOptimization(
            f=None,
            pbounds={d.name: make_parameter(d) for d in study.space},
            acquisition_function=(
                NoisyExpectedImprovement(xi) if is_regularised else make_acquisition(xi)
            ),
            random_state=seed,
            allow_duplicate_points=True,
            verbose=0,
        )
    scores, variances = final_scores(study)
    if is_regularised:
        if compresses:
            scores, slopes = compress_low_scores(scores)
            variances = variances * slopes**2
        # The library takes a process of one's own by no other way.
        optimizer._gp = MarginalProcess(
            Inputs(study.space), optimizer.space.kernel_transform, variances, seed
        )
    for result, score in zip(study.results, scores, strict=True):
        # Its own `register` lists all results for its log: 5 of 10 seconds at 1,000.
        optimizer.space.register(to_library(study.space, result.point), float(score))
    return optimizer


def compress_low_scores(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the scores, with those far below the median compressed, and the slopes.

    How bad a bad point was does not tell where the best one is, but it stretches the
    scale on which the good ones differ (Song et al. 2024, "The Vizier Gaussian process
    bandit algorithm", on output warping). What lies further below the median than the
    best score lies above it is drawn towards it, to less than twice as far; the order
    stays. Where the median is the best score, all stay as they are.

    Args:
        scores: (num_results,).

    Returns:
        the scores; by how much each changes with the score given, 1 where it is as it
        was.
    """
    scores = np.asarray(scores, float)
    middle = np.median(scores)
    unit = scores.max() - middle
    if unit <= 0:
        return scores, np.ones_like(scores)
    beyond = np.maximum(middle - unit - scores, 0.0) / unit
    compressed = middle - unit * (1 + beyond / (1 + beyond))
    return np.where(beyond > 0, compressed, scores), 1 / (1 + beyond) ** 2
