"""A search that knows the results of an earlier one, and one that ends by its time."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from tests.conftest import tiny_project

EARLIER, LATER = "results/tiny/tables/trials.csv", "results/later/tables/trials.csv"
ROUNDS = "results/later/tables/rounds.csv"


def with_search(project, **search):
    """Return a project that runs with other values of keys of `search`."""
    return replace(project, options=(*project.options, f"search={json.dumps(search)}"))


@pytest.fixture(scope="module")
def searched(photo_folder, tmp_path_factory):
    """Two searches, of which the second knows the first and has next to no time."""
    project = tiny_project(tmp_path_factory.mktemp("known") / "p", photo_folder)
    project.options += ('final={"candidates": ["manual"]}',)
    with_search(project, strategies=["sobol"]).snakemake(EARLIER, check=True)
    later = {
        "strategies": ["bayesian", "random"],
        "known": [EARLIER],
        "num_trials": 3,
        "trials_per_round": 2,
        "stop": {"training_hours": 1e-5},
    }
    project.options += ("experiment=later",)
    searched = with_search(project, **later)
    searched.snakemake(LATER, ROUNDS, check=True)
    return searched


def test_a_search_ends_when_its_time_is_over_and_says_so(searched):
    trials = pd.read_csv(searched.folder / LATER)
    # The first round began before.
    assert trials["strategy"].value_counts().to_dict() == {"bayesian": 2, "random": 2}
    rounds = pd.read_csv(searched.folder / ROUNDS)
    assert len(rounds) == 2
    assert rounds["reason"].str.contains("were allowed").all()
    again = searched.snakemake(LATER, ROUNDS)
    assert "Nothing to be done" in again.stdout + again.stderr


def test_a_search_begins_with_what_is_known_and_trains_none_of_it_again(searched):
    earlier, trials = (pd.read_csv(searched.folder / p) for p in (EARLIER, LATER))
    own = trials[trials["strategy"] == "bayesian"]
    keys = ["learning_rate", "weight_decay"]
    assert not own.merge(earlier, on=keys).size
    # The Gaussian process suggested its first trial.
    rounds = pd.read_csv(searched.folder / ROUNDS).set_index("strategy")
    assert rounds["expected_improvement"].notna().to_dict() == {
        "bayesian": True,
        "random": False,
    }


def test_a_table_that_cannot_be_known_is_a_line_before_anything_runs(searched):
    for known, expected in [
        (["no.csv"], "search.known: expected the path of a trials.csv, got no.csv"),
        ([LATER], "which this one writes"),
        ([ROUNDS], "to have the columns learning_rate"),
    ]:
        search = json.dumps({"known": known, "strategies": ["bayesian"]})
        options = searched.options[:-1]
        run = type(searched)(
            searched.folder, (*options, f"search={search}")
        ).snakemake()
        assert run.returncode != 0
        lines = [x for x in (run.stdout + run.stderr).splitlines() if "Error" in x]
        assert len(lines) == 1
        assert expected in lines[0]
