import pytest

from asirra.search.stopping import find_stop

STOP = {"rounds_without_gain": 2, "min_gain": 0.01}


@pytest.mark.parametrize(
    ("scores", "ends"),
    [
        ([0.5, 0.6, 0.6, 0.6], True),
        ([0.5, 0.6, 0.605, 0.609], True),
        ([0.5, 0.6, 0.6, 0.62], False),
        # The two rounds would be those of the random start.
        ([0.6, 0.5, 0.5], False),
        ([], False),
    ],
)
def test_it_ends_after_rounds_without_gain(scores, ends):
    reason = find_stop(scores, num_before=2, trials_per_round=1, stop=STOP)
    assert bool(reason) == ends


def test_rounds_count_with_all_their_trials():
    scores = [0.5, 0.6, 0.6, 0.6, 0.6, 0.6]
    assert find_stop(scores, 2, 2, STOP)
    assert not find_stop(scores, 2, 3, STOP)


def test_it_never_ends_when_it_is_off_and_ends_at_no_gain_at_all():
    assert find_stop([0.5] * 9, 1, 1, None) is None
    reason = find_stop([0.5] * 9, 1, 1, STOP | {"min_gain": 0.0})
    assert reason == "the last 2 rounds did not raise the best validation accuracy"
    assert not find_stop([0.5, 0.5, 0.501], 1, 1, STOP | {"min_gain": 0.0})
