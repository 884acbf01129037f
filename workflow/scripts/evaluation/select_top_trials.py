"""Select the trials of each search that are trained again."""

from pathlib import Path

from asirra.evaluation.selection import select_top_trials as select
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.tables import read_trials, write_table


def select_top_trials(
    trials_path: Path, top_k: int, objective: Objective, top_trials_path: Path
) -> None:
    """Write top_trials.csv: the trials of each strategy's k best distinct points."""
    top_trials = select(read_trials(trials_path), top_k, objective)
    write_table(top_trials, top_trials_path)
    print(top_trials.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        select_top_trials(
            trials_path=Path(snakemake.input.trials),
            top_k=snakemake.params.top_k,
            objective=OBJECTIVES[snakemake.params.objective],
            top_trials_path=Path(snakemake.output.top_trials),
        )
