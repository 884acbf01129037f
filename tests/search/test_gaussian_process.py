from dataclasses import replace

import numpy as np
import pytest

from asirra.search.curves import final_scores
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


def test_few_results_give_no_extreme_length_scale():
    study = make_study(six_trials().points[:3], [0.5, 0.5, 0.51])
    optimizer = make_optimizer(study, SETTINGS)
    optimizer.predict(to_library(SPACE, study.points[0]))
    scales = optimizer._gp.kernels.length_scales
    assert scales.shape[1] == 2
    assert ((scales > 0.02) & (scales < 10)).all()


@pytest.mark.parametrize("settings", [SETTINGS, PUBLISHED])
def test_it_is_told_what_stopped_trials_would_have_scored(settings):
    epoch_scores = [[0.5, 0.7], [0.4], [0.45, 0.65], [0.5, 0.55]]
    study = make_study(six_trials().points[:4], epoch_scores)
    scores, _ = final_scores(study)
    assert scores[1] > 0.4
    optimizer = make_optimizer(study, settings, compresses=False)
    assert optimizer.space.target.tolist() == scores.tolist()


def test_the_regularised_process_knows_how_unsure_a_score_is():
    epoch_scores = [[0.5, 0.7], [0.1], [0.45, 0.65], [0.5, 0.55]]
    study = make_study(six_trials().points[:4], epoch_scores)
    scores, variances = final_scores(study)
    _, slopes = compress_low_scores(scores)
    assert variances[1] > 0
    assert slopes[1] < 0.9
    unchanged, compressed = (
        make_optimizer(study, SETTINGS, compresses)._gp._variances
        for compresses in (False, True)
    )
    assert unchanged.tolist() == variances.tolist()
    assert compressed == pytest.approx(variances * slopes**2)


def test_compressed_scores_keep_their_order_and_the_upper_half():
    rng = np.random.default_rng(0)
    for _ in range(20):
        scores = 0.8 - rng.standard_exponential(15) ** 3
        compressed, slopes = compress_low_scores(scores)
        np.testing.assert_array_equal(np.argsort(compressed), np.argsort(scores))
        is_upper = scores >= np.median(scores)
        assert compressed[is_upper].tolist() == scores[is_upper].tolist()
        assert (slopes[is_upper] == 1).all()
        assert (compressed >= scores).all()
        # None is as far below the median as twice the best score is above it.
        middle, best = np.median(scores), scores.max()
        assert (middle - compressed < 2 * (best - middle)).all()
