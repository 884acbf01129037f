import numpy as np
import pytest
from sklearn.gaussian_process.kernels import Matern

from asirra.search import kernels
from asirra.search.kernels import MEAN_VARIANCE, Kernels, draw_kernels

POINTS = np.random.default_rng(0).random((30, 2))
DIMENSIONS = np.array([0, 1])


def draw(scores, inputs=POINTS, dimensions=DIMENSIONS, seed=0):
    """Return kernels drawn from scores, which are standardised first."""
    scores = (scores - scores.mean()) / scores.std()
    rng = np.random.default_rng(seed)
    return draw_kernels(inputs, dimensions, scores, np.zeros(len(scores)), rng)


def test_the_covariance_is_materns_and_a_constant():
    made = Kernels(np.array([[0.3, 2.0]]), np.array([1.5]), np.array([0.1]))
    expected = 1.5 * Matern([0.3, 2.0], nu=2.5)(POINTS[:5], POINTS) + MEAN_VARIANCE
    np.testing.assert_allclose(made.covariance(POINTS[:5], POINTS)[0], expected)
    assert made.variance().tolist() == [1.5 + MEAN_VARIANCE]


def test_what_does_not_matter_gets_a_longer_length_scale():
    drawn = draw(np.sin(6 * POINTS[:, 0]))
    assert drawn.length_scales.shape == (kernels.NUM_KERNELS, 2)
    first, second = np.median(drawn.length_scales, axis=0)
    assert second > 1.5 * first


@pytest.mark.parametrize(("deviation", "low", "high"), [(0.0, 0, 0.03), (1, 0.2, 1.2)])
def test_the_noise_is_learned(deviation, low, high):
    noise = deviation * np.random.default_rng(1).standard_normal(30)
    drawn = draw(np.sin(3 * POINTS[:, 0]) + noise)
    assert low <= np.median(drawn.noise) < high


def test_few_results_leave_the_length_scale_open():
    of_few = draw(np.sin(6 * POINTS[:4, 0]), POINTS[:4]).length_scales[:, 0]
    of_many = draw(np.sin(6 * POINTS[:, 0])).length_scales[:, 0]
    assert np.log(of_few).std() > 1.5 * np.log(of_many).std()


def test_the_same_seed_draws_the_same_kernels():
    scores = POINTS.sum(axis=1)
    first, again, other = (draw(scores, seed=seed) for seed in (0, 0, 1))
    for name in ("length_scales", "signal", "noise"):
        np.testing.assert_array_equal(getattr(first, name), getattr(again, name))
    assert (first.length_scales != other.length_scales).any()


def test_the_inputs_of_a_choice_share_a_length_scale():
    inputs = np.eye(3)[np.arange(30) % 3]
    drawn = draw(POINTS[:, 0], inputs, np.zeros(3, int))
    assert (drawn.length_scales == drawn.length_scales[:, :1]).all()


def test_many_results_are_borne():
    inputs = np.random.default_rng(0).random((kernels.MAX_RESULTS + 50, 2))
    drawn = draw(np.sin(6 * inputs[:, 0]), inputs)
    assert len(drawn.noise) == kernels.NUM_KERNELS // 4
    # Each score is still that of its input.
    assert np.median(drawn.noise) < 0.05
    assert np.median(drawn.length_scales[:, 0]) < np.median(drawn.length_scales[:, 1])


@pytest.mark.parametrize("num_dimensions", [1, 2, 16])
def test_what_says_nothing_leaves_the_priors(num_dimensions):
    # Its variance is so large that the score tells nothing.
    result = np.full((1, num_dimensions), 0.5), np.arange(num_dimensions)
    drawn = [
        draw_kernels(*result, np.zeros(1), np.full(1, 1e6), np.random.default_rng(seed))
        for seed in range(20)
    ]
    length_scale = kernels.LENGTH_SCALE * num_dimensions**0.5
    for values, median, deviation in (
        ([k.length_scales[:, 0] for k in drawn], length_scale, 0.7),
        ([k.signal for k in drawn], kernels.SIGNAL, 0.5),
        ([k.noise for k in drawn], kernels.NOISE, 1.5),
    ):
        logarithms = np.log(values)
        assert logarithms.mean() == pytest.approx(np.log(median), abs=deviation / 4)
        assert logarithms.std() == pytest.approx(deviation, rel=0.2)
