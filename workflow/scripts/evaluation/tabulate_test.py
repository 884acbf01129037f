"""Tabulate what all final models are worth on the test photos."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from asirra.evaluation.accuracy_table import make_accuracy_row
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.results import read_candidate, read_seed
from asirra.tables import read_photos, write_table
from asirra.training.result import read_result


def tabulate_test(
    predictions_paths: Sequence[str],
    result_paths: Sequence[str],
    searched: Sequence[str],
    objective: Objective,
    seed: int,
    accuracies_path: Path,
) -> None:
    """Write test_accuracy.csv: a row per final model, with 95 % intervals.

    Args:
        predictions_paths: final/<candidate>/seed_<S>/predictions.csv of each model.
        result_paths: result.json of the same models.
        searched: names of the hyperparameters to show.
        objective: what the searches improve.
        seed: the config's seed, from which resamples are drawn.
        accuracies_path: where to write the table.
    """
    accuracies = pd.DataFrame(
        make_accuracy_row(
            candidate=read_candidate(predictions_path),
            seed=read_seed(predictions_path),
            searched=searched,
            result=read_result(result_path, objective),
            objective=objective,
            predictions=read_photos(predictions_path),
            bootstrap_seed=seed,
        )
        for predictions_path, result_path in zip(
            predictions_paths, result_paths, strict=True
        )
    )
    write_table(accuracies, accuracies_path)
    print(accuracies.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        tabulate_test(
            predictions_paths=snakemake.input.predictions,
            result_paths=snakemake.input.results,
            searched=snakemake.params.searched,
            objective=OBJECTIVES[snakemake.params.objective],
            seed=snakemake.params.seed,
            accuracies_path=Path(snakemake.output.accuracies),
        )
