import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asirra.training.hyperparameters import Hyperparameters
from asirra.training.schedules import SCHEDULES, CosineSchedule, PlateauSchedule
from tests.training.examples import VALUES


def rates(scores, patience, threshold=0.0):
    schedule = PlateauSchedule(1.0, 0.1, patience, threshold)
    result = []
    for score in scores:
        schedule.end_epoch(score)
        result.append(schedule.learning_rate)
    return result


def test_the_rate_falls_after_more_than_patience_epochs_without_a_rise():
    assert rates([0.5, 0.5, 0.4, 0.5], patience=2) == pytest.approx([1, 1, 1, 0.1])


def test_a_rise_starts_the_count_again():
    assert rates([0.5, 0.5, 0.6, 0.6, 0.6], patience=1) == pytest.approx(
        [1, 1, 1, 1, 0.1]
    )


def test_after_a_fall_the_count_starts_again():
    assert rates([0.5] * 5, patience=1) == pytest.approx([1, 1, 0.1, 0.1, 0.01])


def test_a_rise_within_the_threshold_does_not_count():
    assert rates([0.5, 0.50004], patience=0, threshold=1e-4)[-1] == pytest.approx(0.1)
    assert rates([0.5, 0.50006], patience=0, threshold=1e-4)[-1] == pytest.approx(1.0)


def test_a_first_score_of_zero_counts_as_a_rise():
    assert rates([0.0], patience=0) == [1.0]


def test_scores_below_zero_rise_towards_it():
    # As of an objective that is a loss with its sign turned.
    assert rates([-0.5, -0.5], patience=0)[-1] == pytest.approx(0.1)
    assert rates([-0.5, -0.500004], patience=0, threshold=1e-4)[-1] == (
        pytest.approx(0.1)
    )
    assert rates([-0.5, -0.49996], patience=0, threshold=1e-4)[-1] == (
        pytest.approx(0.1)
    )
    assert rates([-0.5, -0.49994], patience=0, threshold=1e-4) == [1.0, 1.0]


def make(name, **changes):
    return SCHEDULES[name].make(Hyperparameters(**VALUES | changes))


def test_the_plateau_takes_the_configured_values():
    keys = ("learning_rate", "learning_rate_decay", "learning_rate_patience")
    changes = dict(zip(keys, (0.03, 0.5, 7), strict=True)) | {"score_threshold": 0.2}
    assert make("plateau", **changes) == PlateauSchedule(0.03, 0.5, 7, 0.2)


def rates_of(schedule):
    """Return the learning rate of every epoch of a cosine schedule."""
    result = []
    for _ in range(schedule.num_epochs):
        result.append(schedule.learning_rate)
        schedule.end_epoch(0.5)
    return result


def test_the_cosine_falls_along_half_a_wave():
    expected = [1 / 2 + math.cos(math.pi * epoch / 4) / 2 for epoch in range(4)]
    assert rates_of(CosineSchedule(0.2, 4, 0)) == pytest.approx(
        [0.2 * share for share in expected]
    )


def test_the_cosine_rises_in_equal_steps_first():
    rates = rates_of(CosineSchedule(0.3, 6, 2))
    assert rates[:3] == pytest.approx([0.1, 0.2, 0.3])
    assert rates[2:] == pytest.approx(rates_of(CosineSchedule(0.3, 4, 0)))


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_rate_that_is_a_whole_number_is_a_rate(name):
    # Keras refuses whole numbers.
    assert type(make(name, learning_rate=1).learning_rate) is float


def test_a_cosine_as_long_as_its_warm_up_only_rises():
    assert rates_of(CosineSchedule(0.3, 2, 2)) == pytest.approx([0.1, 0.2])


def test_the_cosine_takes_the_configured_values():
    changes = {"learning_rate": 0.03, "num_epochs": 9, "learning_rate_warmup_epochs": 2}
    assert make("cosine", **changes) == CosineSchedule(0.03, 9, 2)


scores = st.lists(st.floats(0, 1), max_size=12)


@pytest.mark.parametrize("name", SCHEDULES)
@given(before=scores, after=scores, patience=st.integers(0, 3))
def test_a_schedule_restored_from_json_goes_on_to_the_same_bits(
    name, before, after, patience
):
    changes = {"learning_rate": 0.1 / 3, "learning_rate_patience": patience}
    schedule, restored = make(name, **changes), make(name, **changes)
    assert schedule.learning_rate == changes["learning_rate"]
    for score in before:
        schedule.end_epoch(score)
    restored.restore(json.loads(json.dumps(schedule.state())))
    for score in [None, *after]:
        if score is not None:
            schedule.end_epoch(score)
            restored.end_epoch(score)
        assert restored.learning_rate == schedule.learning_rate
        assert restored.state() == schedule.state()
