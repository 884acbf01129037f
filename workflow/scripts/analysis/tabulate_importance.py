"""Tabulate what each hyperparameter does, by each search's results."""

from collections.abc import Mapping

import pandas as pd

from asirra.analysis.importance import Explained
from asirra.job import logged
from asirra.search.space import read_dimension
from asirra.search.study import read_points, read_rung_scores
from asirra.tables import write_table


def tabulate_importance(
    inputs: Mapping[str, list[str]],
    space: list[dict],
    strategies: list[str],
    gaussian_process: Mapping,
    paths: Mapping[str, str],
) -> None:
    """Write importance.csv, partial_dependence.csv and best_points.csv.

    Args:
        inputs: of each strategy the paths <strategy>_parameters and <strategy>_results,
            by trial.
        space: the fields of each dimension.
        strategies: whose trials are explained, each by itself.
        gaussian_process: xi, gaussian_process and seed.
        paths: importance, dependence and best_points: where to write.
    """
    dimensions = [read_dimension(fields) for fields in space]
    tables = {name: [] for name in ("importance", "dependence", "best_points")}
    for strategy in strategies:
        explained = Explained(
            dimensions,
            read_points(inputs[f"{strategy}_parameters"]),
            read_rung_scores(inputs[f"{strategy}_results"]),
            gaussian_process,
        )
        found = {
            "importance": explained.importance(),
            "dependence": explained.partial_dependence(),
            "best_points": explained.best_points(),
        }
        for name, rows in found.items():
            tables[name] += [{"strategy": strategy} | row for row in rows]
    for name, rows in tables.items():
        write_table(pd.DataFrame(rows), paths[name])
    print(pd.DataFrame(tables["importance"]).to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        tabulate_importance(
            dict(snakemake.input.items()),
            snakemake.params.space,
            snakemake.params.strategies,
            snakemake.params.gaussian_process,
            dict(snakemake.output.items()),
        )
