from dataclasses import replace

import numpy as np
import pytest

from asirra.search.acquisition import evaluate_acquisition
from asirra.search.belief import (
    believe,
    believed_noise,
    believed_scores,
    find_selected,
)
from asirra.search.curves import final_scores
from asirra.search.designs import suggest_sobol
from asirra.search.gaussian_process import make_optimizer
from tests.search.studies import (
    SETTINGS,
    SPACE,
    make_study,
    measure_smooth,
    six_trials,
)

PUBLISHED = replace(SETTINGS, gaussian_process="published")
# A hill of the learning rate, and one training on its slope that was lucky.
RATES = np.linspace(-4, -1, 16)
LUCKY = 3
SCORES = 0.8 - 0.05 * (RATES + 2) ** 2 + 0.004 * np.cos(40 * RATES)
SCORES[LUCKY] = SCORES.max() + 0.01


def make_lucky(strategy="bayesian"):
    points = [{"learning_rate": 10.0**rate, "dropout": 0.4} for rate in RATES]
    return make_study(points, SCORES.tolist(), strategy=strategy)


def test_the_luckiest_score_is_not_believed():
    believed = believed_scores(make_lucky(), SETTINGS)
    assert believed.argmax() != LUCKY == SCORES.argmax()
    assert RATES[believed.argmax()] == pytest.approx(-2, abs=0.5)


@pytest.mark.parametrize(
    ("strategy", "settings"),
    [("random", SETTINGS), ("sobol", SETTINGS), ("bayesian", PUBLISHED)],
)
def test_what_learns_nothing_and_what_was_published_believe_the_scores(
    strategy, settings
):
    believed = believed_scores(make_lucky(strategy), settings)
    assert believed.tolist() == SCORES.tolist()


def test_the_noise_that_is_believed_grows_with_the_noise():
    points = [suggest_sobol(SPACE, 0, index) for index in range(40)]
    draws = np.random.default_rng(0).standard_normal(40)
    scores = np.array([measure_smooth(point) for point in points])
    found = []
    for noise in (0.0, 0.1):
        of = make_study(points, (scores + noise * draws).tolist())
        optimizer = make_optimizer(of, SETTINGS)
        believe(optimizer, of, of.points[:1])
        found.append(believed_noise(optimizer))
    assert 0 < found[0] < 0.03
    assert found[1] == pytest.approx(0.1, rel=0.3)


def test_the_published_process_believes_in_next_to_no_noise():
    optimizer = make_optimizer(six_trials(), PUBLISHED)
    believe(optimizer, six_trials(), six_trials().points[:1])
    assert 0 < believed_noise(optimizer) < 1e-3 * np.std(six_trials().scores) * 2


ASKED = [{"learning_rate": 10.0**rate, "dropout": 0.2} for rate in (-4, -2.2, -1)]


def test_the_published_process_believes_in_the_published_acquisition():
    settings = replace(PUBLISHED, xi=0.03)
    optimizer = make_optimizer(six_trials(), settings)
    mean, deviation, acquisition = believe(optimizer, six_trials(), ASKED)
    best = max(six_trials().scores)
    expected = evaluate_acquisition(mean, deviation, best, 0.03)
    assert acquisition.tolist() == expected.tolist()
    assert acquisition.max() > 0


def test_what_is_believed_is_what_the_process_and_its_acquisition_say():
    optimizer = make_optimizer(six_trials(), SETTINGS)
    mean, deviation, acquisition = believe(optimizer, six_trials(), ASKED)
    rates = [np.log10(point["learning_rate"]) for point in ASKED]
    coordinates = np.column_stack([rates, [0.2] * 3])
    predicted = optimizer._gp.predict(coordinates, return_std=True)
    np.testing.assert_allclose([mean, deviation], predicted)
    expected = optimizer.acquisition_function.evaluate(optimizer._gp, coordinates)
    np.testing.assert_allclose(acquisition, expected)
    assert acquisition.min() > 0


def test_what_was_tried_is_believed_surer_than_what_was_not():
    study = six_trials()
    _, tried, _ = believe(make_optimizer(study, SETTINGS), study, study.points)
    corner = {"learning_rate": 1e-5, "dropout": 0.0}
    _, untried, _ = believe(make_optimizer(study, SETTINGS), study, [corner])
    assert tried.max() < untried[0]


def test_the_score_of_a_stopped_trial_is_believed_less_than_one_that_was_reached():
    study = six_trials()
    points = [*study.points[:5], ASKED[0]]
    reached = [[s - 0.2 - 0.02 * k, s] for k, s in enumerate(study.scores[:5])]
    stopped = make_study(points, [*reached, [0.5]])
    whole = make_study(points, [*study.scores[:5], final_scores(stopped)[0][5]])
    deviations = [
        believe(make_optimizer(of, SETTINGS), of, ASKED[:1])[1][0]
        for of in (whole, stopped)
    ]
    assert deviations[1] > 1.1 * deviations[0]


def test_a_trial_that_was_stopped_is_selected_only_where_all_were():
    points = [suggest_sobol(SPACE, 0, index) for index in range(6)]
    epoch_scores = [[0.5, 0.7], [0.69], [0.4, 0.6], [0.3, 0.65], [0.4, 0.6], [0.2]]
    study = make_study(points, epoch_scores)
    # The second would have ended near the best.
    assert find_selected(study, SETTINGS) == 0
    stopped = make_study(
        points, [0.3, 0.69, 0.4, 0.2, 0.4, 0.2], statuses=["pruned"] * 6
    )
    assert find_selected(stopped, SETTINGS) == 1


@pytest.mark.parametrize("process", ["regularised", "published"])
@pytest.mark.parametrize("strategy", ["bayesian", "random"])
def test_nothing_is_believed_of_a_trial_that_failed_and_it_is_not_selected(
    process, strategy
):
    points = [suggest_sobol(SPACE, 0, index) for index in range(4)]
    settings = replace(SETTINGS, gaussian_process=process)
    study = make_study(points, [[], 0.5, 0.7, 0.6], strategy=strategy)
    believed = believed_scores(study, settings)
    assert np.isneginf(believed).tolist() == [True, False, False, False]
    assert find_selected(study, settings) == 2
    # A trial that was stopped reached something.
    stopped = make_study(
        points[:2], [[], [0.5]], strategy=strategy, statuses=["failed", "pruned"]
    )
    assert find_selected(stopped, settings) == 1
