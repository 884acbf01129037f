"""Tabulate what each hyperparameter does, as the results of each search show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from asirra.analysis.importance import Explained
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.search.settings import SearchSettings, read_settings
from asirra.search.space import read_dimensions
from asirra.search.study import Study, read_studies
from asirra.tables import write_table


@dataclass(frozen=True)
class ImportancePaths:
    """Where the three tables are written."""

    importance: Path
    dependence: Path
    best_points: Path


def tabulate_importance(
    studies: Sequence[Study],
    settings: SearchSettings,
    objective: Objective,
    paths: ImportancePaths,
) -> None:
    """Write importance.csv, partial_dependence.csv and best_points.csv.

    Args:
        studies: the study of each strategy, which is explained by itself.
        settings: its xi, gaussian_process and seed are read.
        objective: what the searches improve.
        paths: where to write the tables.
    """
    explained = {s.strategy: Explained(s, settings, objective) for s in studies}

    def tabulate(explain: Callable[[Explained], list[dict]]) -> pd.DataFrame:
        return pd.DataFrame(
            {"strategy": strategy} | row
            for strategy, of_strategy in explained.items()
            for row in explain(of_strategy)
        )

    importance = tabulate(Explained.importance)
    write_table(importance, paths.importance)
    write_table(tabulate(Explained.partial_dependence), paths.dependence)
    write_table(tabulate(Explained.best_points), paths.best_points)
    print(importance.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        objective = OBJECTIVES[snakemake.params.objective]
        tabulate_importance(
            studies=list(
                read_studies(
                    snakemake.input,
                    snakemake.params.strategies,
                    read_dimensions(snakemake.params.space),
                    objective,
                ).values()
            ),
            settings=read_settings(snakemake.params.process),
            objective=objective,
            paths=ImportancePaths(
                importance=Path(snakemake.output.importance),
                dependence=Path(snakemake.output.dependence),
                best_points=Path(snakemake.output.best_points),
            ),
        )
