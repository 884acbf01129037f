from dataclasses import replace

import numpy as np
import pytest

from asirra.analysis.posterior import (
    GRID_SIZE,
    choose_plane,
    compute_posterior,
    compute_rounds,
)
from asirra.search.bayesian import maximise_acquisition
from asirra.search.belief import believe, believed_noise, believed_scores
from asirra.search.designs import suggest_sobol
from asirra.search.gaussian_process import compress_low_scores, make_optimizer
from asirra.search.space import Choice
from tests.search.studies import SETTINGS, make_study, twelve_trials

SPACE = twelve_trials().space
POINTS, SCORES = twelve_trials().points, twelve_trials().scores


def test_the_plane_holds_what_matters_in_the_order_of_the_space():
    assert choose_plane(twelve_trials(), SETTINGS) == ["learning_rate", "dropout"]
    assert choose_plane(make_study([], [], SPACE[:1]), SETTINGS) == ["learning_rate"]


def test_the_posterior_goes_through_the_results_and_the_best_is_where_it_suggests():
    points = [{"learning_rate": p["learning_rate"]} for p in POINTS]
    scores = [-abs(np.log10(p["learning_rate"]) + 2) for p in points]
    study = make_study(points, scores, SPACE[:1])
    posterior = compute_posterior(study, ["learning_rate"], SETTINGS)
    grid = posterior.grid["learning_rate"]
    assert (grid[0], grid[-1]) == (pytest.approx(1e-5), pytest.approx(1e-1))
    at = [int(np.abs(np.log(grid / p["learning_rate"])).argmin()) for p in points]
    believed, _ = compress_low_scores(np.array(scores))
    np.testing.assert_allclose(posterior.mean[at], believed, atol=0.15)
    assert posterior.deviation.min() > 0
    assert posterior.acquisition.min() >= 0
    suggested = maximise_acquisition(study, 0, SETTINGS)["learning_rate"]
    best = grid[posterior.acquisition.argmax()]
    assert abs(np.log10(suggested / best)) < 4 / GRID_SIZE * 2


def test_the_other_dimensions_stay_at_the_best_point():
    study = twelve_trials()
    line = compute_posterior(study, ["learning_rate"], SETTINGS)
    best = study.points[int(np.argmax(study.scores))]["learning_rate"]
    at_best = int(np.abs(np.log(line.grid["learning_rate"] / best)).argmin())
    assert line.mean[at_best] == pytest.approx(max(study.scores), abs=0.02)


@pytest.mark.parametrize(
    ("num_initial", "per_round", "known"),
    [(3, 1, [3, 4, 5]), (3, 2, [4]), (2, 2, [2, 4]), (6, 1, [6]), (1, 6, [6])],
)
def test_a_posterior_per_round_that_was_not_random(num_initial, per_round, known):
    settings = replace(SETTINGS, num_initial=num_initial, trials_per_round=per_round)
    study = make_study(POINTS[:6], SCORES[:6], SPACE[:2])
    posteriors = compute_rounds(study, settings)
    assert [posterior.num_known for posterior in posteriors] == known
    for posterior in posteriors:
        assert list(posterior.grid) == ["learning_rate", "dropout"]
        assert posterior.mean.shape == (GRID_SIZE, GRID_SIZE)


def test_what_later_rounds_gain_is_not_known_before_them():
    settings = replace(SETTINGS, num_initial=2, trials_per_round=2)
    epoch_scores = [[0.5, 0.6], [0.4], [0.5, 0.9], [0.6]]
    study = make_study(POINTS[:4], epoch_scores, SPACE[:2])
    before, *_ = compute_rounds(study, settings)
    plane = ["learning_rate", "dropout"]
    earlier = make_study(POINTS[:2], epoch_scores[:2], SPACE[:2])
    known = compute_posterior(earlier, plane, settings)
    np.testing.assert_array_equal(before.mean, known.mean)


def test_a_choice_is_asked_about_at_its_values():
    space = (SPACE[0], Choice("initializer", ("alexnet", "he_normal")))
    points = [
        {**point, "initializer": ("alexnet", "he_normal")[k % 2]}
        for k, point in enumerate(POINTS)
    ]
    scores = [0.5 + 0.3 * (p["initializer"] == "he_normal") for p in points]
    plane = ["learning_rate", "initializer"]
    posterior = compute_posterior(make_study(points, scores, space), plane, SETTINGS)
    assert posterior.grid["initializer"] == ("alexnet", "he_normal")
    assert posterior.mean.shape == (2, GRID_SIZE)
    assert (posterior.mean[1] > posterior.mean[0]).all()


def test_it_selects_what_it_believes_best_not_the_luckiest_score():
    rates = np.linspace(-4, -1, 16)
    points = [{"learning_rate": 10.0**rate, "dropout": 0.4} for rate in rates]
    scores = 0.8 - 0.05 * (rates + 2) ** 2 + 0.004 * np.cos(40 * rates)
    scores[3] = scores.max() + 0.01
    study = make_study(points, scores.tolist(), SPACE[:2])
    posterior = compute_posterior(study, ["learning_rate"], SETTINGS)
    assert posterior.selected == believed_scores(study, SETTINGS).argmax() != 3
    assert rates[posterior.selected] == pytest.approx(-2, abs=0.5)


def test_it_says_which_noise_it_believes_in():
    study = twelve_trials()
    posterior = compute_posterior(study, ["learning_rate"], SETTINGS)
    optimizer = make_optimizer(study, SETTINGS)
    believe(optimizer, study, study.points[:1])
    assert posterior.noise == pytest.approx(believed_noise(optimizer))
    assert 0 < posterior.noise < np.std(study.scores)


def test_the_selected_trial_is_one_that_was_trained_to_its_end():
    points = [suggest_sobol(SPACE[:2], 0, index) for index in range(6)]
    epoch_scores = [[0.5, 0.7], [0.69], [0.4, 0.6], [0.3, 0.65], [0.4, 0.6], [0.2]]
    study = make_study(points, epoch_scores, SPACE[:2])
    assert compute_posterior(study, ["dropout"], SETTINGS).selected == 0
