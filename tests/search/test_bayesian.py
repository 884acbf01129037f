import time
from dataclasses import replace

import numpy as np
import pytest

from asirra.search.bayesian import maximise_acquisition, suggest_bayesian
from asirra.search.belief import believe
from asirra.search.curves import final_scores
from asirra.search.designs import suggest_random, suggest_sobol
from asirra.search.gaussian_process import make_optimizer
from asirra.search.settings import Stop
from asirra.search.space import Choice, Interval
from asirra.search.suggestion import Suggestion
from tests.search.studies import (
    MIXED,
    SETTINGS,
    SPACE,
    make_study,
    run_search,
    six_trials,
    twelve_trials,
)


@pytest.mark.parametrize(
    ("initial", "suggest_initial"),
    [("random", suggest_random), ("sobol", suggest_sobol)],
)
def test_the_first_points_are_the_initial_ones_and_do_not_depend_on_the_scores(
    initial, suggest_initial
):
    first = run_search(3, initial=initial).points
    assert first == [suggest_initial(SPACE, 0, trial) for trial in range(3)]
    assert len({point["learning_rate"] for point in first}) == 3


def test_an_initial_point_of_sobol_lies_in_each_half_of_each_dimension():
    for seed in range(20):
        points = [suggest_sobol(SPACE, seed, index) for index in range(2)]
        for dimension in SPACE:
            shares = [dimension.to_share(point[dimension.name]) for point in points]
            assert min(shares) <= 0.5 <= max(shares)


@pytest.mark.parametrize("trial", [0, 2])
def test_a_first_round_that_is_longer_than_the_random_start_is_random(trial):
    settings = replace(SETTINGS, num_initial=1, trials_per_round=4)
    suggestion = suggest_bayesian(make_study([], []), trial, settings)
    assert suggestion.point == suggest_random(SPACE, 0, trial)


@pytest.mark.parametrize(("trial", "is_random"), [(2, True), (3, True), (4, False)])
def test_a_round_that_is_random_in_part_is_random_to_its_end(trial, is_random):
    settings = replace(SETTINGS, num_initial=3, trials_per_round=2)
    points = six_trials().points[: trial - trial % 2]
    study = make_study(points, [0.1 * place for place in range(len(points))])
    suggestion = suggest_bayesian(study, trial, settings)
    assert (suggestion.point == suggest_random(SPACE, 0, trial)) == is_random


def test_random_points_are_counted_after_the_known_ones():
    known = {"learning_rate": 0.01, "dropout": 0.5}
    settings = replace(SETTINGS, first=(known,))
    study = make_study([known], [0.5])
    assert suggest_bayesian(study, 1, settings).point == suggest_random(SPACE, 0, 0)


@pytest.mark.parametrize(
    # The published process takes one length scale for both dimensions.
    ("gaussian_process", "least"),
    [("regularised", 0.98), ("published", 0.8)],
)
def test_the_search_finds_the_maximum(gaussian_process, least):
    scores = run_search(12, gaussian_process=gaussian_process).scores
    assert max(scores) > least > max(scores[:3])


def test_a_search_that_gains_nothing_ends_with_its_reason():
    points = six_trials().points
    settings = replace(SETTINGS, stop=Stop(rounds_without_gain=3, min_gain=0.01))
    over = suggest_bayesian(make_study(points, [0.5] * 6), 6, settings)
    assert over == Suggestion(None, "the last 3 rounds improved nothing")
    rising = make_study(points, [0.1 * k for k in range(6)])
    assert set(suggest_bayesian(rising, 6, settings).point) == {
        *("learning_rate", "dropout")
    }


def test_a_space_of_integers_and_choices_ends_when_all_are_tried():
    space = (
        Interval("batch_size", 1, 2, "linear", True),
        Choice("initializer", ("alexnet", "he_normal")),
    )
    points = [
        {"batch_size": size, "initializer": initializer}
        for size in (1, 2)
        for initializer in ("alexnet", "he_normal")
    ]
    study = make_study(points, [0.1, 0.2, 0.3, 0.4], space)
    over = suggest_bayesian(study, 4, SETTINGS)
    assert over == Suggestion(None, "every point of the space has been tried")


def test_a_trial_that_was_stopped_counts_by_what_its_curve_says():
    points = six_trials().points[:4]
    stopped = make_study(points, [[0.5, 0.7], [0.4], [0.45, 0.65], [0.5, 0.6]])
    as_it_was = make_study(points, [0.7, 0.4, 0.65, 0.6])
    of_stopped = suggest_bayesian(stopped, 4, SETTINGS)
    assert of_stopped.point is not None
    assert of_stopped != suggest_bayesian(as_it_was, 4, SETTINGS)
    # The published process knows of no variances: the score at the end is all.
    published = replace(SETTINGS, gaussian_process="published")
    at_its_end = make_study(points, final_scores(stopped)[0].tolist())
    assert suggest_bayesian(stopped, 4, published) == suggest_bayesian(
        at_its_end, 4, published
    )


# Suggested by bayesian-optimization before there was another process than its own.
PUBLISHED = [
    {"learning_rate": 0.00046913733883459705, "dropout": 0.275},
    {"learning_rate": 0.001694727981062988, "dropout": 0.06484},
    {"learning_rate": 0.0027497929868950657, "dropout": 0.8},
    {"learning_rate": 0.0008077928410918556, "dropout": 0.0},
    {"learning_rate": 0.003309786650728407, "dropout": 0.0},
]
PUBLISHED_TOGETHER = [
    {"learning_rate": 0.02504378691873344, "dropout": 0.38838},
    {"learning_rate": 0.01304667968639895, "dropout": 0.57746},
]


def test_the_published_search_suggests_what_it_always_did():
    points = run_search(8, gaussian_process="published").points
    assert points[3:] == [pytest.approx(point) for point in PUBLISHED]
    changes = {"trials_per_round": 2, "num_initial": 2}
    points = run_search(8, gaussian_process="published", **changes).points
    assert points[6:] == [pytest.approx(point) for point in PUBLISHED_TOGETHER]


def test_a_suggestion_is_a_pure_function_of_its_arguments():
    study = six_trials().before(5)
    suggestions = [maximise_acquisition(study, 0, SETTINGS) for _ in "ab"]
    assert suggestions[0] == suggestions[1]


def test_a_suggestion_depends_on_the_scores():
    study = six_trials().before(4)
    reversed_scores = make_study(study.points, study.scores[::-1])
    base = maximise_acquisition(study, 0, SETTINGS)
    assert maximise_acquisition(reversed_scores, 0, SETTINGS) != base


def test_xi_reaches_the_acquisition_function():
    greedy, curious = (
        maximise_acquisition(six_trials(), 0, replace(SETTINGS, xi=xi))
        for xi in (0.0, 0.5)
    )
    assert greedy != curious


def test_the_seed_reaches_the_suggestion():
    first, other = (
        maximise_acquisition(six_trials(), 0, replace(SETTINGS, seed=seed))
        for seed in (0, 1)
    )
    assert first != other


@pytest.mark.parametrize("num_known", [4, 6])
def test_a_point_of_a_round_avoids_those_before_it(num_known):
    study = six_trials().before(num_known)
    first, second = (maximise_acquisition(study, k, SETTINGS) for k in range(2))
    shares = [[d.to_share(p[d.name]) for d in SPACE] for p in (first, second)]
    assert np.linalg.norm(np.subtract(*shares)) > 0.2


# Each kind of hyperparameter is in one of the two.
@pytest.mark.parametrize("space", [SPACE, MIXED[1:]])
def test_the_points_of_a_round_differ_and_the_first_does_not_depend_on_the_rest(space):
    points = [suggest_random(space, 0, trial) for trial in range(6)]
    study = make_study(points, [0.5 + 0.05 * k for k in range(6)], space)
    of_round = [maximise_acquisition(study, k, SETTINGS) for k in range(4)]
    assert len({tuple(point.values()) for point in of_round}) == 4
    assert of_round[0] == maximise_acquisition(study, 0, SETTINGS)


def test_every_kind_of_hyperparameter_gets_values_of_its_kind():
    points = [suggest_random(MIXED, 0, trial) for trial in range(8)]
    for _ in range(4):
        scores = [0.5 + (p["initializer"] == "he_normal") * 0.2 for p in points]
        study = make_study(points, scores, MIXED)
        point = maximise_acquisition(study, 0, SETTINGS)
        assert list(point) == [dimension.name for dimension in MIXED]
        assert type(point["num_epochs"]) is type(point["batch_size"]) is int
        assert 5 <= point["num_epochs"] <= 20
        assert 8 <= point["batch_size"] <= 256
        assert point["initializer"] in ("alexnet", "he_normal")
        points.append(point)
    chosen = [point["initializer"] for point in points[8:]]
    assert chosen.count("he_normal") >= 3


def test_scores_that_are_all_equal_and_points_that_repeat_are_borne():
    study = make_study([suggest_random(SPACE, 0, 0)] * 4, [0.5] * 4)
    suggestion = maximise_acquisition(study, 0, SETTINGS)
    assert set(suggestion) == {"learning_rate", "dropout"}


def evaluate_at(study, points, settings):
    """Return the acquisition at points, by a Gaussian process of its own."""
    _, _, acquisition = believe(make_optimizer(study, settings), study, points)
    return acquisition


def test_the_suggestion_expects_more_than_points_that_were_tried():
    study = twelve_trials()
    suggested = maximise_acquisition(study, 0, SETTINGS)
    expected, *of_tried = evaluate_at(study, [suggested, *study.points], SETTINGS)
    assert expected > 0
    assert max(of_tried) <= expected


def test_where_most_scores_are_alike_the_search_still_goes_where_little_is_known():
    space = (
        Interval("learning_rate", 1e-3, 1e-1, "log", False),
        Interval("weight_decay", 1e-5, 1e-2, "log", False),
    )
    points = [suggest_random(space, 0, trial) for trial in range(12)]
    scores = [
        0.8 + 0.001 * (k % 3) if p["learning_rate"] > 3e-3 else 0.5
        for k, p in enumerate(points)
    ]
    assert 0 < scores.count(0.5) < 6
    study = make_study(points, scores, space)
    suggested = maximise_acquisition(study, 0, SETTINGS)
    assert evaluate_at(study, [suggested], SETTINGS)[0] > 1e-9


def test_how_bad_a_hopeless_point_was_hardly_moves_a_suggestion():
    points, scores = six_trials().points, six_trials().scores
    suggestions = []
    for bad in (-10.0, -1000.0):
        changed = [bad if score == min(scores) else score for score in scores]
        study = make_study(points, changed)
        suggestions.append(maximise_acquisition(study, 0, SETTINGS))
    shares = [[d.to_share(s[d.name]) for d in SPACE] for s in suggestions]
    assert shares[0] == pytest.approx(shares[1], abs=0.2)


def test_a_suggestion_takes_no_longer_than_a_user_waits():
    # The bounds are ten times what was measured on 2 cores.
    for space, most in ((SPACE, 1.5), (MIXED, 2.0)):
        points = [suggest_random(space, 0, trial) for trial in range(30)]
        study = make_study(points, [0.5 + 0.01 * k for k in range(30)], space)
        start = time.perf_counter()
        maximise_acquisition(study, 0, SETTINGS)
        assert time.perf_counter() - start < most


WIDTH = Interval("width", 0.25, 4.0, "log", False)


@pytest.mark.parametrize("process", ["regularised", "published"])
def test_suggestions_keep_away_from_a_trial_that_failed(process):
    """The wider, the better, until the memory does not suffice."""
    settings = replace(SETTINGS, gaussian_process=process)
    widths = [0.25, 0.5, 1.0, 2.0, 4.0]
    scores = [0.6, 0.65, 0.7, 0.75, 0.8]

    def suggested(scores):
        points = [{"width": width} for width in widths]
        study = make_study(points, scores, (WIDTH,))
        return [
            maximise_acquisition(study, position, settings)["width"]
            for position in range(3)
        ]

    assert suggested(scores)[0] > 3
    assert all(width < 3.2 for width in suggested([*scores[:4], []]))


def test_a_choice_that_failed_is_not_tried_again_while_others_are_better():
    space = (*SPACE[:1], Choice("width", (0.5, 1.0, 8.0)))
    points = [
        {"learning_rate": 10.0**-power, "width": width}
        for power in (4, 3, 2)
        for width in (0.5, 1.0, 8.0)
    ]
    scores = [
        [] if point["width"] == 8.0 else 0.6 + 0.01 * number
        for number, point in enumerate(points)
    ]
    study = make_study(points, scores, space)
    for position in range(3):
        assert maximise_acquisition(study, position, SETTINGS)["width"] != 8.0


def test_a_search_whose_trials_all_failed_goes_on():
    points = [suggest_sobol(SPACE, 0, index) for index in range(3)]
    suggestion = suggest_bayesian(make_study(points, [[]] * 3), 3, SETTINGS)
    assert suggestion.point not in points
