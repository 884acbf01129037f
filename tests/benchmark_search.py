"""Compare methods of search on functions whose maximum is known: nothing is trained.

Each method maximises each surface, with and without noise, from many seeds. After 10,
20 and 30 trials its simple regret is taken: the maximum less the noiseless value at the
incumbent, the point with the best score that the method has seen. All but Optuna's
methods are this project's, asked as the workflow asks them. The first three points of
the Bayesian ones are random, and the first ten of Optuna's: its default.

    make benchmark-search     # all of it; writes results/benchmarks/search.csv
    python -m tests.benchmark_search --seeds 2 --surface cliff --method bayesian sobol
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
from scipy.interpolate import RegularGridInterpolator

from asirra.grid import grid_sizes
from asirra.search import suggest
from asirra.seeds import seed_number, seed_sequence
from asirra.space import Interval, Point

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "results" / "benchmarks" / "search.csv"
CURVES = ROOT / "tests" / "data" / "grid_curves.csv"
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
class Surface:
    """A function to maximise, its space and its maximum there."""

    space: list[Interval]
    function: Callable[[Point], float]
    maximum: float


@dataclass(frozen=True)
class Task:
    """One search: what a worker is told."""

    surface: str
    method: str
    noise: float
    seed: int
    trials: int


def make_branin() -> Surface:
    """Return Branin's function, negated: two dimensions, three equal maxima.

    Dixon and Szego 1978, "The global optimization problem: an introduction". In its own
    unit, from -308 to -0.4: xi (0.01) and the noise are small in it.
    """
    b, c, t = 5.1 / (4 * math.pi**2), 5 / math.pi, 1 / (8 * math.pi)

    def branin(point: Point) -> float:
        x, y = point["x"], point["y"]
        valley = (y - b * x**2 + c * x - 6) ** 2
        return -(valley + 10 * (1 - t) * math.cos(x) + 10)

    space = [
        Interval("x", -5.0, 10.0, "linear", False),
        Interval("y", 0.0, 15.0, "linear", False),
    ]
    return Surface(space, branin, -0.39788735772973816)


HARTMANN_HEIGHTS = np.array([1.0, 1.2, 3.0, 3.2])
HARTMANN_WIDTHS = np.array(
    [
        [10, 3, 17, 3.5, 1.7, 8],
        [0.05, 10, 17, 0.1, 8, 14],
        [3, 3.5, 1.7, 10, 17, 8],
        [17, 8, 0.05, 10, 0.1, 14],
    ]
)
HARTMANN_CENTRES = 1e-4 * np.array(
    [
        [1312, 1696, 5569, 124, 8283, 5886],
        [2329, 4135, 8307, 3736, 1004, 9991],
        [2348, 1451, 3522, 2883, 3047, 6650],
        [4047, 8828, 8732, 5743, 1091, 381],
    ]
)


def make_hartmann() -> Surface:
    """Return Hartmann's function: six dimensions, four hills, from 0 to 3.32237.

    Dixon and Szego 1978, as in `make_branin`.
    """
    space = [Interval(f"x{place}", 0.0, 1.0, "linear", False) for place in range(6)]

    def hartmann(point: Point) -> float:
        shares = np.array([point[dimension.name] for dimension in space])
        distances = HARTMANN_WIDTHS * (shares - HARTMANN_CENTRES) ** 2
        return float(HARTMANN_HEIGHTS @ np.exp(-distances.sum(axis=1)))

    return Surface(space, hartmann, 3.3223680114155147)


def make_cliff() -> Surface:
    """Return accuracies that rise with the learning rate, and then fall off a cliff.

    ASSUME: the shape, after the search of README.md: 0.5 where nothing is learned, 0.79
    at the learning rate 10^-1.9, less by 4 % two decades of weight decay away from
    10^-3; and beyond a learning rate, 10^-1.8 to 10^-1.4, the higher the lower the
    weight decay, no training gets off the ground.
    """

    def accuracy(point: Point) -> float:
        rate = math.log10(point["learning_rate"])
        decay = math.log10(point["weight_decay"])
        if rate > -1.6 - 0.1 * (decay + 3):
            return 0.5
        rise = math.exp(-(((rate + 1.9) / 0.8) ** 2) / 2)
        return 0.5 + 0.29 * rise * (1 - 0.04 * ((decay + 3) / 2) ** 2)

    space = [
        Interval("learning_rate", 1e-5, 1e-1, "log", False),
        Interval("weight_decay", 1e-5, 1e-1, "log", False),
    ]
    return Surface(space, accuracy, 0.79)


def make_trained(path: Path = CURVES) -> Surface:
    """Return the highest validation accuracy of trainings on a grid, interpolated.

    Linear in the log10 of both hyperparameters, so that the maximum is one of the grid.

    Args:
        path: a table with the columns learning_rate, weight_decay, epoch and
            validation_accuracy; every pair of a learning rate and a weight decay.
    """
    names = ["learning_rate", "weight_decay"]
    best = pd.read_csv(path).groupby(names)["validation_accuracy"].max().unstack()
    if best.isna().any(axis=None):
        raise ValueError(f"Expected every pair of {names} in {path}. Received: gaps")
    axes = [best.index.to_numpy(), best.columns.to_numpy()]
    grid = RegularGridInterpolator([np.log10(axis) for axis in axes], best.to_numpy())

    def accuracy(point: Point) -> float:
        return float(grid([math.log10(point[name]) for name in names])[0])

    space = [
        Interval(name, float(axis[0]), float(axis[-1]), "log", False)
        for name, axis in zip(names, axes, strict=True)
    ]
    return Surface(space, accuracy, float(best.to_numpy().max()))


SURFACES = {"branin": make_branin, "hartmann": make_hartmann, "cliff": make_cliff}
if CURVES.exists():
    SURFACES["trained"] = make_trained


def ask_suggest(
    strategy: str, space: Sequence[Interval], seed: int, gaussian_process: str
) -> Ask:
    """Return a strategy of this project, with the settings of the published search."""
    settings = {
        "first": [],
        "seed": seed,
        "num_initial": 3,
        "trials_per_round": 1,
        "xi": XI,
        "gaussian_process": gaussian_process,
        "stop": None,
    }

    def ask(points: Sequence[Point], scores: Sequence[float]) -> Point:
        reached = [[score] for score in scores]
        return suggest(strategy, space, points, reached, len(points), settings)

    return ask


def ask_grid(space: Sequence[Interval], seed: int, trials: int) -> Ask:
    """Return the largest grid of at most `trials` points; it ends after the last."""
    num_points = max(grid_sizes(space, trials))
    settings = {"first": [], "seed": seed, "num_trials": num_points}

    def ask(points: Sequence[Point], scores: Sequence[float]) -> Point | None:
        if len(points) == num_points:
            return None
        return suggest("grid", space, points, [], len(points), settings)

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
