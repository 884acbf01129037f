"""Tabulate how much of each class all final models recognise."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from asirra.evaluation.recall_table import make_recall_rows
from asirra.job import logged
from asirra.results import read_candidate, read_seed
from asirra.tables import read_photos, write_table


def tabulate_recall(predictions_paths: Sequence[str], recalls_path: Path) -> None:
    """Write recall.csv: a row per final model and class, with 95 % intervals.

    Args:
        predictions_paths: final/<candidate>/seed_<S>/predictions.csv of each model.
        recalls_path: where to write the table.
    """
    recalls = pd.DataFrame(
        row
        for path in predictions_paths
        for row in make_recall_rows(
            read_candidate(path), read_seed(path), read_photos(path)
        )
    )
    write_table(recalls, recalls_path)
    print(recalls.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        tabulate_recall(
            predictions_paths=snakemake.input.predictions,
            recalls_path=Path(snakemake.output.recalls),
        )
