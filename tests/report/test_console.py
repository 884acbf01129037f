import logging

import pytest
from snakemake_interface_logger_plugins.common import LogEvent

from asirra.report.console import Console
from asirra.report.tally import Tally
from tests.report.experiment import write_final, write_suggested, write_trial
from tests.report.test_tally import make_tally


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


class Run:
    """A run of Snakemake, as its log tells of it."""

    def __init__(self, tally: Tally, num_finals: int = 0, cores: int = 1) -> None:
        self.lines: list[str] = []
        self.num_finals = num_finals
        self.console = Console(
            tally, {"_cores": cores}, lambda: self.num_finals, self.lines.append
        )
        self.time = 0.0

    def tell(self, event: LogEvent, **fields: object) -> None:
        fields |= {"event": event, "created": self.time}
        self.console.handle(logging.makeLogRecord(fields))

    def start(self, job: int, rule: str, **wildcards: str) -> None:
        fields = {"rule_name": rule, "wildcards": wildcards}
        self.tell(LogEvent.JOB_INFO, jobid=job, resources={"_cores": 1}, **fields)

    def finish(self, job: int, seconds: float = 0.0) -> None:
        self.time += seconds
        self.tell(LogEvent.JOB_FINISHED, job_id=job)

    def train(self, number: int, rule: str = "train_trial", value: float = 0.5) -> None:
        self.start(number, rule, strategy="bayesian", trial=f"{number:03d}")
        write_trial("bayesian", number, value, seconds=10.0)
        self.finish(number, seconds=12.0)


POINT = "learning_rate 0.012, batch_size 32"


def test_a_trial_is_told_when_it_ends():
    run = Run(make_tally(num_trials=3))
    run.start(0, "train_trial", strategy="bayesian", trial="000")
    assert run.lines == []
    run.train(0, value=0.6)
    run.train(1, value=0.5)
    run.train(2, value=0.7)
    start = f": {POINT}: validation accuracy"
    assert run.lines == [
        f"trial 1 of 3{start} 0.6000 (best 0.6000), 10 s; about 20 s left",
        f"trial 2 of 3{start} 0.5000 (best 0.6000), 10 s; about 10 s left",
        f"trial 3 of 3{start} 0.7000 (best 0.7000), 10 s",
    ]


def test_trials_of_several_strategies_are_told_apart():
    run = Run(make_tally(("bayesian", "random")))
    run.train(0)
    assert run.lines[0].startswith("bayesian trial 1 of 4: ")


def test_two_at_once_take_half_the_time():
    tally = make_tally(("random",), num_trials=9)
    for number in range(7):
        write_trial("random", number, seconds=600.0)
    tally.read_earlier(set())
    for cores, left in [(1, "20 min"), (2, "10 min")]:
        run = Run(tally, cores=cores)
        run.start(0, "train_trial", strategy="random", trial="006")
        run.finish(0, seconds=600.0)
        assert run.lines[0].endswith(f"; about {left} left")


def test_a_trial_of_rungs_ends_when_its_result_is_kept():
    run = Run(make_tally())
    run.train(0, rule="train_rung")
    assert run.lines == []
    run.train(0, rule="keep_trial")
    assert len(run.lines) == 1


def test_a_job_that_is_tried_again_is_told_once():
    run = Run(make_tally())
    run.start(0, "train_trial", strategy="bayesian", trial="000")
    run.tell(LogEvent.JOB_ERROR, jobid=0)
    run.train(0)
    assert len(run.lines) == 1


def test_a_training_after_the_search_says_nothing_of_the_test():
    run = Run(make_tally(num_trials=1), num_finals=2)
    run.train(0)
    for job, point in [(1, "bayesian/trial_000"), (2, "manual")]:
        write_final(point, 3, 0.75, 80.0)
        run.start(job, "train_final", point=point, final_seed="3")
        run.finish(job, seconds=82.0)
        run.num_finals -= 1
    assert run.lines[1:] == [
        "final bayesian trial_000, seed 3: validation accuracy 0.7500, 1 min 20 s; "
        "about 1 min left",
        "final manual, seed 3: validation accuracy 0.7500, 1 min 20 s",
    ]


def test_a_search_that_a_suggestion_ends_has_no_time_left():
    run = Run(make_tally(num_trials=9))
    run.train(0)
    assert run.lines[0].endswith("left")
    run.start(1, "suggest_trial", strategy="bayesian", trial="001")
    write_suggested("bayesian", 1, over="no gain")
    run.finish(1)
    assert run.console.tally.seconds_left(1) == 0


def test_the_table_is_there_until_the_search_is_tabulated():
    run = Run(make_tally())
    run.train(0)
    run.train(1)
    assert len(run.console.table.read_text().splitlines()) == 3
    run.start(9, "tabulate_trials")
    assert run.console.table.exists()
    run.finish(9)
    assert not run.console.table.exists()


def test_a_run_goes_on_where_nothing_can_be_said(capsys):
    run = Run(make_tally())
    run.start(0, "train_trial", strategy="bayesian", trial="000")
    run.finish(0)
    assert run.lines == []
    assert "FileNotFoundError" in capsys.readouterr().err
