"""Compare methods of search on functions whose maximum is known: nothing is trained.

Each method maximises each surface, with and without noise, from many seeds. After 10,
20 and 30 trials its simple regret is taken: the maximum less the noiseless value at the
incumbent, the point with the best score that the method has seen. All but Optuna's
methods are this project's, asked as the workflow asks them. The first three points of
the Bayesian ones are random, and the first ten of Optuna's: its default.

    make benchmark-search     # all of it; writes results/benchmarks/search.csv
    python -m tests.benchmarks.search --seeds 2 --surface cliff --method bayesian sobol
"""

import argparse
import math
import os
import time
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice, product
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pandas as pd

from asirra.search.grid import grid_sizes
from asirra.search.point import Point
from asirra.search.settings import SearchSettings
from asirra.search.space import Interval
from asirra.search.study import Study, Trial
from asirra.search.suggest import suggest
from asirra.seeds import seed_number, seed_sequence
from tests.benchmarks.surfaces import SURFACES

ROOT = Path(__file__).parents[2]
TABLE = ROOT / "results" / "benchmarks" / "search.csv"
# Deviation of the noise on each score, in the surface's own unit.
NOISES = (0.0, 0.005)
# Trials between two rows of the table.
STEP = 10
XI = 0.01
COLUMNS = ["surface", "method", "noise", "trials"]
COLUMNS += ["regret_median", "regret_p90", "seconds_per_suggestion"]

# From the results so far, points and scores, to the next point; None: no more points.
Ask = Callable[[Sequence[Point], Sequence[float]], Point | None]


@dataclass(frozen=True)
class Task:
    """One search: what a worker is told."""

    surface: str
    method: str
    noise: float
    seed: int
    trials: int


def ask_suggest(
    strategy: str, space: Sequence[Interval], seed: int, gaussian_process: str
) -> Ask:
    """Return a strategy of this project, with the settings of the published search."""
    settings = SearchSettings(
        seed=seed,
        num_initial=3,
        trials_per_round=1,
        xi=XI,
        gaussian_process=gaussian_process,
    )

    def ask(points: Sequence[Point], scores: Sequence[float]) -> Point | None:
        trials = (
            Trial(number, point, "complete", (score,), num_epochs=1, seconds=0.0)
            for number, (point, score) in enumerate(zip(points, scores, strict=True))
        )
        study = Study(strategy, tuple(space), tuple(trials))
        return suggest(study, len(points), settings).point

    return ask


def ask_grid(space: Sequence[Interval], seed: int, trials: int) -> Ask:
    """Return the largest grid of at most `trials` points; it ends after the last."""
    num_points = max(grid_sizes(space, trials))
    study = Study("grid", tuple(space))
    settings = SearchSettings(seed=seed, num_trials=num_points)

    def ask(points: Sequence[Point], scores: Sequence[float]) -> Point | None:
        if len(points) == num_points:
            return None
        return suggest(study, len(points), settings).point

    return ask


def ask_optuna(sampler: str, space: Sequence[Interval], seed: int) -> Ask:
    """Return a sampler of Optuna as it is by default, asked and told.

    Args:
        sampler: the name of its class, e.g. "TPESampler" (Bergstra et al. 2011,
            "Algorithms for hyper-parameter optimization").
        space: the dimensions.
        seed: of the sampler.
    """
    # A development dependency: what is compared with, and nothing else, needs it.
    import optuna

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    make_sampler = getattr(optuna.samplers, sampler)
    study = optuna.create_study(
        direction="maximize", sampler=make_sampler(seed=seed_number(seed, sampler))
    )
    distributions = {
        d.name: optuna.distributions.FloatDistribution(
            d.low, d.high, log=d.scale == "log"
        )
        for d in space
    }

    def ask(points: Sequence[Point], scores: Sequence[float]) -> Point:
        if points:
            study.tell(len(points) - 1, scores[-1])
        return study.ask(distributions).params

    return ask


METHODS: dict[str, Callable[[Sequence[Interval], int, int], Ask]] = {
    "bayesian": lambda space, seed, _: ask_suggest(
        "bayesian", space, seed, "regularised"
    ),
    "bayesian_published": lambda space, seed, _: ask_suggest(
        "bayesian", space, seed, "published"
    ),
    "random": lambda space, seed, _: ask_suggest("random", space, seed, "regularised"),
    "sobol": lambda space, seed, _: ask_suggest("sobol", space, seed, "regularised"),
    "grid": ask_grid,
    "optuna_tpe": lambda space, seed, _: ask_optuna("TPESampler", space, seed),
    "optuna_gp": lambda space, seed, _: ask_optuna("GPSampler", space, seed),
}
NEEDS = {"optuna_tpe": ["optuna"], "optuna_gp": ["optuna", "torch"]}


def find_missing(method: str) -> list[str]:
    """Return the packages that a method needs and that are not installed."""
    return [name for name in NEEDS.get(method, []) if find_spec(name) is None]


def run_search(task: Task) -> np.ndarray:
    """Return the regret after each trial and the seconds of its suggestion.

    Returns:
        (trials, 2): in the surface's unit; in seconds, NaN where the method had no more
        points.
    """
    # Both libraries warn of fits that stop at a bound, at most trials.
    warnings.simplefilter("ignore")
    surface = SURFACES[task.surface]()
    ask = METHODS[task.method](surface.space, task.seed, task.trials)
    points, scores, values, rows = [], [], [], []
    for trial in range(task.trials):
        start = time.perf_counter()
        point = ask(points, scores)
        seconds = time.perf_counter() - start
        if point is None:
            rows.append((rows[-1][0], math.nan))
            continue
        points.append(point)
        values.append(surface.function(point))
        scores.append(values[-1] + draw_noise(task, trial))
        rows.append((surface.maximum - values[int(np.argmax(scores))], seconds))
    return np.array(rows)


def draw_noise(task: Task, trial: int) -> float:
    """Return what is added to a trial's score: the same for every method."""
    rng = np.random.default_rng(
        seed_sequence(task.seed, f"noise on {task.surface}", trial)
    )
    return task.noise * float(rng.standard_normal())


def benchmark(
    surfaces: Sequence[str],
    methods: Sequence[str],
    seeds: int,
    trials: int,
    execute: Callable[[Callable, Sequence[Task]], Iterable[np.ndarray]] = map,
    report: Callable[[str], None] = lambda line: None,
) -> pd.DataFrame:
    """Return a row per surface, method, noise and number of trials, as COLUMNS.

    Args:
        surfaces: names in SURFACES.
        methods: names in METHODS.
        seeds: how many searches of each kind.
        trials: of each search.
        execute: calls a function with each task, in their order.
        report: is told each line of progress.
    """
    groups = list(product(surfaces, methods, NOISES))
    tasks = [Task(*group, seed, trials) for group in groups for seed in range(seeds)]
    results = iter(execute(run_search, tasks))
    rows = []
    for number, group in enumerate(groups, 1):
        searches = np.stack(list(islice(results, seeds)))
        rows += [
            dict(zip(COLUMNS, group, strict=False)) | r for r in summarise(searches)
        ]
        name = "{} {} noise {}".format(*group)
        regret = rows[-1]["regret_median"]
        report(f"{number} of {len(groups)}: {name}: median regret {regret:.3g}")
    return pd.DataFrame(rows, columns=COLUMNS)


def summarise(searches: np.ndarray) -> list[Mapping[str, float]]:
    """Return the regrets over the seeds after every STEP trials, and after the last.

    Args:
        searches: (seeds, trials, 2), each as of `run_search`.

    Returns:
        the columns from trials on; the seconds are the median of the suggestion of that
        very trial, as a mean would hold the random start and what else the machine did.
    """
    num_trials = searches.shape[1]
    steps = [*range(STEP, num_trials, STEP), num_trials]
    return [
        {
            "trials": step,
            "regret_median": float(np.median(searches[:, step - 1, 0])),
            "regret_p90": float(np.quantile(searches[:, step - 1, 0], 0.9)),
            "seconds_per_suggestion": float(np.median(searches[:, step - 1, 1])),
        }
        for step in steps
    ]


def format_table(table: pd.DataFrame) -> str:
    """Return a block of lines per surface and noise: a method each, numbers rounded."""
    blocks = []
    for (surface, noise), rows in table.groupby(["surface", "noise"], sort=False):
        shown = rows.drop(columns=["surface", "noise"])
        lines = shown.to_string(index=False, float_format="{:.3g}".format, na_rep="-")
        blocks.append(f"{surface}, noise {noise:g}\n{lines}")
    return "\n\n".join(blocks)


def read_arguments() -> argparse.Namespace:
    """Return the options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--trials", type=int, default=30)
    parser.add_argument("--surface", nargs="+", choices=SURFACES, default=[*SURFACES])
    parser.add_argument("--method", nargs="+", choices=METHODS, default=[*METHODS])
    parser.add_argument("--workers", type=int, default=os.cpu_count())
    parser.add_argument("--table", type=Path, default=TABLE, help="the CSV to write")
    return parser.parse_args()


if __name__ == "__main__":
    given = read_arguments()
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
            given.trials,
            pool.map,
            lambda line: print(line, flush=True),
        )
    given.table.parent.mkdir(parents=True, exist_ok=True)
    table.to_csv(given.table, index=False)
    print(f"\n{format_table(table)}\n\nTable: {given.table}")
