import numpy as np
import pytest
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern

from asirra.search.inputs import Inputs
from asirra.search.kernels import MEAN_VARIANCE, Kernels
from asirra.search.process import Conditioned, MarginalProcess
from asirra.search.space import Interval

RNG = np.random.default_rng(0)
INPUTS, ASKED = RNG.random((12, 2)), RNG.random((300, 2))
VALUES = np.sin(5 * INPUTS[:, 0]) + INPUTS[:, 1]
KERNELS = Kernels(
    np.array([[0.3, 0.5], [0.8, 0.8]]), np.array([1.0, 2.0]), np.array([0.01, 0.1])
)
SPACE = Inputs([Interval(name, 0.0, 1.0, "linear", False) for name in "xy"])


def condition(variance):
    values = np.broadcast_to(VALUES[:, None], (2, 12, 1))
    return Conditioned(KERNELS, INPUTS, values, np.full((2, 12), variance))


def test_it_predicts_what_scikit_learn_does():
    means, deviations = condition(0.05).predict(ASKED)
    assert means.shape == deviations.shape == (2, 300, 1)
    for place, (scales, signal) in enumerate([([0.3, 0.5], 1.0), ([0.8, 0.8], 2.0)]):
        kernel = ConstantKernel(signal) * Matern(scales, nu=2.5)
        kernel += ConstantKernel(MEAN_VARIANCE)
        process = GaussianProcessRegressor(kernel, alpha=0.05, optimizer=None)
        mean, deviation = process.fit(INPUTS, VALUES).predict(ASKED, return_std=True)
        np.testing.assert_allclose(means[place, :, 0], mean, atol=1e-4)
        np.testing.assert_allclose(deviations[place, :, 0], deviation, atol=1e-4)


def test_the_variances_are_the_diagonal_of_the_covariance():
    conditioned = condition(0.05)
    diagonal = np.diagonal(conditioned.covariance(ASKED[:9]), axis1=1, axis2=2)
    np.testing.assert_allclose(
        diagonal, conditioned.predict(ASKED[:9])[1][..., 0] ** 2, atol=1e-6
    )


def test_without_noise_it_knows_its_values():
    means, deviations = condition(0.0).predict(INPUTS)
    np.testing.assert_allclose(means[..., 0], [VALUES, VALUES], atol=1e-3)
    assert deviations.max() < 0.01


def test_draws_have_the_mean_and_the_covariance_of_the_process():
    conditioned = condition(0.5)
    draws = conditioned.draw(2048, ASKED[:3], np.random.default_rng(0))
    assert draws.shape == (2, 3, 2048)
    means, _ = conditioned.predict(ASKED[:3])
    np.testing.assert_allclose(draws.mean(axis=2), means[..., 0], atol=0.02)
    np.testing.assert_allclose(
        np.cov(draws[0]), conditioned.covariance(ASKED[:3])[0], atol=0.03
    )


def fit(scores, variances=None):
    variances = np.zeros(len(scores)) if variances is None else variances
    return MarginalProcess(SPACE, lambda x: x, variances, seed=3).fit(INPUTS, scores)


def test_the_covariance_has_the_deviations_squared_on_its_diagonal():
    process = fit(VALUES)
    mean, deviation = process.predict(ASKED[:9], return_std=True)
    same, covariance = process.predict(ASKED[:9], return_cov=True)
    np.testing.assert_allclose(process.predict(ASKED[:9]), mean)
    np.testing.assert_allclose(mean, same)
    np.testing.assert_allclose(np.diag(covariance), deviation**2, rtol=1e-4)


def test_it_is_told_scores_in_any_unit():
    variances = np.full(12, 0.02)
    small, large = fit(VALUES, variances), fit(1000 * VALUES + 50, 1e6 * variances)
    np.testing.assert_allclose(
        1000 * small.predict(ASKED) + 50, large.predict(ASKED), rtol=1e-6
    )
    assert large.noise == pytest.approx(1000 * small.noise)


def test_an_uncertain_score_is_trusted_less():
    scores = VALUES.copy()
    scores[4] += 2.0
    variances = np.where(np.arange(12) == 4, 4.0, 0.0)
    sure, unsure = fit(scores), fit(scores, variances)
    at = INPUTS[[4]]
    assert unsure.predict(at)[0] < sure.predict(at)[0] - 0.3


# The mean of twelve scores of 0.7 is another number in its last bit.
@pytest.mark.parametrize("score", [0.5, 0.7])
def test_scores_that_are_all_equal_are_borne(score):
    process = fit(np.full(12, score))
    mean, deviation = process.predict(ASKED, return_std=True)
    np.testing.assert_allclose(mean, score)
    assert deviation.min() > 1e-6
    assert process.noise > 1e-6


def test_the_posterior_mean_is_what_is_predicted():
    process = fit(VALUES)
    np.testing.assert_allclose(process.posterior_mean(ASKED), process.predict(ASKED))


def test_it_knows_a_point_where_it_can_be_alone():
    def process(coordinates):
        zeros = np.zeros(len(VALUES))
        made = MarginalProcess(SPACE, lambda x: np.round(x, 1), zeros, seed=3)
        return made.fit(coordinates, VALUES)

    moved = np.round(INPUTS, 1) + 0.03
    np.testing.assert_array_equal(
        process(INPUTS).predict(ASKED), process(moved).predict(ASKED)
    )
    at, beside = (process(INPUTS).predict(np.array([[0.3, x]])) for x in (0.34, 0.36))
    assert at != beside
    at, beside = (process(INPUTS).predict(np.array([[0.3, x]])) for x in (0.38, 0.42))
    assert at == beside
