from types import SimpleNamespace

import pytest

from asirra.search.halving import is_promoted, rung_epochs
from asirra.search.pruning import end_below_median, is_below_median, pause_after

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


def training(num_epochs, best):
    return SimpleNamespace(history=[{}] * num_epochs, validation_accuracy=best)


def test_nothing_ends_before_the_warmup():
    end_early = end_below_median(FINISHED, warmup_epochs=2)
    assert end_early(training(1, 0.1)) is None
    assert end_early(training(2, 0.1)) == "pruned"
    assert end_early(training(2, 0.7)) is None


def test_a_pause_comes_after_its_epoch_alone():
    pause = pause_after(2)
    assert [pause(training(n, 0.5)) for n in (1, 2, 3)] == [None, "paused", None]


def test_each_rung_trains_for_a_factor_longer_and_the_last_to_the_end():
    assert rung_epochs(27, 3, 3) == [3, 9, 27]
    assert rung_epochs(15, 3, 3) == [2, 5, 15]
    assert rung_epochs(1, 3, 2) == [0, 1]


def test_the_best_share_of_a_round_is_promoted_the_earlier_of_equals():
    scores = {9: 0.5, 10: 0.7, 11: 0.7, 12: 0.6, 13: 0.1, 14: 0.2}
    promoted = [n for n in scores if is_promoted(n, scores, 6, 3, 1)]
    assert promoted == [10, 11]
    assert [n for n in scores if is_promoted(n, scores, 6, 3, 2)] == [10]
    # A trial that diverged has no score at its rung's end.
    del scores[10]
    assert not is_promoted(10, scores, 6, 3, 2)
    assert is_promoted(11, scores, 6, 3, 2)
