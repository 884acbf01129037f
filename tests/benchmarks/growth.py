"""How the cost grows with photos, trials and the size of the network.

Writes results/benchmarks/growth.csv and growth.svg: log-log, with the slopes.

    python -m tests.benchmarks.growth
"""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.ticker import LogLocator, NullFormatter, StrMethodFormatter

from tests.benchmarks import machine
from tests.benchmarks.performance import apart, describe_machine, precisions
from tests.benchmarks.scale import time_snakemake, time_suggestion
from tests.conftest import PHOTOS, ROOT

FOLDER = ROOT / "results" / "benchmarks"
COLUMNS = ["what", "size", "seconds"]
ARCHIVE = "petimages_180px.zip"
LABELS = {
    "packing": ("photos", "s to pack them at 96 px"),
    "Snakemake itself": ("trials", "s of processor time, in all"),
    "a suggestion": ("results so far", "s for the next point"),
    "training": ("GFLOP per photo", "s per photo"),
}


def measure() -> Iterator[tuple[str, float, float]]:
    """Yield what was measured, at which size, and its seconds."""
    if (PHOTOS / ARCHIVE).exists():
        for count in (500, 1000, 2000, 4000, 8000):
            found = apart(machine.packing_rate, str(PHOTOS / ARCHIVE), 96, count)
            yield "packing", count, count / found["packed"]
    with tempfile.TemporaryDirectory() as folder:
        for trials in (10, 30, 100, 300):
            found = time_snakemake(trials, 1, Path(folder))
            seconds = found["Snakemake itself, per trial"] * trials
            yield "Snakemake itself", trials, seconds
    for results in (10, 30, 100, 300, 1000):
        yield "a suggestion", results, apart(time_suggestion, results, 0)
    precision = precisions()[-1]
    for crop, width in ((83, 0.25), (83, 0.5), (115, 0.5), (147, 0.7), (227, 1.0)):
        arguments = (crop, crop + 13, width, 64, precision, 512, 8)
        found = apart(machine.training_rate, *arguments)
        gflop = machine.training_flop(crop, width) / 1e9
        yield "training", round(gflop, 2), 1 / found["photos_per_second"]


def slope(sizes: np.ndarray, seconds: np.ndarray) -> float:
    """Return the power of the size that the seconds grow with, by least squares."""
    return float(np.polyfit(np.log(sizes), np.log(seconds), 1)[0])


def plot(table: pd.DataFrame) -> plt.Figure:
    """Return a log-log plot of each cost, with its slopes: over all, and at the end."""
    kinds = list(table.groupby("what", sort=False))
    figure, axes = plt.subplots(1, len(kinds), figsize=(3.4 * len(kinds), 3.2))
    for one, (what, rows) in zip(np.atleast_1d(axes), kinds, strict=True):
        sizes, seconds = rows["size"].to_numpy(), rows["seconds"].to_numpy()
        one.loglog(sizes, seconds, "o-")
        over_all, at_end = slope(sizes, seconds), slope(sizes[-2:], seconds[-2:])
        title = f"{what}: slope {over_all:.2f}, at the end {at_end:.2f}"
        one.set_title(title, fontsize=9)
        x_label, y_label = LABELS[what]
        one.set(xlabel=x_label, ylabel=y_label)
        one.set_xticks(sizes, [f"{size:g}" for size in sizes])
        one.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        one.yaxis.set_major_formatter(StrMethodFormatter("{x:g}"))
        for axis in (one.xaxis, one.yaxis):
            axis.set_minor_formatter(NullFormatter())
        one.tick_params(labelsize=8)
        one.grid(alpha=0.3)
    figure.tight_layout()
    return figure


if __name__ == "__main__":
    os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    print(describe_machine(), flush=True)
    FOLDER.mkdir(parents=True, exist_ok=True)
    rows = []
    for row in measure():
        rows.append(row)
        print(*row, flush=True)
        table = pd.DataFrame(rows, columns=COLUMNS)
        table.to_csv(FOLDER / "growth.csv", index=False)
    plt.rcParams["svg.hashsalt"] = "growth"
    plot(table).savefig(FOLDER / "growth.svg", metadata={"Date": None})
