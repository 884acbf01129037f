"""Add the histories of real trainings to tests/data/grid_curves.csv.

On all 13,479 photos of petimages_180px.zip, trials of 15 epochs: first a grid of 81
points, then again those within 5 points of the best, with other seeds. So the table is
made anew:

    rm tests/data/grid_curves.csv
    for name in grid grid_seeds; do
        snakemake --cores all results/$name/tables/trials.csv \\
            --configfile config/asirra_cpu.yaml tests/config/$name.yaml
    done
    python -m tests.tools.collect_curves results/grid/search/grid
    python -m tests.tools.collect_curves results/grid_seeds/search/random

What is there was trained in bfloat16 on 2 cores, a training on each (`--cores 2
--set-threads train_trial=1`): the grid on AMD Zen 4 in an hour and a half, the others
on Intel Sapphire Rapids.
"""

import argparse
import json
from pathlib import Path

import pandas as pd

from asirra.tables import read_trials, write_table
from tests.benchmarks.measured import CURVES, NAMES

COLUMNS = [*NAMES, "seed", "epoch", "validation_accuracy"]


def collect(folder: Path, known: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the validation accuracy of every trial at every epoch.

    The columns are COLUMNS; sorted. The trainings of a point are numbered by seed, in
    the order of the trials. A training that diverged keeps the accuracy that it had to
    its last epoch.

    Args:
        folder: of the trials of a strategy.
        known: trainings that came before, as this function returned them.
    """
    histories = [_read(path) for path in sorted(folder.glob("trial_*/history.csv"))]
    if not histories:
        raise SystemExit(f"Error: expected trial_*/history.csv in {folder}, found none")
    num_epochs = max(len(history) for _, history in histories)
    tables, points, seeds = [], {}, {}
    if known is not None:
        tables, num_epochs = [known], int(known["epoch"].max())
        for *point, seed in known[[*NAMES, "seed"]].drop_duplicates().to_numpy():
            points[_round(point)], seeds[_round(point)] = point, int(seed) + 1
    for point, history in histories:
        key = _round(point)
        values = points.setdefault(key, point)
        seed = seeds.get(key, 0)
        seeds[key] = seed + 1
        labels = dict(zip(NAMES, values, strict=True)) | {"seed": seed}
        tables.append(_extend(history, num_epochs).assign(**labels))
    table = pd.concat(tables)[COLUMNS].sort_values(COLUMNS[:4], ignore_index=True)
    return table.round({"validation_accuracy": 5})


def _read(path: Path) -> tuple[tuple, pd.DataFrame]:
    point = json.loads(path.with_name("parameters.json").read_text())
    history = read_trials(path)[["epoch", "validation_accuracy"]]
    return tuple(point[name] for name in NAMES), history


def _round(point: list | tuple) -> tuple:
    """Return what tells points apart: the last digits differ between two searches."""
    return tuple(f"{value:.4g}" for value in point)


def _extend(history: pd.DataFrame, num_epochs: int) -> pd.DataFrame:
    full = history.astype(float).set_index("epoch").reindex(range(1, num_epochs + 1))
    # What never trained an epoch counts as chance.
    return full.ffill().fillna(0.5).reset_index().astype({"epoch": int})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    known = read_trials(CURVES) if CURVES.exists() else None
    table = collect(parser.parse_args().folder, known)
    CURVES.parent.mkdir(exist_ok=True)
    write_table(table, CURVES)
    print(table.groupby("seed")["epoch"].count() // table["epoch"].max())
