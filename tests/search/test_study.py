import json

import pytest

from asirra.objectives import OBJECTIVES
from asirra.search.space import Choice, Interval
from asirra.search.study import Study, Trial, read_trials
from tests.search.studies import BALANCED, SPACE, make_study

ACCURACY = OBJECTIVES["accuracy"]
TO_THE_END = {"status": "complete", "validation_accuracy": 0.7}


def final_scores(scores, statuses=None):
    return make_study([{}] * len(scores), scores, statuses=statuses).final_scores()


def test_a_trial_that_ended_early_is_taken_to_gain_what_the_others_did():
    rung_scores = [[0.5, 0.6, 0.7], [0.4, 0.6, 0.8], [0.45], [0.5, 0.55]]
    assert final_scores(rung_scores) == pytest.approx([0.7, 0.8, 0.75, 0.7])
    assert final_scores([[0.5], [0.6]]) == [0.5, 0.6]


def test_no_trial_is_taken_to_beat_the_best_that_was_reached():
    rung_scores = [[0.6, 0.7, 0.8], [0.5], [0.5, 0.55], [0.7]]
    assert final_scores(rung_scores) == pytest.approx([0.8, 0.7, 0.65, 0.8])


@pytest.mark.parametrize("diverged", [[0.5], [0.5, 0.55]])
def test_a_trial_that_diverged_gains_nothing(diverged):
    rung_scores = [[0.5, 0.6, 0.7], [0.4], diverged]
    scores = final_scores(rung_scores, ["complete", "pruned", "diverged"])
    assert scores == pytest.approx([0.7, 0.6, diverged[-1]])


def test_where_the_last_one_diverged_those_that_went_furthest_tell_of_gains():
    rung_scores = [[0.6, 0.7], [0.5], [0.65, 0.7, 0.75]]
    scores = final_scores(rung_scores, ["complete", "pruned", "diverged"])
    assert scores == pytest.approx([0.7, 0.6, 0.75])
    assert final_scores([[0.4, 0.5]], ["diverged"]) == [0.5]


def test_where_all_that_went_on_diverged_nothing_is_known_of_gains():
    scores = final_scores([[0.4], [0.5, 0.5]], ["pruned", "diverged"])
    assert scores == [0.4, 0.5]


def test_where_all_diverged_each_has_what_it_reached():
    rung_scores = [[0.4], [0.5, 0.6], [0.3, 0.35]]
    assert final_scores(rung_scores, ["diverged"] * 3) == [0.4, 0.6, 0.35]


def test_a_trials_score_is_that_of_its_last_rung():
    study = make_study([{}] * 3, [[0.5, 0.6, 0.7], [0.4], 0.8])
    assert study.scores == [0.7, 0.4, 0.8]


def test_before_a_trial_a_study_knows_nothing_of_it_nor_of_later_ones():
    points = [{"learning_rate": rate} for rate in (0.1, 0.01, 0.001)]
    study = make_study(points, [[0.5, 0.6], [0.4], [0.5, 0.9]], strategy="sobol")
    before = study.before(2)
    assert before == Study("sobol", SPACE, study.trials[:2])
    assert before.points == points[:2]
    # What the third gained would make it 0.65.
    assert before.final_scores() == pytest.approx([0.6, 0.5])
    assert study.final_scores() == pytest.approx([0.6, 0.65, 0.9])
    assert study.before(0).trials == ()
    assert study.before(3) == study


def test_a_space_of_integers_and_choices_is_exhausted_when_all_are_tried():
    space = (
        Interval("batch_size", 1, 2, "linear", True),
        Choice("initializer", ("alexnet", "he_normal")),
    )
    points = [
        {"batch_size": size, "initializer": initializer}
        for size in (1, 2)
        for initializer in ("alexnet", "he_normal")
    ]
    assert make_study(points, [0.5] * 4, space).is_exhausted
    assert not make_study(points[:3], [0.5] * 3, space).is_exhausted
    # A point that was tried again is no other one.
    again = [*points[:3], points[0]]
    assert not make_study(again, [0.5] * 4, space).is_exhausted


def test_a_space_of_real_numbers_is_never_exhausted():
    point = {"learning_rate": 0.01, "dropout": 0.5}
    assert not make_study([point], [0.5]).is_exhausted
    assert not make_study([], []).is_exhausted


def write_trials(folder, results):
    """Write the files of trials; return the paths of parameters and of results."""
    parameters_paths, result_paths = [], []
    for number, result in enumerate(results):
        parameters_paths.append(folder / f"parameters_{number}.json")
        result_paths.append(folder / f"result_{number}.json")
        point = {"learning_rate": 0.01 * (number + 1)}
        parameters_paths[-1].write_text(json.dumps(point))
        others = {"hyperparameters": point, "num_epochs": 2, "best_epoch": 1}
        others |= {"precision": "float32", "seconds": 1.5}
        result_paths[-1].write_text(json.dumps(others | result))
    return parameters_paths, result_paths


def test_a_trial_without_rungs_has_one_score(tmp_path):
    results = [
        TO_THE_END,
        {
            "status": "complete",
            "validation_accuracy": 0.8,
            "rung_scores": [0.6, 0.8],
        },
    ]
    trials = read_trials(*write_trials(tmp_path, results), ACCURACY)
    assert [trial.scores for trial in trials] == [(0.7,), (0.6, 0.8)]


@pytest.mark.parametrize("diverged", [[0.5], [0.5, 0.55]])
def test_the_status_of_a_trial_is_read_with_its_scores(tmp_path, diverged):
    rung_scores = [[0.5, 0.6, 0.7], [0.4], diverged]
    statuses = ["complete", "pruned", "diverged"]
    results = [
        {"status": status, "validation_accuracy": scores[-1], "rung_scores": scores}
        for status, scores in zip(statuses, rung_scores, strict=True)
    ]
    trials = read_trials(*write_trials(tmp_path, results), ACCURACY)
    assert [trial.status for trial in trials] == statuses
    scores = Study("bayesian", SPACE, trials).final_scores()
    assert scores == pytest.approx([0.7, 0.6, diverged[-1]])


def test_trials_are_numbered_in_the_order_of_their_files(tmp_path):
    results = [TO_THE_END, TO_THE_END | {"validation_accuracy": 0.6}]
    _, trial = read_trials(*write_trials(tmp_path, results), ACCURACY)
    assert trial == Trial(
        number=1,
        point={"learning_rate": 0.02},
        status="complete",
        scores=(0.6,),
        num_epochs=2,
        seconds=1.5,
    )


def test_the_score_is_read_by_the_name_of_the_objective(tmp_path):
    result = {"status": "complete", "validation_balanced_accuracy": 0.6}
    (trial,) = read_trials(*write_trials(tmp_path, [result]), BALANCED)
    assert trial.score == 0.6


def test_every_trial_needs_both_files(tmp_path):
    parameters, results = write_trials(tmp_path, [TO_THE_END] * 2)
    with pytest.raises(ValueError, match="shorter"):
        read_trials(parameters, results[:1], ACCURACY)
