import numpy as np
import pytest

from asirra.search.curves import final_scores
from tests.search.studies import make_study


def estimate(epoch_scores, statuses=None):
    study = make_study([{}] * len(epoch_scores), epoch_scores, statuses=statuses)
    return final_scores(study)


def test_a_trial_that_was_stopped_gains_what_the_others_did():
    scores, variances = estimate(
        [[0.5, 0.6, 0.7], [0.4, 0.6, 0.8], [0.45], [0.5, 0.55]]
    )
    assert scores == pytest.approx([0.7, 0.8, 0.75, 0.7])
    assert variances[:2].tolist() == [0.0, 0.0]
    assert (variances[2:] > 0).all()


def test_the_later_it_was_stopped_the_surer_is_its_end():
    complete = [[0.5, 0.6, 0.7], [0.4, 0.65, 0.72], [0.6, 0.66, 0.75]]
    _, variances = estimate([*complete, [0.4], [0.4, 0.5]])
    assert variances[3] > variances[4] > 0


def test_more_complete_trials_make_it_surer():
    curve, stopped = [0.5, 0.6, 0.7], [0.4]
    one, three = (estimate([curve] * count + [stopped])[1][-1] for count in (1, 3))
    assert one > three > 0


def test_the_best_epoch_counts_not_the_last():
    scores, _ = estimate([[0.6, 0.5, 0.7], [0.5, 0.3]])
    assert scores[1] == pytest.approx(0.6)


@pytest.mark.parametrize("diverged", [[0.5], [0.5, 0.55]])
def test_a_trial_that_diverged_gains_nothing_and_tells_of_no_gains(diverged):
    scores, variances = estimate(
        [[0.5, 0.6, 0.7], [0.4], diverged], ["complete", "pruned", "diverged"]
    )
    assert scores == pytest.approx([0.7, 0.6, max(diverged)])
    assert variances[2] == 0
    scores, variances = estimate([[0.4], diverged], ["pruned", "diverged"])
    assert scores.tolist() == [0.4, max(diverged)]
    assert np.all(variances == 0)


def test_those_that_went_on_alone_tell_of_gains():
    # The second was to end where the third was stopped.
    statuses = ["complete", "complete", "pruned"]
    scores, _ = estimate([[0.5, 0.6, 0.7], [0.3, 0.3], [0.4, 0.4]], statuses)
    assert scores == pytest.approx([0.7, 0.3, 0.5])


def test_gains_that_differ_make_it_less_sure():
    alike = [[0.5, 0.7], [0.6, 0.8], [0.4, 0.6]]
    apart = [[0.5, 0.6], [0.6, 0.8], [0.4, 0.7]]
    (same, sure), (mean, unsure) = (estimate([*of, [0.4]]) for of in (alike, apart))
    assert same[3] == pytest.approx(mean[3])
    assert unsure[3] > 2 * sure[3] > 0


def test_a_complete_trial_has_what_it_reached():
    scores, variances = estimate([0.5, 0.6])
    assert scores.tolist() == [0.5, 0.6]
    assert variances.tolist() == [0.0, 0.0]


def test_where_all_diverged_each_has_what_it_reached():
    scores, variances = estimate([[0.4], [0.5, 0.6], [0.3, 0.35]], ["diverged"] * 3)
    assert scores.tolist() == [0.4, 0.6, 0.35]
    assert variances.tolist() == [0.0] * 3


def test_what_comes_later_is_not_known_before():
    study = make_study([{}] * 4, [[0.5, 0.6], [0.4], [0.5, 0.9], [0.6]])
    scores, _ = final_scores(study.before(2))
    assert scores == pytest.approx([0.6, 0.5])


def test_no_trial_is_taken_to_beat_the_best_that_was_reached():
    scores, variances = estimate([[0.5, 0.7], [0.69], [0.4, 0.6]])
    assert scores == pytest.approx([0.7, 0.7, 0.6])
    assert variances[1] > 0


def test_a_trial_that_failed_is_as_bad_as_the_worst_that_ran():
    scores, variances = estimate([[0.5, 0.6], [], [0.4], [0.3, 0.7]])
    assert scores.tolist() == [0.6, pytest.approx(min(scores)), scores[2], 0.7]
    assert scores[1] == scores[[0, 2, 3]].min()
    assert variances[1] == 0


@pytest.mark.parametrize("ran", [[0.6], [0.6, 0.6]])
def test_a_trial_that_failed_is_worse_than_others_that_are_all_equal(ran):
    scores, _ = estimate([*ran, []])
    assert scores[-1] < 0.6
    assert scores[:-1].tolist() == ran


def test_where_all_failed_none_is_better():
    scores, variances = estimate([[], []])
    assert scores.tolist() == [0.0, 0.0]
    assert variances.tolist() == [0.0, 0.0]
