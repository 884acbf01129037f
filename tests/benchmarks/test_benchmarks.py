"""The benchmarks run, on little: what they measure is not judged here."""

import numpy as np
import pandas as pd
import pytest

from tests.benchmarks import machine
from tests.benchmarks.growth import plot, slope
from tests.benchmarks.performance import at_most, reaching
from tests.benchmarks.scale import idle_share, time_snakemake, time_suggestion


def test_a_row_says_what_was_required_and_whether_it_is_met():
    row = at_most("a suggestion", 0.4, "s", 0.3)
    assert (row.required, row.met, row.ratio) == ("value <= 0.3", False, None)
    row = reaching("training", 50.0, "photos/s", 0.91, 0.9)
    assert (row.required, row.met, row.ratio) == ("ratio >= 0.9", True, 0.91)


def test_a_training_is_timed_step_by_step():
    found = machine.training_rate(67, 72, 0.05, 4, "float32", 20, 4)
    assert found["photos_per_second"] > 0
    assert found["memory_mb"] > 50


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
