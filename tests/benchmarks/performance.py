"""Measure the workflow against what the machine does at best.

Prints a table and writes results/benchmarks/performance.csv: row, value, unit, ratio
(the row says to what, measured in the same run), required, met.

    make benchmark
    python -m tests.benchmarks.performance --only training suggestion
"""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import astuple, dataclass, fields
from multiprocessing import get_context
from pathlib import Path

import pandas as pd

from asirra.machine.processor import BFLOAT16_FLAGS, read_processor
from tests.benchmarks import machine
from tests.benchmarks.scale import make_stubbed, time_snakemake, time_suggestion
from tests.conftest import (
    PHOTOS,
    ROOT,
    Project,
    copy_project,
    draw_folder,
    tiny_project,
)

TABLE = ROOT / "results" / "benchmarks" / "performance.csv"
# Processes of which the fastest counts: from one to the next the speed varies more than
# from one call to the next in a process.
PROCESSES = 5
# What `make run` may take, and on a CPU on which the product of two matrices of
# 4096 × 4096 reaches no more than so many FLOP/s in float32.
RUN_SECONDS, SLOW_RUN_SECONDS, SLOW_RATE = 75, 90, 150e9


@dataclass(frozen=True)
class Row:
    """A figure and what it must reach.

    Attributes:
        row: what was measured.
        value: in `unit`.
        ratio: of the value to the machine's best, as the row says; or none.
        required: what value or ratio must reach; or none.
        met: whether it does.
    """

    row: str
    value: float
    unit: str
    ratio: float | None = None
    required: str = ""
    met: bool | None = None


def at_most(row: str, value: float, unit: str, bound: float) -> Row:
    return Row(row, value, unit, None, f"value <= {bound}", value <= bound)


def at_least(row: str, value: float, unit: str, bound: float, ratio: float) -> Row:
    return Row(row, value, unit, ratio, f"value >= {bound}", value >= bound)


def reaching(row: str, value: float, unit: str, ratio: float, bound: float) -> Row:
    return Row(row, value, unit, ratio, f"ratio >= {bound}", ratio >= bound)


def measure_training() -> Iterator[Row]:
    flop = machine.training_flop(227, 1.0)
    for precision, bound in (("float32", 0.88), ("bfloat16", 0.90)):
        if precision not in precisions():
            continue
        rate = apart(machine.multiply_rate, precision)
        yield Row(f"matrix product, {precision}", rate / 1e9, "GFLOP/s")
        found = apart(machine.training_rate, *(227, 256, 1.0, 128, precision, 512, 6))
        speed = found["photos_per_second"]
        row = f"training at 227 px, width 1, {precision} (to the matrix product)"
        yield reaching(row, speed, "photos/s", speed * flop / rate, bound)
        yield Row("memory of it, batch 128", found["memory_mb"], "MB")
        predicted = apart(machine.prediction_rate, 227, 256, 1.0, precision)
        row = f"prediction, 10 patches at 227 px, {precision} (to the matrix product)"
        share = predicted * 10 * flop / 3 / rate
        yield reaching(row, predicted, "photos/s", share, 0.90)
    found = apart(
        machine.training_rate, *(227, 256, 1.0, 256, precisions()[-1], 512, 4)
    )
    yield Row("memory of training at 227 px, batch 256", found["memory_mb"], "MB")


def measure_small_training() -> Iterator[Row]:
    for precision in precisions():
        rates = alternate(
            {
                "bare Keras fit": lambda p=precision: apart(
                    machine.bare_fit_rate, 83, 0.5, 128, p
                ),
                "training": lambda p=precision: small_rate(p, 30),
            }
        )
        ratio = max(rates["training"]) / max(rates["bare Keras fit"])
        for name, found in rates.items():
            row = f"{name} at 83 px, width 0.5, {precision}"
            yield Row(f"{row}, slowest of {PROCESSES}", min(found), "photos/s")
            row = f"{row}, fastest of {PROCESSES}"
            if name == "training":
                row += " (to the bare fit's)"
                yield reaching(row, max(found), "photos/s", ratio, 1.25)
            else:
                yield Row(row, max(found), "photos/s")


def measure_precision() -> Iterator[Row]:
    """Compare auto with both formats, also with one that this CPU emulates."""
    names = ("float32", "bfloat16", "auto")
    # Few steps, as those of an emulated format are slow.
    rates = alternate({name: lambda n=name: small_rate(n, 12) for name in names}, 3)
    fastest = {name: max(found) for name, found in rates.items()}
    for name in names[:-1]:
        emulated = "" if name in precisions() else " (emulated)"
        row = f"training at 83 px, width 0.5, {name}{emulated}, fastest of 3"
        yield Row(row, fastest[name], "photos/s")
    ratio = fastest["auto"] / max(fastest["float32"], fastest["bfloat16"])
    row = "auto precision, fastest of 3 (to the faster of float32 and bfloat16)"
    yield reaching(row, fastest["auto"], "photos/s", ratio, 0.95)


def small_rate(precision: str, num_steps: int) -> float:
    """Return the photos/s of a training of the small network, in its own process."""
    found = apart(
        machine.training_rate, *(83, 96, 0.5, 128, precision, 5000, num_steps)
    )
    return found["photos_per_second"]


def alternate(
    functions: Mapping[str, Callable[[], float]], times: int = PROCESSES
) -> dict[str, list[float]]:
    """Call functions in turn, several times each; return what each returned."""
    rounds = [
        {name: function() for name, function in functions.items()} for _ in range(times)
    ]
    return {name: [found[name] for found in rounds] for name in functions}


def measure_sharing() -> Iterator[Row]:
    """Compare one training on all cores with one on each core, in photos/s in all."""
    cores = os.cpu_count() or 1
    for crop, image, width, batch, steps, bound in (
        (67, 72, 0.25, 32, 150, 1.3),
        (83, 96, 0.5, 128, 14, 1.15),
        (227, 256, 1.0, 64, 5, None),
    ):
        arguments = (crop, image, width, batch, "float32", 4 * batch, steps)
        alone, shared = (
            sum(found["photos_per_second"] for found in at_once(number, *arguments))
            for number in (1, cores)
        )
        row = f"{cores} trainings at once at {crop} px, width {width}, batch {batch}"
        row += " (to one on all cores)"
        if bound:
            yield reaching(row, shared, "photos/s", shared / alone, bound)
        else:
            yield Row(row, shared, "photos/s", shared / alone)


def at_once(number: int, *arguments: object) -> list[dict[str, float]]:
    """Return what trainings find that share all cores, each in a process of its own."""
    share = {"OMP_NUM_THREADS": str((os.cpu_count() or 1) // number)}
    with ProcessPoolExecutor(
        number, get_context("spawn"), os.environ.update, (share,)
    ) as pool:
        found = [pool.submit(machine.training_rate, *arguments) for _ in range(number)]
        return [one.result() for one in found]


def measure_packing() -> Iterator[Row]:
    for name, size, count, bound in (
        ("petimages_180px.zip", 96, 6000, 1500),
        ("kaggle_train_2002.zip", 256, 2002, 800),
    ):
        if (PHOTOS / name).exists():
            found = apart(machine.packing_rate, str(PHOTOS / name), size, count)
            ratio = found["packed"] / found["decoded"]
            row = f"packing {name} at {size} px (to libjpeg's decoding alone)"
            yield at_least(row, found["packed"], "photos/s", bound, ratio)


def measure_memory() -> Iterator[Row]:
    small, large = (
        apart(machine.training_rate, *(227, 256, 0.25, 128, "float32", count, 8))
        for count in (500, 25_000)
    )
    more = large["memory_mb"] - small["memory_mb"]
    row = "memory of training on 25,000 photos of 256 px, more than on 500"
    yield at_most(row, more, "MB", 300)
    speed = large["photos_per_second"]
    ratio = speed / small["photos_per_second"]
    yield reaching("speed of it (to that on 500)", speed, "photos/s", ratio, 0.97)


def measure_suggestion() -> Iterator[Row]:
    for results, bound in ((30, 0.3), (100, 0.5), (300, 2.0), (1000, 10.0)):
        seconds = apart(median_suggestion, results)
        yield at_most(f"a suggestion, {results} results", seconds, "s", bound)


def median_suggestion(num_results: int) -> float:
    repeats = 1 if num_results > 300 else 5
    return machine.median_seconds(lambda: time_suggestion(num_results, 0), repeats)


def measure_snakemake() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        for trials in (30, 100, 300):
            found = time_snakemake(trials, 1, Path(folder))
            seconds = found["Snakemake itself, per trial"]
            yield at_most(f"Snakemake itself, a trial of {trials}", seconds, "s", 0.5)


def measure_trial() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        photos = draw_folder(Path(name) / "photos", 40)
        project = tiny_project(Path(name) / "project", photos)
        trial = "results/tiny/search/bayesian/trial_000"
        project.snakemake(f"{trial}/parameters.json", check=True)
        project.snakemake("results/tiny/data/mean_image.npy", check=True)
        seconds = []
        for _ in range(3):
            shutil.rmtree(project.folder / "results/tiny/search")
            project.snakemake(f"{trial}/parameters.json", check=True)
            seconds.append(timed(lambda: project.snakemake(f"{trial}/result.json")))
    row = "one trial of four steps, from the start of Snakemake to its result"
    yield at_most(row, sorted(seconds)[1], "s", 8)


def measure_run() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        project = Project(copy_project(Path(name) / "project"))
        rate = apart(machine.multiply_rate, "float32")
        seconds = run(project)
        report = ("--report", "results/quick/report.html")
        seconds += timed(lambda: project.snakemake(*report, check=True))
        bound = RUN_SECONDS if rate > SLOW_RATE else SLOW_RUN_SECONDS
        yield at_most("make run", seconds, "s", bound)


def measure_dry_run() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as name:
        # The plan is the same whatever the trials did.
        folder = make_stubbed(Path(name))
        config = ('data={"source": "../photos"}', 'search={"num_trials": 30}')
        project = Project(folder, ("--configfile", "tiny.yaml", "--config", *config))
        project.snakemake(check=True)
        plan = project.snakemake("--dry-run")
        assert "Nothing to be done" in plan.stdout + plan.stderr
        dry = machine.median_seconds(lambda: project.snakemake("--dry-run"), 3)
    yield at_most("snakemake -n, nothing to do, 30 trials", dry, "s", 2.0)


def run(project: Project) -> float:
    return timed(lambda: project.snakemake(check=True))


def timed(function: Callable[[], object]) -> float:
    start = time.monotonic()
    function()
    return time.monotonic() - start


def apart(function: Callable, *arguments: object) -> object:
    """Call a function in a process of its own: fresh memory, a fresh TensorFlow."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def precisions() -> list[str]:
    """Return the number formats that this CPU computes in without emulating them."""
    has_bfloat16 = read_processor().flags & BFLOAT16_FLAGS
    return ["float32", "bfloat16"] if has_bfloat16 else ["float32"]


def describe_machine() -> str:
    name = read_processor().model
    return f"{os.cpu_count()} cores of {name}, {', '.join(precisions())}"


MEASURES = {
    "training": measure_training,
    "small": measure_small_training,
    "precision": measure_precision,
    "sharing": measure_sharing,
    "packing": measure_packing,
    "memory": measure_memory,
    "suggestion": measure_suggestion,
    "trial": measure_trial,
    "snakemake": measure_snakemake,
    "run": measure_run,
    "dry_run": measure_dry_run,
}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    # As in the jobs of the workflow.
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    print(describe_machine(), flush=True)
    rows = []
    for name in parser.parse_args().only:
        for row in MEASURES[name]():
            rows.append(astuple(row))
            columns = [field.name for field in fields(Row)]
            table = pd.DataFrame(rows, columns=columns).round({"value": 3, "ratio": 3})
            TABLE.parent.mkdir(parents=True, exist_ok=True)
            table.to_csv(TABLE, index=False)
            print(
                table.tail(1).to_string(header=len(rows) == 1, index=False), flush=True
            )
