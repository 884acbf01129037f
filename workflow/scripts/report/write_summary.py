"""Say in a few lines what was found and where it lies."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from asirra.files import written
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.report.summary import summarise
from asirra.search.untaught import read_untaught
from asirra.tables import read_trials
from asirra.training.result import read_result


def write_summary(
    trials_path: Path,
    retrained_path: Path,
    accuracies_path: Path,
    classes_path: Path,
    result_paths: Sequence[str],
    objective: Objective,
    summary_path: Path,
) -> None:
    """Write summary.txt from the four tables and the results of all trainings."""
    summary = summarise(
        trials=read_trials(trials_path),
        retrained=pd.read_csv(retrained_path),
        accuracies=pd.read_csv(accuracies_path),
        objective=objective,
        results=summary_path.parent.as_posix(),
        untaught=read_untaught(classes_path, objective),
        trained=[read_result(path, objective) for path in result_paths],
    )
    with written(summary_path) as partial:
        partial.write_text(summary)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        write_summary(
            trials_path=Path(snakemake.input.trials),
            retrained_path=Path(snakemake.input.retrained),
            accuracies_path=Path(snakemake.input.accuracies),
            classes_path=Path(snakemake.input.classes),
            result_paths=snakemake.input.results,
            objective=OBJECTIVES[snakemake.params.objective],
            summary_path=Path(snakemake.output.summary),
        )
