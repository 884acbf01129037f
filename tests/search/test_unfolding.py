from asirra.search.suggestion import Suggestion
from asirra.search.unfolding import count_trials


def make_search(length):
    """Return a search that is over after some trials, and the list of those asked."""
    asked = []

    def suggestion(trial):
        asked.append(trial)
        if trial >= length:
            return Suggestion(None, "the space has been tried")
        return Suggestion({"learning_rate": 0.01})

    return suggestion, asked


def test_a_search_goes_to_its_budget():
    suggestion, asked = make_search(9)
    assert count_trials(suggestion, 4) == 4
    assert asked == [0, 1, 2, 3]


def test_nothing_is_asked_after_the_first_suggestion_that_says_the_search_is_over():
    suggestion, asked = make_search(2)
    assert count_trials(suggestion, 5) == 2
    assert asked == [0, 1, 2]


def test_a_search_may_be_over_at_once():
    suggestion, asked = make_search(0)
    assert count_trials(suggestion, 5) == 0
    assert asked == [0]
