import pytest

from asirra.training.schedules import PlateauSchedule


def rates(scores, patience, threshold=0.0):
    schedule = PlateauSchedule(1.0, 0.1, patience, threshold)
    result = []
    for score in scores:
        schedule.update(score)
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
