"""Select the trials of each search that are trained again."""

from pathlib import Path

from asirra.evaluation.selection import select_top_trials as select
from asirra.job import logged
from asirra.tables import read_trials, write_table


def select_top_trials(trials_path: Path, top_k: int, top_trials_path: Path) -> None:
    """Write top_trials.csv: the trials of each strategy's k best distinct points."""
    top_trials = select(read_trials(trials_path), top_k)
    write_table(top_trials, top_trials_path)
    print(top_trials.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        select_top_trials(
            Path(snakemake.input.trials),
            snakemake.params.top_k,
            Path(snakemake.output.top_trials),
        )
