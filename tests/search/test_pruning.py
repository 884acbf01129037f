from types import SimpleNamespace

import pytest

from asirra.search.pruning import (
    end_below_median,
    find_finished,
    is_below_median,
    is_hopeless,
    may_be_best,
)
from tests.search.studies import make_trials

FINISHED = [[0.5, 0.6, 0.7], [0.5, 0.8, 0.7], [0.6, 0.55, 0.9]]


@pytest.mark.parametrize(
    ("best", "epoch", "expected"),
    [
        (0.49, 1, True),
        (0.5, 1, False),
        # The finished trials' best up to epoch 2 are 0.6, 0.8 and 0.6.
        (0.59, 2, True),
        (0.6, 2, False),
        (0.79, 3, True),
        # None of the finished trials was as long.
        (0.1, 4, False),
    ],
)
def test_a_trial_is_compared_with_the_median_best_at_the_same_epoch(
    best, epoch, expected
):
    assert is_below_median(best, epoch, FINISHED) == expected


def test_nothing_ends_without_finished_trials():
    assert not is_below_median(0.0, 3, [])


@pytest.mark.parametrize(
    ("best", "expected"),
    # Both gained 0.3 from the first epoch on, give or take 0.017, and reached 0.8.
    [(0.48, False), (0.485, True), (0.6, True)],
)
def test_a_trial_goes_on_where_gains_like_the_others_make_it_the_best(best, expected):
    finished = [[0.5, 0.8], [0.48, 0.78]]
    assert is_below_median(0.485, 1, finished)
    assert may_be_best(best, 1, finished) == expected
    assert is_hopeless(best, 1, finished) != expected


def test_at_the_last_epoch_there_is_nothing_to_gain():
    assert not may_be_best(0.5, 2, [[0.5, 0.8]])


def training(num_epochs, best):
    return SimpleNamespace(history=[{}] * num_epochs, score=best)


def test_nothing_ends_before_the_warmup():
    end_early = end_below_median(FINISHED, warmup_epochs=2)
    assert end_early(training(1, 0.1)) is None
    assert end_early(training(2, 0.1)) == "pruned"
    assert end_early(training(2, 0.7)) is None


def test_trials_that_were_trained_to_their_end_are_the_finished_ones():
    scores = [[0.1, 1 / 3], [0.2], [0.3, 0.4], [0.9, 0.5]]
    statuses = ["complete", "pruned", "diverged", "complete"]
    trials = make_trials([{}] * 4, scores, statuses)
    assert find_finished(trials) == [[0.1, 1 / 3], [0.9, 0.5]]
