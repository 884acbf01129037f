"""Compare methods of search by what a user gets from them: nothing is trained.

Each method searches each surface from many seeds; all see the same noise at the same
trial. After 8, 16 and 30 trials its regret is taken: the maximum less the expected
score at the point that the method selects. Ours selects by its posterior, the others
the highest score.

    make benchmark-search     # all of it; writes results/benchmarks/search.csv
    python -m tests.benchmarks.search --seeds 2 --surface cliff --method bayesian sobol

Each search is a row of results/benchmarks/searches.csv, which a run replaces where it
ran the same; search.csv sums up all that are there.
"""

import argparse
import os
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd

from asirra.seeds import seed_sequence
from tests.benchmarks.measured import CURVES, TABLES, make_table, make_trained
from tests.benchmarks.methods import METHODS, OURS, find_missing
from tests.benchmarks.surfaces import Surface, make_branin, make_cliff, make_hartmann

RESULTS = Path(__file__).parents[2] / "results" / "benchmarks"
TRIALS = (8, 16, 30)
# Suggestions, the last ones of a search, of which the mean seconds are taken: some
# methods plan so many at once.
NUM_TIMED = 8
KEYS = ["surface", "method", "noise", "trials"]
FIGURES = ["regret_mean", "regret_median", "regret_p90", "seconds_per_suggestion"]
FIGURES += ["difference_to_ours", "standard_error"]
SEARCH_COLUMNS = ["surface", "method", "noise", "seed", "trials", "regret", "seconds"]

SURFACES: dict[str, Callable[[], Surface]] = {
    "branin": make_branin,
    "hartmann": make_hartmann,
    "cliff": make_cliff,
}
if CURVES.exists():
    SURFACES["trained"] = make_trained
for table in ("phoneme", "segment", "vehicle"):
    if (TABLES / f"{table}.npz").exists():
        SURFACES[table] = lambda name=table: make_table(name)  # type: ignore[misc]


@dataclass(frozen=True)
class Task:
    """One search: what a worker is told."""

    surface: str
    method: str
    seed: int


def run_search(task: Task, trials: Sequence[int] = TRIALS) -> list[dict]:
    """Return a search's rows of searches.csv, one per number of trials."""
    # Libraries warn of fits that stop at a bound, at most trials.
    warnings.simplefilter("ignore")
    surface = SURFACES[task.surface]()
    method = METHODS[task.method](surface.space, task.seed)
    points, scores, seconds, rows = [], [], [], []
    for trial in range(max(trials)):
        start = time.perf_counter()
        points.append(method.ask(points, scores))
        seconds.append(time.perf_counter() - start)
        rng = np.random.default_rng(
            seed_sequence(task.seed, f"noise on {task.surface}", trial)
        )
        scores.append(surface.observe(points[-1], rng))
        if trial + 1 in trials:
            selected = points[method.select(points, scores)]
            regret = surface.maximum - surface.truth(selected)
            mean_seconds = float(np.mean(seconds[-NUM_TIMED:]))
            values = (task.surface, task.method, surface.noise, task.seed, trial + 1)
            rows.append(
                dict(zip(SEARCH_COLUMNS, (*values, regret, mean_seconds), strict=True))
            )
    return rows


def summarise(searches: pd.DataFrame) -> pd.DataFrame:
    """Return a row per surface, method and number of trials: KEYS and FIGURES.

    The difference to ours is the mean, over the seeds of both, of a method's regret
    less ours; the standard error is that of this mean.

    Args:
        searches: rows of searches.csv.
    """
    ours = searches[searches["method"] == OURS]
    by = ["surface", "trials", "seed"]
    paired = searches.merge(ours[[*by, "regret"]], on=by, suffixes=("", "_ours"))
    paired = paired[paired["method"] != OURS]
    paired["difference"] = paired["regret"] - paired["regret_ours"]
    table = searches.groupby(KEYS, sort=False).agg(
        regret_mean=("regret", "mean"),
        regret_median=("regret", "median"),
        regret_p90=("regret", lambda regrets: regrets.quantile(0.9)),
        seconds_per_suggestion=("seconds", "median"),
    )
    differences = paired.groupby(KEYS)["difference"].agg(["mean", "sem"])
    table["difference_to_ours"] = differences["mean"]
    table["standard_error"] = differences["sem"]
    return table.reset_index()[[*KEYS, *FIGURES]]


def rank(table: pd.DataFrame, figure: str) -> pd.DataFrame:
    """Return each method's mean rank over the surfaces, a column per number of trials.

    Args:
        table: as `summarise` returns it.
        figure: the column that is ranked; 1 is the lowest.
    """
    ranks = table.groupby(["surface", "trials"])[figure].rank()
    of_method = ranks.groupby([table["method"], table["trials"]]).mean()
    return of_method.unstack().sort_values(table["trials"].max())


def merge(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Return all searches; new ones replace old ones of their surface and method."""
    names = ["surface", "method"]
    replaced = pd.MultiIndex.from_frame(old[names]).isin(
        pd.MultiIndex.from_frame(new[names])
    )
    return pd.concat([old[~replaced], new], ignore_index=True)


def benchmark(
    surfaces: Sequence[str],
    methods: Sequence[str],
    seeds: int,
    folder: Path,
    execute: Callable[[Callable, Sequence[Task]], Iterable[list[dict]]] = map,
    report: Callable[[str], None] = lambda line: None,
) -> pd.DataFrame:
    """Return the table of all searches, and write it as each kind of them has ended.

    Args:
        surfaces: names in SURFACES.
        methods: names in METHODS.
        seeds: how many searches of each kind.
        folder: of searches.csv and search.csv.
        execute: calls a function with each task, in their order.
        report: is told each line of progress.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "searches.csv"
    searches = (
        pd.read_csv(path) if path.exists() else pd.DataFrame(columns=SEARCH_COLUMNS)
    )
    table = pd.DataFrame()
    for method, surface in product(methods, surfaces):
        tasks = [Task(surface, method, seed) for seed in range(seeds)]
        found = [row for rows in execute(run_search, tasks) for row in rows]
        searches = merge(searches, pd.DataFrame(found))
        searches.to_csv(path, index=False)
        table = summarise(searches)
        table.to_csv(folder / "search.csv", index=False)
        last = table.query("surface == @surface and method == @method").iloc[-1]
        report(f"{surface} {method}: mean regret {last['regret_mean']:.3g}")
    return table


def format_tables(table: pd.DataFrame) -> str:
    """Return the table, a block per surface, and the mean ranks."""
    blocks = []
    for (surface, noise), rows in table.groupby(["surface", "noise"], sort=False):
        shown = rows.drop(columns=["surface", "noise"])
        lines = shown.to_string(index=False, float_format="{:.3g}".format, na_rep="-")
        blocks.append(f"{surface}, noise {noise:.3g}\n{lines}")
    for figure in ("regret_mean", "regret_p90"):
        lines = rank(table, figure).to_string(float_format="{:.2f}".format)
        blocks.append(f"mean rank by {figure}\n{lines}")
    return "\n\n".join(blocks)


def read_arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--surface", nargs="+", choices=SURFACES, default=[*SURFACES])
    parser.add_argument("--method", nargs="+", choices=METHODS, default=[*METHODS])
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--folder", type=Path, default=RESULTS, help="of the tables")
    return parser.parse_args()


if __name__ == "__main__":
    given = read_arguments()
    if not TABLES.exists():
        print(f"the three real tables are left out: there is no {TABLES}", flush=True)
    methods = []
    for method in given.method:
        if missing := find_missing(method):
            print(f"{method} is left out: it needs {' and '.join(missing)}", flush=True)
        else:
            methods.append(method)
    # The workers inherit it before they import NumPy: more threads than cores, and
    # those of such small matrices, cost more than they bring.
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ[f"{library}_NUM_THREADS"] = "1"
    with ProcessPoolExecutor(given.workers, get_context("spawn")) as pool:
        table = benchmark(
            given.surface,
            methods,
            given.seeds,
            given.folder,
            pool.map,
            lambda line: print(line, flush=True),
        )
    print(f"\n{format_tables(table)}\n\nTable: {given.folder / 'search.csv'}")
