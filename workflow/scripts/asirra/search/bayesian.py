"""Bayesian optimisation: suggest the point where the acquisition is highest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from asirra.search.designs import suggest_random, suggest_sobol
from asirra.search.point import Point
from asirra.search.rounds import first_of_round
from asirra.search.settings import SearchSettings
from asirra.search.stopping import find_stop
from asirra.search.study import Study
from asirra.search.suggestion import Suggestion

if TYPE_CHECKING:
    from bayes_opt import BayesianOptimization

# By the values of the config's key `search.initial`.
INITIAL = {"sobol": suggest_sobol, "random": suggest_random}


def suggest_bayesian(study: Study, trial: int, settings: SearchSettings) -> Suggestion:
    """Return an initial point at first, then one from the Gaussian process.

    A round with a known or initial point has such points to its end. The Gaussian
    process avoids the points before its own in a round, which must be its suggestions
    too.

    Args:
        study: all trials of earlier rounds.
        trial: number of the trial, from 0.
        settings: settings of the strategy.
    """
    if study.is_exhausted:
        return Suggestion(None, "every point of the space has been tried")
    if reason := find_stop(study, settings):
        return Suggestion(None, reason)
    start = first_of_round(trial, settings.trials_per_round)
    if start < settings.count_before(len(study.known)):
        index = trial - len(settings.first)
        suggest_initial = INITIAL[settings.initial]
        return Suggestion(suggest_initial(study.space, settings.seed, index))
    return Suggestion(maximise_acquisition(study, trial - start, settings))


def maximise_acquisition(
    study: Study, position: int, settings: SearchSettings
) -> Point:
    """Return the point of the highest acquisition over the results so far.

    A pure function of the arguments.

    Args:
        study: all trials of earlier rounds, at least one.
        position: position of the suggestion in its round, from 0. The points before it
            are suggested again, so that it avoids them.
        settings: its xi, gaussian_process and seed are read.
    """
    # Imported here, as the library takes a second, which initial points do not need.
    from asirra.search.gaussian_process import make_optimizer
    from asirra.search.library import from_library

    optimizer = make_optimizer(study, settings)
    lie = float(optimizer.space.target.mean())
    suggestion = optimizer.suggest()
    for _ in range(position):
        _await_result(optimizer, suggestion, lie)
        suggestion = optimizer.suggest()
    return {d.name: from_library(d, suggestion[d.name]) for d in study.space}


def _await_result(
    optimizer: BayesianOptimization, suggestion: dict, lie: float
) -> None:
    """Make an optimiser avoid a point whose result is awaited.

    The published process takes it to score the mean of the results (constant liar,
    Ginsbourger et al. 2010, "Kriging is well-suited to parallelize optimization", 3.2).
    """
    from asirra.search.acquisition import NoisyExpectedImprovement

    acquisition = optimizer.acquisition_function
    if isinstance(acquisition, NoisyExpectedImprovement):
        acquisition.awaited.append(optimizer.space.params_to_array(suggestion))
        return
    # The library's ConstantLiar knows no categories and takes integers for floats.
    optimizer.register(suggestion, lie)
    # A lie is no result, so the kernel stays as it was fitted to the results.
    optimizer.set_gp_params(kernel=optimizer._gp.kernel_, optimizer=None)
