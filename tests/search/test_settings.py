from dataclasses import replace

from asirra.search.settings import (
    SearchSettings,
    Stop,
    chosen_rounds,
    read_settings,
)
from tests.search.studies import POINTS, SETTINGS


def test_settings_are_read_from_a_jobs_params():
    point = {"learning_rate": 0.01}
    fields = {
        "seed": 7,
        "first": [point],
        "num_initial": 3,
        "trials_per_round": 2,
        "xi": 0.01,
        "gaussian_process": "published",
        "stop": {"rounds_without_gain": 5, "min_gain": 0.002},
    }
    settings = read_settings(fields)
    assert settings == SearchSettings(
        seed=7,
        first=(point,),
        num_initial=3,
        trials_per_round=2,
        xi=0.01,
        gaussian_process="published",
        stop=Stop(rounds_without_gain=5, min_gain=0.002),
    )
    assert fields["first"] == [point]


def test_what_a_strategy_does_not_read_keeps_its_default():
    assert read_settings({"seed": 7, "first": []}) == SearchSettings(seed=7)
    assert read_settings({"seed": 7}) == SearchSettings(seed=7)


def test_a_search_that_never_stops_early_has_no_stop():
    assert read_settings({"seed": 0, "stop": None}).stop is None


def test_known_and_random_trials_come_before_those_that_are_chosen():
    known = ({"learning_rate": 0.01}, {"learning_rate": 0.02})
    assert SearchSettings(seed=0, first=known, num_initial=3).count_before(0) == 5


def test_rounds_of_known_points_are_not_the_gaussian_processs():
    settings = replace(SETTINGS, num_initial=1, trials_per_round=2)
    assert chosen_rounds(7, 0, settings) == [2, 4, 6]
    known = replace(settings, first=(POINTS[0], POINTS[1]))
    assert chosen_rounds(7, 0, known) == [4, 6]


def test_results_of_earlier_searches_stand_for_initial_trials():
    settings = SearchSettings(seed=0, num_initial=3, trials_per_round=2)
    assert [settings.count_before(n) for n in (0, 1, 3, 9)] == [3, 2, 0, 0]
    assert chosen_rounds(7, 9, settings) == [0, 2, 4, 6]
