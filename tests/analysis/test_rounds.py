import math

import pytest

from asirra.analysis.rounds import acquisition_at, make_round_rows
from asirra.search.acquisition import COLUMN, evaluate_acquisition
from asirra.search.gaussian_process import make_optimizer, to_library
from asirra.search.settings import SearchSettings
from tests.search.studies import SETTINGS, SPACE, make_study, six_trials


def test_a_row_per_round_with_what_the_posterior_expected():
    study = six_trials()
    rows = make_round_rows(study, 1, SETTINGS, "enough")
    assert [row["round"] for row in rows] == list(range(6))
    assert [row["trials"] for row in rows] == [1] * 6
    assert rows[-1]["best_so_far"] == max(study.scores)
    assert rows[1]["best_so_far"] == max(study.scores[:2])
    assert [math.isnan(row[COLUMN]) for row in rows] == [
        *[True] * 3,
        *[False] * 3,
    ]
    assert all(row[COLUMN] >= 0 for row in rows[3:])
    assert [row["reason"] for row in rows] == [""] * 5 + ["enough"]


def test_rounds_of_several_trials_and_a_last_one_that_is_not_full():
    points, scores = six_trials().points[:5], six_trials().scores[:5]
    rung_scores = [[score - 0.1, score] for score in scores]
    study = make_study(points, rung_scores, strategy="random")
    rows = make_round_rows(study, 2, SearchSettings(seed=0), "")
    assert [row["trials"] for row in rows] == [2, 2, 1]
    assert rows[0]["best_so_far"] == max(scores[:2])
    assert all(math.isnan(row[COLUMN]) for row in rows)


def test_a_row_has_the_columns_of_the_contract():
    (row,) = make_round_rows(six_trials().before(1), 1, SETTINGS, "")
    assert list(row) == [
        "round",
        "trials",
        "best_so_far",
        COLUMN,
        "reason",
    ]


def test_what_was_expected_of_a_trial_is_asked_of_those_before_it_alone():
    study = six_trials()
    optimizer = make_optimizer(SPACE, study.points[:4], study.scores[:4], SETTINGS)
    asked = to_library(SPACE, study.points[4])
    mean, deviation = optimizer.predict([asked], return_std=True)
    best = max(study.scores[:4])
    expected = evaluate_acquisition(mean, deviation, best, SETTINGS.xi)[0]
    assert acquisition_at(study, 4, SETTINGS) == pytest.approx(expected)
    rows = make_round_rows(study, 1, SETTINGS, "")
    assert rows[4][COLUMN] == pytest.approx(expected, rel=1e-3)


def test_a_trial_that_ended_early_counts_with_what_it_would_have_reached():
    points = six_trials().points[:5]
    ended = make_study(points, [[0.5, 0.75], [0.4], [0.45, 0.7], [0.5], [0.6]])
    completed = make_study(points, [0.75, 0.65, 0.7, 0.75, 0.6])
    expected = acquisition_at(completed, 4, SETTINGS)
    assert acquisition_at(ended, 4, SETTINGS) == pytest.approx(expected)
