"""Tabulate the test accuracies of all final models."""

import json
from pathlib import Path

import pandas as pd

from asirra.evaluation.accuracy_table import make_accuracy_row
from asirra.job import logged
from asirra.tables import read_photos, write_table


def tabulate_test(
    predictions_paths: list[str],
    result_paths: list[str],
    searched: list[str],
    accuracies_path: Path,
) -> None:
    """Write test_accuracy.csv: a row per final model, with 95 % intervals.

    Args:
        predictions_paths: final/<candidate>/seed_<S>/predictions.csv of each model.
        result_paths: result.json of the same models.
        searched: the hyperparameters to show.
        accuracies_path: where to write.
    """
    rows = []
    for predictions_path, result_path in zip(
        predictions_paths, result_paths, strict=True
    ):
        folder = Path(predictions_path).parent
        predictions = read_photos(predictions_path)
        result = json.loads(Path(result_path).read_text())
        seed = int(folder.name.removeprefix("seed_"))
        rows.append(
            make_accuracy_row(folder.parent.name, seed, searched, result, predictions)
        )
    accuracies = pd.DataFrame(rows)
    write_table(accuracies, accuracies_path)
    print(accuracies.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        tabulate_test(
            snakemake.input.predictions,
            snakemake.input.results,
            snakemake.params.searched,
            Path(snakemake.output.accuracies),
        )
