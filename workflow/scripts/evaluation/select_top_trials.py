"""Select the trials of each search that are trained again."""

from collections.abc import Mapping
from pathlib import Path

from asirra.evaluation.selection import select_top_trials as select
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.search.belief import believed_scores
from asirra.search.settings import SearchSettings, read_settings
from asirra.search.space import read_dimensions
from asirra.search.study import Study, read_studies
from asirra.tables import read_trials, write_table


def select_top_trials(
    trials_path: Path,
    studies: Mapping[str, Study],
    settings: SearchSettings,
    top_k: int,
    objective: Objective,
    top_trials_path: Path,
) -> None:
    """Write top_trials.csv: the trials of each strategy's k best distinct points.

    Args:
        trials_path: trials.csv.
        studies: all trials of each strategy.
        settings: its gaussian_process and seed are read.
        top_k: number of points of each strategy.
        objective: what the searches improve.
        top_trials_path: where to write.
    """
    believed = {
        name: believed_scores(study, settings) for name, study in studies.items()
    }
    trials = read_trials(trials_path)
    top_trials = select(trials, believed, top_k, objective)
    write_table(top_trials, top_trials_path)
    print(top_trials.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        objective = OBJECTIVES[snakemake.params.objective]
        select_top_trials(
            trials_path=Path(snakemake.input.trials),
            studies=read_studies(
                snakemake.input,
                snakemake.params.strategies,
                read_dimensions(snakemake.params.space),
                objective,
            ),
            settings=read_settings(snakemake.params.process),
            top_k=snakemake.params.top_k,
            objective=objective,
            top_trials_path=Path(snakemake.output.top_trials),
        )
