import math
from dataclasses import replace

import pytest

from asirra.analysis.rounds import acquisition_at, make_round_rows
from asirra.objectives import OBJECTIVES
from asirra.search.acquisition import COLUMN
from asirra.search.belief import believe
from asirra.search.curves import final_scores
from asirra.search.gaussian_process import make_optimizer
from asirra.search.settings import SearchSettings
from tests.search.studies import SETTINGS, make_study, six_trials

ACCURACY, LOG_LOSS = OBJECTIVES["accuracy"], OBJECTIVES["log_loss"]


def test_a_row_per_round_with_what_the_posterior_expected():
    study = six_trials()
    rows = make_round_rows(study, 1, SETTINGS, ACCURACY, "enough")
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
    epoch_scores = [[score - 0.1, score] for score in scores]
    study = make_study(points, epoch_scores, strategy="random")
    rows = make_round_rows(study, 2, SearchSettings(seed=0), ACCURACY, "")
    assert [row["trials"] for row in rows] == [2, 2, 1]
    assert rows[0]["best_so_far"] == max(scores[:2])
    assert all(math.isnan(row[COLUMN]) for row in rows)


def test_a_row_has_the_columns_of_the_contract():
    (row,) = make_round_rows(six_trials().before(1), 1, SETTINGS, ACCURACY, "")
    assert list(row) == [
        "round",
        "trials",
        "best_so_far",
        COLUMN,
        "reason",
    ]


def test_what_was_expected_of_a_trial_is_asked_of_those_before_it_alone():
    study = six_trials()
    before = study.before(4)
    optimizer = make_optimizer(before, SETTINGS)
    _, _, expected = believe(optimizer, before, [study.points[4]])
    assert acquisition_at(study, 4, SETTINGS) == pytest.approx(expected[0])
    rows = make_round_rows(study, 1, SETTINGS, ACCURACY, "")
    assert rows[4][COLUMN] == pytest.approx(expected[0], rel=1e-3)
    assert expected[0] > 0


def test_a_trial_that_was_stopped_counts_with_what_its_curve_says():
    points = six_trials().points[:5]
    stopped = make_study(points, [[0.5, 0.75], [0.4], [0.45, 0.7], [0.5], [0.6]])
    published = replace(SETTINGS, gaussian_process="published")
    at_its_end = make_study(points, final_scores(stopped)[0].tolist())
    expected = acquisition_at(at_its_end, 4, published)
    assert acquisition_at(stopped, 4, published) == pytest.approx(expected)
    as_it_was = make_study(points, stopped.scores)
    assert acquisition_at(as_it_was, 4, published) != pytest.approx(expected)


def test_the_best_of_a_loss_is_its_lowest_value():
    points, values = six_trials().points[:3], [0.7, 0.4, 0.5]
    study = make_study(points, [[-value] for value in values], strategy="random")
    rows = make_round_rows(study, 1, SearchSettings(seed=0), LOG_LOSS, "")
    assert [row["best_so_far"] for row in rows] == [0.7, 0.4, 0.4]


def test_the_best_so_far_is_unknown_until_a_trial_ran():
    study = make_study(six_trials().points[:3], [[], [], 0.6], strategy="random")
    for objective in (ACCURACY, LOG_LOSS):
        rows = make_round_rows(study, 1, SearchSettings(seed=0), objective, "")
        best = [row["best_so_far"] for row in rows]
        assert [math.isnan(value) for value in best] == [True, True, False]
