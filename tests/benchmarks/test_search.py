import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize

from tests.benchmarks.search import (
    COLUMNS,
    Task,
    benchmark,
    draw_noise,
    find_missing,
    format_table,
    run_search,
)
from tests.benchmarks.surfaces import (
    make_branin,
    make_cliff,
    make_hartmann,
    make_trained,
)


def climb(surface, start):
    """Return the value at the top of the hill that a point stands on."""
    names = [dimension.name for dimension in surface.space]
    found = minimize(
        lambda x: -surface.function(dict(zip(names, x, strict=True))),
        start,
        method="Nelder-Mead",
        options={"xatol": 1e-7, "fatol": 1e-12},
    )
    return -found.fun


@pytest.mark.parametrize("start", [(-3, 12), (3, 2), (9, 2)])
def test_each_of_branins_three_maxima_is_the_known_one(start):
    surface = make_branin()
    assert surface.maximum == pytest.approx(-0.397887, abs=1e-6)
    assert climb(surface, start) == pytest.approx(surface.maximum, abs=1e-9)


def test_hartmanns_maximum_is_the_known_one():
    surface = make_hartmann()
    assert surface.maximum == pytest.approx(3.32237, abs=1e-5)
    assert climb(surface, [0.2, 0.15, 0.5, 0.3, 0.3, 0.6]) == pytest.approx(
        surface.maximum, abs=1e-9
    )


def test_the_maximum_of_the_cliff_is_before_it():
    surface = make_cliff()
    rates, decays = (dimension.levels(41) for dimension in surface.space)
    values = [
        surface.function({"learning_rate": rate, "weight_decay": decay})
        for rate in rates
        for decay in decays
    ]
    top = surface.function({"learning_rate": 10**-1.9, "weight_decay": 1e-3})
    over = surface.function({"learning_rate": 10**-1.5, "weight_decay": 1e-3})
    assert top == surface.maximum == pytest.approx(max(values))
    assert over == min(values) == 0.5


def test_the_trained_surface_takes_the_best_epochs_and_interpolates(tmp_path):
    rows = [
        (rate, decay, epoch, 0.5 + epoch * (rate == 1e-2) * (0.1 if decay < 1 else 0.2))
        for rate in (1e-4, 1e-2)
        for decay in (1e-2, 1.0)
        for epoch in (1, 0)
    ]
    names = ["learning_rate", "weight_decay", "epoch", "validation_accuracy"]
    path = tmp_path / "curves.csv"
    pd.DataFrame(rows, columns=names).to_csv(path, index=False)
    surface = make_trained(path)
    assert surface.maximum == pytest.approx(0.7)
    assert [d.bounds for d in surface.space] == [(-4, -2), (-2, 0)]
    middle = {"learning_rate": 1e-3, "weight_decay": 0.1}
    assert surface.function(middle) == pytest.approx(0.575)

    pd.DataFrame(rows[2:], columns=names).to_csv(path, index=False)
    with pytest.raises(ValueError, match="Expected every pair"):
        make_trained(path)


@pytest.mark.parametrize("method", ["random", "sobol", "grid"])
def test_without_noise_the_regret_never_rises(method):
    regrets, seconds = run_search(Task("hartmann", method, 0.0, 0, 20)).T
    assert (np.diff(regrets) <= 0).all() and (regrets > 0).all()
    # The largest grid in six dimensions has 16 points; then nothing is suggested.
    num_suggested = 16 if method == "grid" else 20
    assert np.isfinite(seconds).sum() == num_suggested


def test_the_noise_is_the_same_for_every_method_and_another_each_trial():
    noises = [
        draw_noise(Task("cliff", method, 0.005, seed, 4), trial)
        for method, seed, trial in [("random", 0, 0), ("sobol", 0, 0), ("random", 0, 1)]
    ]
    assert noises[0] == noises[1] != noises[2]
    assert 0 < abs(noises[0]) < 0.03


def test_the_bayesian_methods_run():
    tasks = [
        Task("cliff", method, 0.005, 0, 4)
        for method in ("bayesian", "bayesian_published")
    ]
    regrets = [run_search(task)[:, 0] for task in tasks]
    # Both start from the same three random points.
    assert regrets[0][:3].tolist() == regrets[1][:3].tolist()


def test_a_quick_run_gives_the_columns_and_the_same_regrets_again():
    lines = []
    arguments = (["cliff"], ["random", "sobol"], 1, 4)
    table = benchmark(*arguments, report=lines.append)
    assert list(table) == COLUMNS
    assert table[["method", "noise", "trials"]].values.tolist() == [
        ["random", 0.0, 4],
        ["random", 0.005, 4],
        ["sobol", 0.0, 4],
        ["sobol", 0.005, 4],
    ]
    assert table["regret_median"].between(0, 0.29).all()
    assert len(lines) == 4 and "4 of 4: cliff sobol noise 0.005" in lines[-1]
    assert format_table(table).startswith("cliff, noise 0\n")
    again = benchmark(*arguments)
    column = "seconds_per_suggestion"
    pd.testing.assert_frame_equal(
        table.drop(columns=column), again.drop(columns=column)
    )


def test_the_projects_own_methods_need_no_other_package():
    assert find_missing("bayesian") == find_missing("grid") == []
