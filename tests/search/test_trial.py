import json
import math

import pytest

from asirra.objectives import OBJECTIVES
from asirra.search.trial import Trial, read_study_file, write_study_file
from tests.search.studies import BALANCED, POINTS, make_trials

LOG_LOSS = OBJECTIVES["log_loss"]
POINT = {"learning_rate": 10.0**-1.7927, "network": "a, b.py", "batch_size": 16}


@pytest.mark.parametrize("objective", [BALANCED, LOG_LOSS])
def test_a_study_is_read_as_it_was_written(tmp_path, objective):
    trials = make_trials([POINT, *POINTS[:2]], [[0.1, 1 / 3], [0.2], [0.0, 0.3]])
    write_study_file(trials, objective, tmp_path / "study.jsonl")
    found = read_study_file([tmp_path / "study.jsonl"], objective)
    assert found == trials
    assert [list(trial.point) for trial in found] == [list(t.point) for t in trials]


def test_a_diverged_trial_without_a_score_is_kept(tmp_path):
    trial = Trial(0, POINT, "diverged", math.nan, (), 1.5)
    write_study_file([trial], BALANCED, tmp_path / "study.jsonl")
    (found,) = read_study_file([tmp_path / "study.jsonl"], BALANCED)
    assert math.isnan(found.score)


def test_a_person_reads_values_in_a_line_for_each_trial(tmp_path):
    write_study_file(make_trials(POINTS, [-0.7, -0.8, -0.9]), LOG_LOSS, tmp_path / "s")
    lines = [json.loads(line) for line in (tmp_path / "s").read_text().splitlines()]
    assert [line["validation_log_loss"] for line in lines] == [0.7, 0.8, 0.9]
    assert lines[1]["epoch_values"] == [0.8, 0.8]


def test_before_the_first_round_there_is_no_file():
    assert read_study_file([], BALANCED) == ()
