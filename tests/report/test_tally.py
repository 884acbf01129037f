import math
from pathlib import Path

import pytest

from asirra.config.settings import read_space
from asirra.report import tally as module
from asirra.report.tally import Plan, Tally, read_plan
from tests.config.defaults import DEFAULT, SCHEMA
from tests.report.experiment import (
    ACCURACY,
    POINT,
    RESULTS,
    write_suggested,
    write_trial,
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def make_tally(strategies=("bayesian",), num_trials=4, num_finals=0, **changes):
    fields = {"objective": ACCURACY, "trials_per_round": 1, "num_epochs": 2} | changes
    return Tally(
        Plan(
            results=RESULTS,
            strategies=strategies,
            waiting=frozenset({"bayesian"}),
            num_trials=num_trials,
            searched=tuple(POINT),
            choices=frozenset(),
            num_finals=num_finals,
            **fields,
        )
    )


def numbers(tally, strategy="bayesian"):
    return [number for name, number in tally.trials if name == strategy]


def test_the_plan_is_in_the_configuration():
    space = {"dropout": {"values": [0.25, 0.5]}}
    config = DEFAULT | {
        "search": DEFAULT["search"] | {"space": DEFAULT["search"]["space"] | space},
        "final": {"candidates": ["manual", "bayesian"], "top_k": 3, "seeds": [0, 1]},
    }
    plan = read_plan(config, read_space(config, SCHEMA))
    assert set(plan.searched) == {"learning_rate", "weight_decay", "dropout"}
    assert plan.choices == {"dropout"}
    assert plan.num_finals == (1 + 3) * 2
    assert (plan.strategies, plan.num_trials) == (("bayesian",), 8)


def test_trials_of_earlier_runs_count_but_those_that_are_made_again():
    for number in range(4):
        write_trial("bayesian", number)
        write_trial("random", number)
    tally = make_tally(("bayesian", "random"))
    tally.read_earlier(planned={("bayesian", 2), ("random", 2)})
    # What comes after in a search that learns may come out differently too.
    assert numbers(tally) == [0, 1]
    assert numbers(tally, "random") == [0, 1, 3]


def test_what_cannot_be_read_is_as_if_it_were_not_there():
    write_trial("bayesian", 0, objective=module.OBJECTIVES["log_loss"])
    write_trial("bayesian", 1).write_text("")
    write_suggested("bayesian", 2)
    write_trial("bayesian", 3)
    tally = make_tally()
    tally.read_earlier(set())
    assert numbers(tally) == [3]


def test_a_trial_that_came_out_as_it_was_is_found_when_a_later_one_ends():
    for number in range(3):
        write_trial("bayesian", number)
    tally = make_tally()
    tally.read_earlier(planned={("bayesian", 0)})
    assert numbers(tally) == []
    tally.take("bayesian", 2)
    assert numbers(tally) == [0, 1, 2]


def test_each_file_is_read_once(monkeypatch):
    read = []

    def read_ended(*arguments):
        read.append(arguments[2])
        return module_read(*arguments)

    module_read = module.read_ended
    monkeypatch.setattr(module, "read_ended", read_ended)
    tally = make_tally()
    for number in range(4):
        write_trial("bayesian", number)
        tally.take("bayesian", number)
        tally.seconds_left(1)
        tally.write_table(Path("table.csv"))
    assert read == [0, 1, 2, 3]


def test_the_best_of_a_strategy_is_its_own():
    write_trial("bayesian", 0, 0.6)
    write_trial("bayesian", 1, 0.5)
    write_trial("random", 0, 0.9)
    tally = make_tally(("bayesian", "random"))
    assert math.isnan(tally.best("bayesian"))
    tally.read_earlier(set())
    assert (tally.best("bayesian"), tally.best("random")) == (0.6, 0.9)


def test_of_a_loss_the_lowest_is_the_best():
    log_loss = module.OBJECTIVES["log_loss"]
    for number, value in enumerate([0.7, 0.4, 0.5]):
        write_trial("bayesian", number, value, objective=log_loss)
    tally = make_tally(objective=log_loss)
    tally.read_earlier(set())
    assert tally.best("bayesian") == 0.4


def test_the_time_left_is_of_the_trainings_to_come():
    tally = make_tally(num_trials=5, num_finals=2, num_epochs=10)
    assert tally.seconds_left(1) == 0
    write_trial("bayesian", 0, seconds=10.0)
    write_trial("bayesian", 1, seconds=20.0)
    tally.read_earlier(set())
    # Three trials of 15 s; a training after the search has 10 epochs of 30 s / 4.
    assert tally.seconds_left(1) == 3 * 15 + 2 * 75
    assert tally.seconds_left(2) == 3 * 15 + 75
    assert tally.seconds_of_finals(2, 1) == 2 * 75
    # What each took longer, such as 5 s until its libraries were loaded.
    tally.starts = [4.0, 6.0]
    assert tally.seconds_left(1) == 3 * 20 + 2 * 80
    tally.finals = [60.0]
    assert tally.seconds_of_finals(2, 1) == 2 * 65
    # Trainings that went on after a kill took less than all their seconds.
    tally.starts = [-100.0]
    assert tally.seconds_left(1) == 3 * 15 + 2 * 60


def test_a_search_that_is_over_has_no_more_trials():
    tally = make_tally(num_trials=9)
    write_trial("bayesian", 0, seconds=10.0)
    write_suggested("bayesian", 1, over="no gain")
    # Left from a search that went further.
    write_trial("bayesian", 2, seconds=10.0)
    tally.read_earlier(planned={("bayesian", 1)})
    assert tally.seconds_left(1) == 80
    tally.end_where_over("bayesian", 1)
    assert tally.seconds_left(1) == 0
    again = make_tally(num_trials=9)
    again.read_earlier(set())
    assert again.seconds_left(1) == 0
    assert numbers(again) == [0]


def test_the_table_is_in_the_order_of_strategies_and_trials():
    tally = make_tally(("sobol", "random"))
    for strategy, number in [("random", 1), ("sobol", 1), ("random", 0), ("sobol", 0)]:
        write_trial(strategy, number)
        tally.take(strategy, number)
    tally.write_table(Path("table.csv"))
    rows = [line.split(",")[:2] for line in Path("table.csv").read_text().splitlines()]
    assert rows[1:] == [
        ["sobol", "0"],
        ["sobol", "1"],
        ["random", "0"],
        ["random", "1"],
    ]
