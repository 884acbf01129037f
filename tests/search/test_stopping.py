import math
from dataclasses import replace

import pytest

from asirra.search.settings import SearchSettings, Stop
from asirra.search.stopping import find_end_of_time, find_stop
from tests.search.studies import SPACE, make_study

POINT = {"learning_rate": 0.01, "dropout": 0.5}
STOP = Stop(rounds_without_gain=2, min_gain=0.01)
SETTINGS = SearchSettings(seed=0, num_initial=2, trials_per_round=1, stop=STOP)


def of(scores):
    return make_study([POINT] * len(scores), scores)


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
    assert bool(find_stop(of(scores), SETTINGS)) == ends


def test_rounds_count_with_all_their_trials():
    scores = [0.5, 0.6, 0.6, 0.6, 0.6, 0.6]
    assert find_stop(of(scores), replace(SETTINGS, trials_per_round=2))
    assert not find_stop(of(scores), replace(SETTINGS, trials_per_round=3))


def test_known_points_are_no_rounds_of_the_search():
    scores = [0.5, 0.6, 0.6, 0.6]
    known = ({"learning_rate": 0.01},)
    assert not find_stop(of(scores), replace(SETTINGS, first=known))
    assert find_stop(of([*scores, 0.6]), replace(SETTINGS, first=known))


def test_it_never_ends_when_it_is_off_and_ends_at_no_gain_at_all():
    settings = replace(SETTINGS, num_initial=1)
    assert find_stop(of([0.5] * 9), replace(settings, stop=None)) == ""
    none_at_all = replace(settings, stop=replace(STOP, min_gain=0.0))
    reason = find_stop(of([0.5] * 9), none_at_all)
    assert reason == "the last 2 rounds improved nothing"
    assert not find_stop(of([0.5, 0.5, 0.501]), none_at_all)


def test_a_gain_that_was_too_small_is_told():
    assert find_stop(of([0.5, 0.6, 0.605, 0.609]), SETTINGS) == (
        "the last 2 rounds improved the best value by 0.0090, less than 0.01"
    )


def test_results_of_earlier_searches_stand_for_initial_trials():
    study = of([0.6, 0.6, 0.6])
    assert not find_stop(study, SETTINGS)
    assert find_stop(replace(study, known=study.trials[:1]), SETTINGS)


def test_the_time_is_over_when_the_trials_were_trained_for_so_long():
    # Each takes 1.5 seconds.
    study = make_study([POINT] * 2400, [0.5] * 2400, SPACE, "random")
    settings = replace(SETTINGS, stop=Stop(training_hours=1))
    assert not find_end_of_time(study.before(2399), settings)
    assert find_end_of_time(study, settings) == (
        "its trials were trained for 1.00 hours, and 1 were allowed"
    )
    assert not find_end_of_time(study, SETTINGS)
    assert not find_end_of_time(study, replace(SETTINGS, stop=None))
    # What others trained is no time of this search.
    earlier = make_study([], [], SPACE, "random")
    assert not find_end_of_time(replace(earlier, known=study.trials), settings)


def test_trials_that_failed_are_rounds_without_gain_once_one_ran():
    failed = -math.inf
    assert find_stop(of([0.5, 0.6, failed, failed]), SETTINGS)
    assert not find_stop(of([failed, 0.5, 0.6, failed]), SETTINGS)
    # Nothing is known yet, or not for long.
    assert not find_stop(of([failed] * 4), SETTINGS)
    assert not find_stop(of([failed, failed, failed, 0.6]), SETTINGS)
