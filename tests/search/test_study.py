import json
import math
from dataclasses import replace

import pytest

from asirra.objectives import OBJECTIVES
from asirra.search.space import Choice, Interval
from asirra.search.study import Study, read_trials
from asirra.search.trial import Trial
from tests.search.studies import BALANCED, SPACE, make_study

ACCURACY = OBJECTIVES["accuracy"]
TO_THE_END = {"status": "complete", "validation_accuracy": 0.7}


def test_the_score_of_a_trial_is_its_best():
    study = make_study([{}] * 3, [[0.5, 0.7, 0.6], [0.4], 0.8])
    assert study.scores == [0.7, 0.4, 0.8]
    assert [trial.num_epochs for trial in study.trials] == [3, 1, 2]


def test_before_a_trial_a_study_knows_nothing_of_it_nor_of_later_ones():
    points = [{"learning_rate": rate} for rate in (0.1, 0.01, 0.001)]
    study = make_study(points, [[0.5, 0.6], [0.4], [0.5, 0.9]], strategy="sobol")
    before = study.before(2)
    assert before == Study("sobol", SPACE, study.trials[:2])
    assert before.points == points[:2]
    assert before.scores == [0.6, 0.4]
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


def test_what_earlier_searches_tried_is_tried():
    space = (Choice("initializer", ("alexnet", "he_normal")),)
    study = make_study([{"initializer": "alexnet"}], [0.5], space)
    other = make_study([{"initializer": "he_normal"}], [0.4], space)
    assert not study.is_exhausted
    study = replace(study, known=other.trials)
    assert study.is_exhausted
    assert study.results == (*other.trials, *study.trials)
    # They are no trials of this one.
    assert study.scores == [0.5]


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
        others |= {"precision": "float32", "seconds": 1.5, "epoch_scores": [0.5, 0.6]}
        result_paths[-1].write_text(json.dumps(others | result))
    return parameters_paths, result_paths


def test_a_trial_is_read_with_its_status_and_the_score_of_each_epoch(tmp_path):
    statuses = ["complete", "pruned", "diverged"]
    epoch_scores = [(0.5, 0.7), (0.4,), ()]
    results = [
        TO_THE_END | {"status": status, "epoch_scores": scores}
        for status, scores in zip(statuses, epoch_scores, strict=True)
    ]
    trials = read_trials(*write_trials(tmp_path, results), ACCURACY)
    assert [trial.status for trial in trials] == statuses
    assert [trial.epoch_scores for trial in trials] == epoch_scores


def test_trials_are_numbered_in_the_order_of_their_files(tmp_path):
    results = [TO_THE_END, TO_THE_END | {"validation_accuracy": 0.6}]
    _, trial = read_trials(*write_trials(tmp_path, results), ACCURACY)
    assert trial == Trial(
        number=1,
        point={"learning_rate": 0.02},
        status="complete",
        score=0.6,
        epoch_scores=(0.5, 0.6),
        seconds=1.5,
    )


def test_the_trials_of_a_later_round_keep_their_numbers(tmp_path):
    paths = write_trials(tmp_path, [TO_THE_END] * 2)
    assert [t.number for t in read_trials(*paths, ACCURACY, first=6)] == [6, 7]


def test_the_score_is_read_by_the_name_of_the_objective(tmp_path):
    result = {"status": "complete", "validation_balanced_accuracy": 0.6}
    (trial,) = read_trials(*write_trials(tmp_path, [result]), BALANCED)
    assert trial.score == 0.6


def test_every_trial_needs_both_files(tmp_path):
    parameters, results = write_trials(tmp_path, [TO_THE_END] * 2)
    with pytest.raises(ValueError, match="shorter"):
        read_trials(parameters, results[:1], ACCURACY)


def test_a_study_does_not_depend_on_what_its_trials_were_trained_on(tmp_path):
    studies = [
        read_trials(*write_trials(tmp_path, [TO_THE_END | device]), ACCURACY)
        for device in ({}, {"device": "AMD EPYC, 2 cores"}, {"device": "1 × A100"})
    ]
    assert studies[0] == studies[1] == studies[2]


def test_a_trial_that_failed_is_read_with_its_reason_and_is_the_worst(tmp_path):
    failed = {"status": "failed", "validation_accuracy": None, "epoch_scores": []}
    results = [failed | {"reason": "out of memory"}, TO_THE_END]
    trials = read_trials(*write_trials(tmp_path, results), ACCURACY)
    assert [trial.reason for trial in trials] == ["out of memory", ""]
    assert trials[0].score == -math.inf
    assert trials[0].num_epochs == 0
