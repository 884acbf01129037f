"""Select each search's best trial."""

from pathlib import Path

from asirra.evaluation.selection import select_best as select
from asirra.job import logged
from asirra.tables import read_trials, write_table


def select_best(retrained_path: Path, best_path: Path) -> None:
    """Write best_parameters.csv: the selected trial of each strategy."""
    best = select(read_trials(retrained_path))
    write_table(best, best_path)
    print(best.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        select_best(
            retrained_path=Path(snakemake.input.retrained),
            best_path=Path(snakemake.output.best),
        )
