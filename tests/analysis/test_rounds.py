import math

from asirra.analysis.rounds import make_round_rows
from tests.search.test_bayesian import results
from tests.search.test_suggest import SETTINGS, SPACE


def test_a_row_per_round_with_what_the_posterior_expected():
    points, scores = results(6)
    rung_scores = [[score] for score in scores]
    rows = make_round_rows(SPACE, points, rung_scores, 1, SETTINGS, "enough")
    assert [row["round"] for row in rows] == list(range(6))
    assert [row["trials"] for row in rows] == [1] * 6
    assert rows[-1]["best_so_far"] == max(scores)
    assert rows[1]["best_so_far"] == max(scores[:2])
    assert [math.isnan(row["expected_improvement"]) for row in rows] == [
        *[True] * 3,
        *[False] * 3,
    ]
    assert all(row["expected_improvement"] >= 0 for row in rows[3:])
    assert [row["reason"] for row in rows] == [""] * 5 + ["enough"]


def test_rounds_of_several_trials_and_a_last_one_that_is_not_full():
    points, scores = results(5)
    rung_scores = [[score - 0.1, score] for score in scores]
    rows = make_round_rows(SPACE, points, rung_scores, 2, {"first": [], "seed": 0}, "")
    assert [row["trials"] for row in rows] == [2, 2, 1]
    assert rows[0]["best_so_far"] == max(scores[:2])
    assert all(math.isnan(row["expected_improvement"]) for row in rows)
