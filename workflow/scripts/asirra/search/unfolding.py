"""How far a search goes: to its budget, or until a suggestion says that it is over."""

from collections.abc import Callable

from asirra.search.suggestion import Suggestion


def count_trials(suggestion: Callable[[int], Suggestion], num_trials: int) -> int:
    """Return how many trials a search has.

    Args:
        suggestion: returns the suggestion of a trial, given its number. It is called
            for one trial after another, until it says that the search is over.
        num_trials: the budget.
    """
    for trial in range(num_trials):
        if suggestion(trial).point is None:
            return trial
    return num_trials
