from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from asirra.search.acquisition import (
    NAME,
    NoisyExpectedImprovement,
    evaluate_acquisition,
    log_expected_improvement,
    make_acquisition,
)
from asirra.search.designs import suggest_sobol
from asirra.search.gaussian_process import make_optimizer
from tests.search.studies import (
    MIXED,
    SETTINGS,
    make_study,
    six_trials,
    twelve_trials,
)


def test_it_is_the_published_expected_improvement():
    # Jones et al. 1998, eq. 15, for a maximum.
    mean, deviation = np.array([0.5, 0.7, 0.9]), np.array([0.1, 0.2, 0.05])
    gain = mean - 0.6 - 0.01
    expected = gain * norm.cdf(gain / deviation) + deviation * norm.pdf(
        gain / deviation
    )
    found = evaluate_acquisition(mean, deviation, best=0.6, xi=0.01)
    np.testing.assert_allclose(found, expected)
    assert NAME == "expected improvement"


def test_it_has_the_shape_of_the_posterior_and_is_never_below_0():
    mean = np.linspace(-50, 0.6, 20).reshape(4, 5)
    found = evaluate_acquisition(mean, np.full((4, 5), 0.01), best=0.6, xi=0.01)
    assert found.shape == (4, 5)
    assert found.min() >= 0
    assert found.argmax() == 19


def test_a_gain_that_does_not_count_is_worth_less():
    of_gains = [
        float(evaluate_acquisition(np.array([0.7]), np.array([0.1]), 0.6, xi)[0])
        for xi in (0.0, 0.05, 0.5)
    ]
    assert of_gains[0] > of_gains[1] > of_gains[2] > 0


def test_the_library_gets_the_same_function():
    mean, deviation = np.array([0.5, 0.9]), np.array([0.1, 0.05])
    acquisition = make_acquisition(xi=0.02)
    acquisition.y_max = 0.6
    assert acquisition.base_acq(mean, deviation) == pytest.approx(
        evaluate_acquisition(mean, deviation, 0.6, 0.02)
    )


def test_the_logarithm_is_that_of_the_closed_form():
    mean, deviation = np.array([-0.2, 0.3, 0.6, 0.9]), np.array([0.2, 0.1, 0.3, 0.05])
    expected = np.log(evaluate_acquisition(mean, deviation, best=0.6, xi=0.0))
    found = log_expected_improvement(mean, deviation, np.array(0.6))
    np.testing.assert_allclose(found, expected, rtol=1e-6)


def test_the_logarithm_rises_where_the_closed_form_is_0():
    gains = -np.logspace(5, -2, 200)
    found = log_expected_improvement(gains, np.ones(200), np.array(0.0))
    assert np.isfinite(found).all()
    assert (np.diff(found) > 0).all()
    # The leading terms of its expansion.
    far = -(gains[:50] ** 2) / 2 - np.log(2 * np.pi) / 2 - 2 * np.log(-gains[:50])
    np.testing.assert_allclose(found[:50], far, rtol=1e-4)


@pytest.mark.parametrize("gain", [-1.0, -50.0, -1e4])
def test_the_logarithm_has_no_step(gain):
    beside = gain * (1 + np.array([1e-6, 0.0, -1e-6]))
    found = log_expected_improvement(beside, np.ones(3), np.array(0.0))
    below, above = np.diff(found)
    assert below > 0
    # The slope of -gain^2 / 2 and of what falls with it.
    assert above == pytest.approx(below, rel=1e-2)


def test_the_logarithm_is_that_of_what_is_in_units_of_the_score():
    gains = np.array([-50.0, -3.0, 0.0, 2.0])
    small, large = (
        log_expected_improvement(unit * gains, np.full(4, unit), np.array(0.0))
        for unit in (1.0, 1000.0)
    )
    np.testing.assert_allclose(large - small, np.log(1000))


def fit(study, xi=0.0):
    """Return the acquisition of a study, and its fitted process."""
    optimizer = make_optimizer(study, replace(SETTINGS, xi=xi))
    optimizer.acquisition_function._fit_gp(optimizer._gp, optimizer.space)
    return optimizer.acquisition_function, optimizer._gp, optimizer.space


def test_a_tried_point_promises_next_to_nothing_and_so_does_an_awaited_one():
    acquisition, process, space = fit(six_trials())
    suggested = acquisition.suggest(
        process, space, fit_gp=False, random_state=np.random.RandomState(0)
    )
    asked = np.vstack([suggested, space.params])
    before = acquisition.evaluate(process, asked)
    assert before[0] > 10 * before[1:].max()
    acquisition.awaited.append(suggested)
    after = acquisition.evaluate(process, asked)
    assert after[0] < before[0] / 10


def test_under_noise_the_best_score_is_no_bar():
    # Of equal points with noise, one was lucky: the rest may still be better.
    points = [{"learning_rate": 0.01, "dropout": 0.1 * k} for k in range(8)]
    scores = [0.7, 0.71, 0.69, 0.8, 0.7, 0.72, 0.68, 0.7]
    acquisition, process, space = fit(make_study(points, scores))
    _, bests = acquisition._draw(process, np.random.default_rng(0))
    bests = process.mean + process.unit * bests
    assert 0.7 < bests.mean() < 0.79


def test_the_least_gain_raises_the_bar():
    (low, process, _), (high, same, _) = fit(six_trials()), fit(six_trials(), xi=0.1)
    bars = [
        of.unit * acquisition._draw(of, np.random.default_rng(0))[1]
        for acquisition, of in ((low, process), (high, same))
    ]
    np.testing.assert_allclose(bars[1] - bars[0], 0.1)


def test_it_is_a_subclass_as_the_library_expects_it():
    acquisition = NoisyExpectedImprovement(xi=0.0)
    found = acquisition.base_acq(np.array([0.9]), np.array([0.1]), np.array([0.6]))
    assert found == log_expected_improvement(0.9, 0.1, 0.6)


def test_it_is_in_units_of_the_score():
    study = six_trials()
    larger = make_study(study.points, [1000 * score for score in study.scores])
    of_study, of_larger = (fit(of, xi) for of, xi in ((study, 0.01), (larger, 10.0)))
    found, thousandfold = (
        acquisition.evaluate(process, asked.params + 0.1)
        for acquisition, process, asked in (of_study, of_larger)
    )
    assert found.min() > 0
    np.testing.assert_allclose(thousandfold, 1000 * found, rtol=1e-3)


def test_it_looks_around_the_points_of_the_highest_posterior_mean(monkeypatch):
    acquisition, process, space = fit(twelve_trials())
    given = []

    def maximise(function, inputs, promising, rng):
        given.append(promising)
        return space.params[0]

    monkeypatch.setattr("asirra.search.acquisition.maximise", maximise)
    acquisition.suggest(process, space, random_state=np.random.RandomState(0))
    best = np.argsort(-process.predict(space.params))[:5]
    shares = process.inputs.to_shares(space.params[best])
    np.testing.assert_allclose(given[0], shares)


def test_what_it_suggests_is_where_a_point_can_be():
    points = [suggest_sobol(MIXED, 0, index) for index in range(6)]
    acquisition, process, space = fit(make_study(points, [0.1] * 5 + [0.2], MIXED))
    found = acquisition.suggest(process, space, random_state=np.random.RandomState(0))
    assert found[2] == round(found[2])
    assert 10 ** found[3] == pytest.approx(round(10 ** found[3]), abs=1e-9)
    assert sorted(found[4:]) == [0, 1]
