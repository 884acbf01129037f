from dataclasses import replace

import numpy as np
import pytest

from asirra.search.gaussian_process import (
    floor_low_scores,
    from_library,
    make_optimizer,
    to_library,
)
from asirra.search.space import Interval
from tests.search.studies import MIXED, SETTINGS, SPACE, six_trials


def fit(study, settings=SETTINGS):
    """Return an optimiser whose Gaussian process is fitted to a study."""
    optimizer = make_optimizer(SPACE, study.points, study.scores, settings)
    optimizer.predict(to_library(SPACE, study.points[0]))
    return optimizer


def test_the_published_process_is_the_librarys_own():
    optimizer = fit(six_trials(), replace(SETTINGS, gaussian_process="published"))
    assert np.ndim(optimizer._gp.kernel.length_scale) == 0
    assert optimizer._gp.alpha == 1e-6


def test_the_regularised_process_has_a_length_scale_per_dimension_and_noise():
    optimizer = fit(six_trials())
    matern, noise = optimizer._gp.kernel_.k1, optimizer._gp.kernel_.k2
    assert matern.length_scale.shape == (2,)
    assert 1e-6 <= noise.noise_level <= 1.0


def test_few_points_give_no_extreme_length_scale():
    points = six_trials().points[:3]
    optimizer = make_optimizer(SPACE, points, [0.5, 0.5, 0.51], SETTINGS)
    optimizer.predict(to_library(SPACE, points[0]))
    ranges = np.array([4.0, 0.8])
    shares = optimizer._gp.kernel_.k1.length_scale / ranges
    assert ((shares > 0.05) & (shares < 2)).all()


def test_scores_far_below_the_median_are_raised():
    assert floor_low_scores([2, 6, 7, 9, -50], 0.01) == [3, 6, 7, 9, 3]
    assert floor_low_scores([6, 7, 8], 0.01) == [6, 7, 8]
    # A gain that counts stays within what the scores differ by.
    assert floor_low_scores([0.0, 0.75, 0.76, 0.77, 0.75], 0.5) == [
        0.25,
        *[0.75, 0.76, 0.77, 0.75],
    ]
    # Where most are the best, the others must still be seen to be worse.
    assert floor_low_scores([0.7, 0.7, 0.7, 0.5], 0.01) == [0.7, 0.7, 0.7, 0.5]
    assert floor_low_scores([0.5], 0.01) == [0.5]


@pytest.mark.parametrize(
    ("gaussian_process", "floors", "lowest"),
    [("regularised", True, 0.5), ("regularised", False, 0.0), ("published", True, 0.0)],
)
def test_the_regularised_process_alone_sees_low_scores_raised(
    gaussian_process, floors, lowest
):
    settings = replace(SETTINGS, gaussian_process=gaussian_process)
    points = six_trials().points[:4]
    optimizer = make_optimizer(SPACE, points, [0.0, 0.7, 0.7, 0.9], settings, floors)
    np.testing.assert_allclose(optimizer.space.target, [lowest, 0.7, 0.7, 0.9])


def test_a_point_on_a_bound_counts_as_the_best_so_far():
    space = [Interval("learning_rate", 0.002, 0.05, "log", False)]
    points = [{"learning_rate": rate} for rate in (0.05, 0.01, 0.002)]
    optimizer = make_optimizer(space, points, [0.9, 0.6, 0.7], SETTINGS)
    assert optimizer.space._target_max() == 0.9


def test_a_point_survives_the_way_to_the_library_and_back():
    point = {
        "learning_rate": 10.0**-1.7927,
        "momentum": 0.9,
        "num_epochs": 7,
        "batch_size": 32,
        "initializer": "he_normal",
    }
    there = to_library(MIXED, point)
    assert there["learning_rate"] == -1.7927
    assert {d.name: from_library(d, there[d.name]) for d in MIXED} == point
