"""What each strategy suggests: the point that a trial tries, or the search's end."""

from collections.abc import Callable

from asirra.search.bayesian import suggest_bayesian
from asirra.search.designs import suggest_random, suggest_sobol
from asirra.search.grid import suggest_grid
from asirra.search.settings import SearchSettings
from asirra.search.stopping import find_end_of_time
from asirra.search.study import Study
from asirra.search.suggestion import Suggestion


def suggest(study: Study, trial: int, settings: SearchSettings) -> Suggestion:
    """Return what a trial tries, or why there is nothing left to try.

    A pure function of its arguments. The known points, `settings.first`, come first,
    whatever the strategy.

    Args:
        study: all trials of earlier rounds, where suggestions wait for results.
        trial: number of the trial, from 0.
        settings: settings of the strategy.
    """
    if reason := find_end_of_time(study, settings):
        return Suggestion(None, reason)
    if trial < len(settings.first):
        return Suggestion(settings.first[trial])
    return SUGGESTIONS[study.strategy](study, trial, settings)


def _suggest_random(study: Study, trial: int, settings: SearchSettings) -> Suggestion:
    index = trial - len(settings.first)
    return Suggestion(suggest_random(study.space, settings.seed, index))


def _suggest_sobol(study: Study, trial: int, settings: SearchSettings) -> Suggestion:
    index = trial - len(settings.first)
    return Suggestion(suggest_sobol(study.space, settings.seed, index))


def _suggest_grid(study: Study, trial: int, settings: SearchSettings) -> Suggestion:
    index = trial - len(settings.first)
    num_points = settings.num_trials - len(settings.first)
    return Suggestion(suggest_grid(study.space, num_points, settings.seed, index))


# The keys are the names in `asirra.search.strategies`.
SUGGESTIONS: dict[str, Callable[[Study, int, SearchSettings], Suggestion]] = {
    "bayesian": suggest_bayesian,
    "random": _suggest_random,
    "sobol": _suggest_sobol,
    "grid": _suggest_grid,
}
