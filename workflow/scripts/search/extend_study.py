"""Extend the study of a search by the trials of a round."""

from pathlib import Path

from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.search.study import read_trials
from asirra.search.trial import Trial, read_study_file, write_study_file


def extend_study(
    earlier: tuple[Trial, ...],
    of_round: tuple[Trial, ...],
    objective: Objective,
    study_path: Path,
) -> None:
    """Write the trials of the earlier rounds and of this one, a line each.

    Args:
        earlier: trials of the earlier rounds, ordered by number.
        of_round: trials of the round, ordered by number.
        objective: what the search improves.
        study_path: where to write.
    """
    write_study_file([*earlier, *of_round], objective, study_path)
    print(f"{len(earlier)} trials and {len(of_round)} of this round")


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        objective = OBJECTIVES[snakemake.params.objective]
        earlier = read_study_file(snakemake.input.study, objective)
        extend_study(
            earlier=earlier,
            of_round=read_trials(
                snakemake.input.parameters,
                snakemake.input.results,
                objective,
                first=len(earlier),
            ),
            objective=objective,
            study_path=Path(snakemake.output.study),
        )
