from dataclasses import replace

import numpy as np
import pytest

from asirra.search.gaussian_process import compress_low_scores, make_optimizer
from asirra.search.library import to_library
from asirra.search.space import Interval
from tests.search.studies import SETTINGS, SPACE, make_study, six_trials

PUBLISHED = replace(SETTINGS, gaussian_process="published")


def test_the_published_process_is_the_librarys_own():
    optimizer = make_optimizer(six_trials(), PUBLISHED)
    optimizer.predict(to_library(SPACE, six_trials().points[0]))
    assert np.ndim(optimizer._gp.kernel.length_scale) == 0
    assert optimizer._gp.alpha == 1e-6


def test_scores_far_below_the_median_are_compressed():
    scores = np.array([2.0, 6.0, 7.0, 9.0, -50.0])
    compressed, slopes = compress_low_scores(scores)
    # From 6 - (9 - 6) = 3 on downwards they are compressed, and none is below 0.
    expected = [3 - 3 * (1 / 4), 6, 7, 9, 3 - 3 * (53 / 56)]
    np.testing.assert_allclose(compressed, expected)
    assert np.argsort(compressed).tolist() == np.argsort(scores).tolist()
    step = 1e-6
    for place in range(5):
        moved = scores + step * (np.arange(5) == place)
        change = compress_low_scores(moved)[0][place] - compressed[place]
        # The best score and the median are the unit.
        if place not in (1, 3):
            assert change / step == pytest.approx(slopes[place], rel=1e-4)


@pytest.mark.parametrize(
    "scores", [[6.0, 7.0, 8.0], [0.7, 0.7, 0.7, 0.5], [0.5], [0.5, 0.5]]
)
def test_where_none_is_far_below_or_most_are_the_best_all_stay(scores):
    compressed, slopes = compress_low_scores(np.array(scores))
    assert compressed.tolist() == scores
    assert slopes.tolist() == [1.0] * len(scores)


@pytest.mark.parametrize(
    ("settings", "compresses", "is_compressed"),
    [(SETTINGS, True, True), (SETTINGS, False, False), (PUBLISHED, True, False)],
)
def test_the_regularised_process_alone_sees_low_scores_compressed(
    settings, compresses, is_compressed
):
    study = make_study(six_trials().points[:4], [0.0, 0.7, 0.7, 0.9])
    lowest, *others = make_optimizer(study, settings, compresses).space.target
    assert (lowest > 0) == is_compressed
    assert lowest < 0.5
    assert others == [0.7, 0.7, 0.9]


def test_a_point_on_a_bound_counts_as_the_best_so_far():
    space = [Interval("learning_rate", 0.002, 0.05, "log", False)]
    points = [{"learning_rate": rate} for rate in (0.05, 0.01, 0.002)]
    optimizer = make_optimizer(make_study(points, [0.9, 0.6, 0.7], space), SETTINGS)
    assert optimizer.space._target_max() == 0.9
