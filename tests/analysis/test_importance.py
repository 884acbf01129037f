import math

import numpy as np
import pytest

from asirra.analysis.importance import NUM_LEVELS, Explained
from asirra.objectives import OBJECTIVES
from asirra.search.designs import suggest_sobol
from asirra.search.space import Choice
from tests.search import studies
from tests.search.studies import BALANCED, SETTINGS, make_study

SPACE = (*studies.SPACE, Choice("initializer", ("alexnet", "he_normal")))
POINTS = [suggest_sobol(SPACE, 0, index) for index in range(32)]


def score(point):
    """Return a score in which dropout plays no part."""
    rate = (np.log10(point["learning_rate"]) + 2) ** 2
    return 0.8 - 0.05 * rate + 0.02 * (point["initializer"] == "he_normal")


def explain(points, scores, space=SPACE, objective=OBJECTIVES["accuracy"]):
    return Explained(make_study(points, scores, space), SETTINGS, objective)


@pytest.fixture(scope="module")
def explained():
    return explain(POINTS, [score(point) for point in POINTS])


def test_what_matters_has_the_largest_share(explained):
    rows = {row["hyperparameter"]: row for row in explained.importance()}
    assert list(rows) == ["learning_rate", "dropout", "initializer"]
    assert rows["learning_rate"]["first_order"] > 0.8
    assert rows["dropout"]["total_order"] < 0.05
    for row in rows.values():
        assert row["total_order"] >= row["first_order"] - 0.05


def test_the_dependence_follows_the_score_with_its_deviation(explained):
    rows = explained.partial_dependence()
    of_rate = [row for row in rows if row["hyperparameter"] == "learning_rate"]
    assert len(of_rate) == NUM_LEVELS
    best = max(of_rate, key=lambda row: row["mean"])
    assert np.log10(best["value"]) == pytest.approx(-2, abs=0.35)
    of_choice = [row for row in rows if row["hyperparameter"] == "initializer"]
    assert [row["value"] for row in of_choice] == ["alexnet", "he_normal"]
    gain = of_choice[1]["mean"] - of_choice[0]["mean"]
    assert gain == pytest.approx(0.02, abs=0.01)
    assert all(row["deviation"] > 0 for row in rows)


def test_the_posteriors_best_point_stands_beside_the_best_one_tried(explained):
    tried, believed = explained.best_points()
    scores = [score(point) for point in POINTS]
    assert (tried["point"], believed["point"]) == ("tried", "posterior")
    assert tried["validation_accuracy"] == max(scores)
    assert tried["learning_rate"] == POINTS[int(np.argmax(scores))]["learning_rate"]
    assert believed["posterior_mean"] >= tried["posterior_mean"]
    assert np.log10(believed["learning_rate"]) == pytest.approx(-2, abs=0.3)


def test_one_hyperparameter_alone_explains_everything():
    space = [SPACE[0]]
    points = [suggest_sobol(space, 0, index) for index in range(8)]
    scores = [score(p | {"initializer": "alexnet"}) for p in points]
    (row,) = explain(points, scores, space).importance()
    assert row["first_order"] == pytest.approx(1, abs=0.05)
    assert row["total_order"] == pytest.approx(1, abs=0.05)


def test_where_nothing_was_learned_the_dependence_says_so():
    # The search itself takes hopeless scores for merely bad ones.
    space = [SPACE[0]]
    points = [suggest_sobol(space, 0, index) for index in range(24)]
    scores = [
        0.5 if p["learning_rate"] > 1e-2 else 0.79 + k % 3 / 100
        for k, p in enumerate(points)
    ]
    rows = explain(points, scores, space).partial_dependence()
    assert rows[-1]["mean"] == pytest.approx(0.5, abs=0.03)
    assert rows[0]["mean"] == pytest.approx(0.8, abs=0.03)


def test_scores_that_are_all_equal_make_nothing_important():
    explained = explain(POINTS[:4], [0.5] * 4)
    assert all(0 <= row["total_order"] <= 1.2 for row in explained.importance())


def test_the_best_one_tried_has_what_it_reached():
    epoch_scores = [[0.9, 0.5], [0.7], [0.3]]
    explained = explain(POINTS[:3], epoch_scores)
    tried = explained.best_points()[0]
    assert tried["validation_accuracy"] == 0.9
    assert tried["dropout"] == POINTS[0]["dropout"]


def test_nothing_is_said_of_what_was_not_varied():
    points = [point | {"initializer": "alexnet"} for point in POINTS]
    explained = explain(points, [score(point) for point in points])
    rows = {row["hyperparameter"]: row for row in explained.importance()}
    assert rows["initializer"]["note"] == "not varied"
    assert np.isnan(rows["initializer"]["total_order"])
    assert rows["learning_rate"]["note"] == ""
    assert rows["learning_rate"]["total_order"] > 0.1


def test_the_score_of_the_best_points_has_the_column_of_its_objective():
    explained = explain(POINTS[:3], [0.5, 0.7, 0.3], objective=BALANCED)
    tried, believed = explained.best_points()
    assert tried["validation_balanced_accuracy"] == 0.7
    # A point that was not tried has no score.
    assert math.isnan(believed["validation_balanced_accuracy"])
    assert "validation_accuracy" not in tried | believed


def test_a_trial_that_was_stopped_counts_with_what_its_curve_says():
    points = [{"learning_rate": point["learning_rate"]} for point in POINTS[:4]]
    epoch_scores = [[0.5, 0.75], [0.4], [0.45, 0.7], [0.5]]
    stopped = explain(points, epoch_scores, SPACE[:1])
    as_it_was = explain(points, [0.75, 0.4, 0.7, 0.5], SPACE[:1])
    means = [
        np.mean([row["mean"] for row in explained.partial_dependence()])
        for explained in (stopped, as_it_was)
    ]
    assert means[0] > means[1] + 0.05


def test_trials_that_failed_count_as_the_worst():
    points = POINTS[:12]
    scores = [
        [] if point["learning_rate"] > 1e-2 else 0.6 + 0.01 * place
        for place, point in enumerate(points)
    ]
    explained = explain(points, scores)
    rows = {row["hyperparameter"]: row for row in explained.importance()}
    assert rows["learning_rate"]["total_order"] > 0
    tried, _ = explained.best_points()
    assert tried["validation_accuracy"] == max(filter(None, scores))
    assert all(np.isfinite(row["mean"]) for row in explained.partial_dependence())


def test_where_all_failed_no_point_has_a_value():
    tried, posterior = explain(POINTS[:3], [[]] * 3).best_points()
    assert math.isnan(tried["validation_accuracy"])
    assert np.isfinite(posterior["posterior_mean"])
