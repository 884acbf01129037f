"""Collect the histories of a grid of real trainings into tests/data/grid_curves.csv.

On all 13,479 photos of petimages_180px.zip, 81 trials of 15 epochs; what is there
already is not trained again:

    snakemake --cores all results/grid/tables/trials.csv \\
        --configfile config/asirra_cpu.yaml tests/config/grid.yaml
    python -m tests.tools.collect_curves results/grid/search/grid

What is there was trained in bfloat16 on 2 cores with AVX-512, a training on each
(`--cores 2 --set-threads train_trial=1`), in an hour and a half.
"""

import argparse
import json
from pathlib import Path

import pandas as pd

from asirra.tables import read_trials, write_table
from tests.benchmarks.surfaces import CURVES

POINT = ["learning_rate", "weight_decay"]


def collect(folder: Path) -> pd.DataFrame:
    """Return the validation accuracy of every trial at every epoch.

    Columns: learning_rate, weight_decay, epoch, validation_accuracy; sorted. A training
    that diverged keeps the accuracy that it had to its last epoch.

    Args:
        folder: of the trials of a strategy.
    """
    histories = []
    for path in sorted(folder.glob("trial_*/history.csv")):
        point = json.loads(path.with_name("parameters.json").read_text())
        history = read_trials(path)[["epoch", "validation_accuracy"]]
        histories.append((point, history))
    if not histories:
        raise SystemExit(f"Error: expected trial_*/history.csv in {folder}, found none")
    num_epochs = max(len(history) for _, history in histories)
    table = pd.concat(
        _extend(history, num_epochs).assign(**{name: point[name] for name in POINT})
        for point, history in histories
    )
    columns = [*POINT, "epoch", "validation_accuracy"]
    return table[columns].sort_values(columns[:3]).round({"validation_accuracy": 5})


def _extend(history: pd.DataFrame, num_epochs: int) -> pd.DataFrame:
    full = history.astype(float).set_index("epoch").reindex(range(1, num_epochs + 1))
    # What never trained an epoch counts as chance.
    return full.ffill().fillna(0.5).reset_index()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    table = collect(parser.parse_args().folder)
    CURVES.parent.mkdir(exist_ok=True)
    write_table(table, CURVES)
    print(f"{table.groupby(POINT).ngroups} trainings of {table['epoch'].max()} epochs")
