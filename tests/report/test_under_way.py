import math
from pathlib import Path

import pytest

from asirra.files import read_json, write_json
from asirra.objectives import OBJECTIVES
from asirra.report.under_way import EndedTrial, read_ended, write_under_way
from asirra.search.study import Trial
from asirra.search.trials_table import make_trials_table
from asirra.tables import read_trials, write_table
from tests.report.experiment import POINT, RESULTS, write_trial

LOG_LOSS = OBJECTIVES["log_loss"]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def write(trials, path=Path("tables/trials_under_way.csv")):
    write_under_way(trials, list(POINT), 2, LOG_LOSS, path)
    return path


def test_it_reads_as_the_table_of_a_search_that_is_over(tmp_path):
    write_trial("random", 3, value=0.6931471805599453, objective=LOG_LOSS)
    ended = read_ended(RESULTS, "random", 3, LOG_LOSS)
    trial = Trial(3, POINT, "complete", -0.6931471805599453, (-0.7, -0.7), 1.25)
    write_table(make_trials_table({"random": [trial]}, 2, LOG_LOSS), "trials.csv")
    path = write([ended])
    assert path.read_bytes() == Path("trials.csv").read_bytes()
    assert read_trials(path)["validation_log_loss"][0] == ended.value


def test_a_trial_that_failed_has_a_reason_and_no_value():
    path = write_trial("random", 0, objective=LOG_LOSS)
    failed = {"status": "failed", "num_epochs": 0, "validation_log_loss": None}
    write_json(read_json(path) | failed | {"reason": "out of memory"}, path)
    ended = read_ended(RESULTS, "random", 0, LOG_LOSS)
    assert math.isnan(ended.value)
    row = read_trials(write([ended])).iloc[0]
    assert math.isnan(row["validation_log_loss"])
    assert (row["status"], row["reason"]) == ("failed", "out of memory")


def test_a_table_that_cannot_be_written_leaves_the_last_one():
    trial = EndedTrial("random", 0, POINT, "complete", 2, 0.5, 1.0)
    path = write([trial])
    before = path.read_bytes()
    with pytest.raises(KeyError):
        write([trial, EndedTrial("random", 1, {}, "complete", 2, 0.5, 1.0)])
    assert path.read_bytes() == before
    assert [*path.parent.iterdir()] == [path]
