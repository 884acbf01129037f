"""The benchmarks run, on little: what they measure is not judged here."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from asirra.objectives import OBJECTIVES
from asirra.search.suggestion import read_point
from asirra.training.result import read_result
from tests.benchmarks import machine, performance
from tests.benchmarks.growth import plot, slope
from tests.benchmarks.performance import alternate, at_most, reaching
from tests.benchmarks.scale import (
    SUGGEST_STUB,
    TRAIN_STUB,
    idle_share,
    time_snakemake,
    time_suggestion,
)
from tests.conftest import draw_folder


def test_a_row_says_what_was_required_and_whether_it_is_met():
    row = at_most("a suggestion", 0.4, "s", 0.3)
    assert (row.required, row.met, row.ratio) == ("value <= 0.3", False, None)
    row = reaching("training", 50.0, "photos/s", 0.91, 0.9)
    assert (row.required, row.met, row.ratio) == ("ratio >= 0.9", True, 0.91)


def test_what_is_compared_is_measured_in_turn():
    called = []
    functions = {name: lambda n=name: called.append(n) or len(called) for name in "ab"}
    assert alternate(functions, 3) == {"a": [1, 3, 5], "b": [2, 4, 6]}
    assert called == list("ababab")


@pytest.fixture
def rates(monkeypatch):
    """Photos/s by precision, in place of measured ones: the first, then the others."""
    rates = {}

    def rate(precision, num_steps):
        return rates[precision].pop(0)

    monkeypatch.setattr(performance, "small_rate", rate)
    return rates


def test_auto_is_compared_with_the_faster_format(rates, monkeypatch):
    monkeypatch.setattr(performance, "precisions", lambda: ["float32"])
    rates |= {"float32": [90, 100, 80], "bfloat16": [9, 8, 7], "auto": [70, 60, 94]}
    single, brain, auto = performance.measure_precision()
    assert (single.value, brain.value, auto.value) == (100, 9, 94)
    assert "bfloat16 (emulated)" in brain.row
    assert (auto.ratio, auto.required, auto.met) == (0.94, "ratio >= 0.95", False)
    rates |= {"float32": [90, 100, 80], "bfloat16": [1, 2, 3], "auto": [1, 2, 95]}
    assert list(performance.measure_precision())[-1].met


def test_the_fastest_processes_are_compared_and_the_slowest_told(rates, monkeypatch):
    monkeypatch.setattr(performance, "precisions", lambda: ["float32"])
    bare = [40, 50, 30, 20, 10]
    monkeypatch.setattr(performance, "apart", lambda *arguments: bare.pop(0))
    rates["float32"] = [1, 2, 3, 4, 60]
    rows = list(performance.measure_small_training())
    assert [row.value for row in rows] == [10, 50, 1, 60]
    assert (rows[-1].ratio, rows[-1].met) == (1.2, False)


def test_a_training_is_timed_step_by_step():
    found = machine.training_rate(67, 72, 0.05, 4, "float32", 20, 4)
    assert found["photos_per_second"] > 0
    assert found["memory_mb"] > 50


def test_a_bare_fit_and_predictions_are_timed():
    assert machine.bare_fit_rate(67, 0.05, 4, "float32") > 0
    assert machine.prediction_rate(67, 72, 0.05, "float32") > 0


def test_packing_is_timed_and_the_decoding_of_the_same_photos(tmp_path):
    folder = draw_folder(tmp_path / "photos", 3)
    found = machine.packing_rate(str(folder), 72, 4)
    assert found["packed"] > 0
    assert found["decoded"] > 0


def test_alexnets_training_costs_what_is_known_of_it():
    assert machine.training_flop(227, 1.0) == pytest.approx(6.6e9, rel=0.05)


def test_what_the_stubs_write_is_what_a_suggestion_and_a_training_write(tmp_path):
    output = SimpleNamespace(
        parameters=tmp_path / "parameters.json",
        history=tmp_path / "history.csv",
        result=tmp_path / "result.json",
    )
    names = ("learning_rate", "weight_decay")
    snakemake = SimpleNamespace(
        output=output,
        wildcards=SimpleNamespace(trial="007"),
        params=SimpleNamespace(space=[{"name": name} for name in names]),
    )
    for stub in (SUGGEST_STUB, TRAIN_STUB):
        exec(stub, {"snakemake": snakemake})
    assert set(read_point(output.parameters)) == set(names)
    assert read_result(output.result, OBJECTIVES["accuracy"]).score == 0.5
    assert pd.read_csv(output.history)["validation_accuracy"].tolist() == [0.5]


def test_snakemake_is_timed_with_stubs(tmp_path):
    found = time_snakemake(2, 2, tmp_path)
    assert len(list(tmp_path.glob("project/results/tiny/search/*/trial_*"))) == 2
    assert all(seconds > 0 for seconds in found.values())


def test_a_suggestion_is_timed_at_its_position():
    assert time_suggestion(5, 1) > 0


@pytest.mark.parametrize("trials", [30, 300])
def test_one_worker_is_never_idle_and_many_are(trials):
    assert idle_share(trials, 1, 1) == pytest.approx(0, abs=1e-12)
    assert 0.2 < idle_share(trials, 8, 8) < 0.5
    assert idle_share(trials, 8, 32) < idle_share(trials, 8, 8)


def test_the_slope_is_the_power():
    sizes = np.array([10.0, 100.0, 1000.0])
    assert slope(sizes, 3 * sizes**2) == pytest.approx(2)
    rows = [("a suggestion", size, size**2) for size in sizes]
    figure = plot(pd.DataFrame(rows, columns=["what", "size", "seconds"]))
    assert figure.axes[0].get_title() == "a suggestion: slope 2.00, at the end 2.00"
