import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize

from tests.benchmarks.measured import (
    TABLES,
    make_table,
    make_trained,
    pooled_deviation,
    read_scores,
)
from tests.benchmarks.methods import METHODS, find_missing
from tests.benchmarks.search import (
    FIGURES,
    KEYS,
    SURFACES,
    Task,
    benchmark,
    format_tables,
    rank,
    run_search,
    summarise,
)
from tests.benchmarks.surfaces import make_branin, make_cliff, make_hartmann

needs_tables = pytest.mark.skipif(
    not TABLES.exists(), reason="the real tables are not there"
)


def climb(surface, start):
    """Return the value at the top of the hill that a point stands on."""
    names = [dimension.name for dimension in surface.space]
    found = minimize(
        lambda x: -surface.truth(dict(zip(names, x, strict=True))),
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
        surface.truth({"learning_rate": rate, "weight_decay": decay})
        for rate in rates
        for decay in decays
    ]
    top = surface.truth({"learning_rate": 10**-1.9, "weight_decay": 1e-3})
    over = surface.truth({"learning_rate": 10**-1.5, "weight_decay": 1e-3})
    assert top == surface.maximum == pytest.approx(max(values))
    assert over == min(values) == 0.5


def write_curves(path, extra=()):
    """Write a table of a grid of 3 x 3 points, the middle one with two seeds."""
    rates, decays = (1e-4, 1e-3, 1e-2), (1e-4, 1e-2, 1.0)
    rows = [
        (rate, decay, 0, epoch, 0.5 + 0.1 * epoch * (rate == 1e-3 and decay == 1e-2))
        for rate in rates
        for decay in decays
        for epoch in (1, 2, 0)
    ]
    names = ["learning_rate", "weight_decay", "seed", "epoch", "validation_accuracy"]
    pd.DataFrame([*rows, *extra], columns=names).to_csv(path, index=False)
    return path


SECOND_SEED = [(1e-3, 1e-2, 1, epoch, 0.5 + 0.15 * epoch) for epoch in (1, 2)]


def test_the_trained_surface_is_the_smoothed_mean_of_the_best_epochs(tmp_path):
    path = write_curves(tmp_path / "curves.csv", SECOND_SEED)
    surface = make_trained(path)
    assert [d.bounds for d in surface.space] == [(-4, -2), (-4, 0)]
    top = surface.truth({"learning_rate": 1e-3, "weight_decay": 1e-2})
    assert surface.maximum == pytest.approx(top)
    # The mean of 0.7 and 0.8 is 0.75; its neighbours of 0.5 lower it.
    assert 0.55 < top < 0.75
    corner = surface.truth({"learning_rate": 1e-4, "weight_decay": 1e-4})
    assert 0.5 < corner < top


def test_the_noise_of_the_trained_surface_is_the_spread_of_its_seeds(tmp_path):
    path = write_curves(tmp_path / "curves.csv", SECOND_SEED)
    assert pooled_deviation(read_scores(path)) == pytest.approx(0.1 / 2**0.5)
    surface = make_trained(path)
    point = {"learning_rate": 1e-3, "weight_decay": 1e-2}
    rng = np.random.default_rng(0)
    scores = [surface.observe(point, rng) for _ in range(400)]
    assert np.std(scores) == pytest.approx(surface.noise, rel=0.1)
    assert np.mean(scores) == pytest.approx(surface.truth(point), abs=0.02)


def test_a_grid_with_gaps_is_refused(tmp_path):
    path = write_curves(tmp_path / "curves.csv")
    pd.read_csv(path)[3:].to_csv(path, index=False)
    with pytest.raises(ValueError, match="Expected every pair"):
        make_trained(path)


@needs_tables
def test_a_table_shows_one_seed_and_is_judged_by_the_mean():
    with np.load(TABLES / "vehicle.npz") as file:
        accuracies = file["validation_accuracy"]
        point = {
            "alpha": float(file["alpha"][3]),
            "batch_size": int(file["batch_size"][4]),
            "depth": 2,
            "learning_rate_init": float(file["learning_rate_init"][5]) * 1.01,
            "width": int(file["width"][6]),
        }
    surface = make_table("vehicle")
    of_seeds = accuracies[3, 4, 1, 5, 6]
    assert surface.truth(point) == pytest.approx(of_seeds.mean())
    rng = np.random.default_rng(0)
    seen = {round(surface.observe(point, rng), 5) for _ in range(50)}
    assert seen == {round(float(score), 5) for score in of_seeds}
    assert surface.maximum == pytest.approx(accuracies.mean(axis=-1).max())
    assert surface.noise == pytest.approx(0.017, abs=0.002)


@pytest.mark.parametrize("method", ["bayesian", "published", "random", "sobol"])
def test_every_method_of_this_project_searches(method):
    rows = run_search(Task("cliff", method, 0), trials=(4, 6))
    assert [row["trials"] for row in rows] == [4, 6]
    assert all(0 <= row["regret"] <= 0.29 for row in rows)
    assert rows == [
        again | {"seconds": row["seconds"]}
        for row, again in zip(
            rows, run_search(Task("cliff", method, 0), (4, 6)), strict=True
        )
    ]


def test_all_methods_see_the_same_noise(monkeypatch):
    seen = {}
    for method in ("random", "sobol"):
        surface = make_cliff()
        noises = seen[method] = []

        def observe(point, rng, noises=noises):
            noises.append(float(rng.standard_normal()))
            return 0.5

        changed = type(surface)(
            surface.space, surface.truth, surface.maximum, surface.noise, observe
        )
        monkeypatch.setitem(SURFACES, "cliff", lambda changed=changed: changed)
        run_search(Task("cliff", method, 3), trials=(5,))
    assert seen["random"] == seen["sobol"]
    assert len(set(seen["random"])) == 5


def make_searches():
    """Return searches of two methods and two seeds."""
    rows = [
        ("cliff", method, 0.01, seed, 8, regret, 0.1)
        for method, regrets in {"bayesian": [0.1, 0.3], "random": [0.2, 0.6]}.items()
        for seed, regret in enumerate(regrets)
    ]
    names = ["surface", "method", "noise", "seed", "trials", "regret", "seconds"]
    return pd.DataFrame(rows, columns=names)


def test_the_difference_to_ours_is_paired_by_seed():
    table = summarise(make_searches()).set_index("method")
    assert set(table) == {"surface", "noise", "trials", *FIGURES}
    assert table.loc["random", "regret_mean"] == pytest.approx(0.4)
    assert table.loc["random", "difference_to_ours"] == pytest.approx(0.2)
    # The differences are 0.1 and 0.3.
    assert table.loc["random", "standard_error"] == pytest.approx(0.1)
    assert table.loc["bayesian", ["difference_to_ours", "standard_error"]].isna().all()


def test_the_ranks_are_means_over_the_surfaces():
    searches = pd.concat(
        [make_searches(), make_searches().assign(surface="branin", regret=[4, 4, 1, 1])]
    )
    ranks = rank(summarise(searches), "regret_mean")
    assert ranks[8].to_dict() == {"bayesian": 1.5, "random": 1.5}


def test_a_run_replaces_what_it_ran_and_keeps_the_rest(tmp_path):
    lines = []
    benchmark(["cliff"], ["random", "sobol"], 2, tmp_path, report=lines.append)
    assert len(lines) == 2
    first = pd.read_csv(tmp_path / "searches.csv")
    benchmark(["cliff"], ["sobol"], 3, tmp_path)
    second = pd.read_csv(tmp_path / "searches.csv")
    assert second["method"].value_counts().to_dict() == {"random": 6, "sobol": 9}
    is_random = second["method"] == "random"
    assert second[is_random].values.tolist() == first[:6].values.tolist()
    table = pd.read_csv(tmp_path / "search.csv")
    assert list(table) == [*KEYS, *FIGURES]
    assert format_tables(table).startswith("cliff, noise 0.01\n")


def test_the_projects_own_methods_need_no_other_package():
    own = ["bayesian", "published", "random", "sobol"]
    assert [find_missing(method) for method in own] == [[]] * 4
    assert set(own) < set(METHODS)
