from dataclasses import replace

import numpy as np
import pytest

from asirra.search.belief import believe, believed_noise, believed_scores
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
