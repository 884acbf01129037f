"""Say in a few lines what was found and where it lies."""

from pathlib import Path

import pandas as pd

from asirra.files import written
from asirra.job import logged
from asirra.report.summary import summarise


def write_summary(
    trials_path: Path,
    retrained_path: Path,
    accuracies_path: Path,
    summary_path: Path,
) -> None:
    """Write summary.txt from the three tables."""
    tables = [
        pd.read_csv(path) for path in (trials_path, retrained_path, accuracies_path)
    ]
    with written(summary_path) as partial:
        partial.write_text(summarise(*tables, summary_path.parent.as_posix()))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        write_summary(
            Path(snakemake.input.trials),
            Path(snakemake.input.retrained),
            Path(snakemake.input.accuracies),
            Path(snakemake.output.summary),
        )
