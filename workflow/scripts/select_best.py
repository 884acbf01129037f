"""Select each search's best trial."""

from pathlib import Path

from asirra.job import logged, written
from asirra.search_tables import read_trials
from asirra.search_tables import select_best as select


def select_best(retrained_path: Path, best_path: Path) -> None:
    """Write best_parameters.csv: the selected trial of each strategy."""
    best = select(read_trials(retrained_path))
    with written(best_path) as partial:
        best.to_csv(partial, index=False)
    print(best.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        select_best(Path(snakemake.input.retrained), Path(snakemake.output.best))
