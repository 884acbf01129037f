"""Suggest a trial's hyperparameters from the results of the earlier rounds."""

from pathlib import Path

from asirra.job import logged
from asirra.objectives import OBJECTIVES
from asirra.search.known import read_known
from asirra.search.settings import SearchSettings, read_settings
from asirra.search.space import read_dimensions
from asirra.search.study import Study
from asirra.search.suggest import suggest
from asirra.search.suggestion import write_suggestion
from asirra.search.trial import read_study_file


def suggest_trial(
    study: Study, trial: int, settings: SearchSettings, suggestion_path: Path
) -> None:
    """Write the point to try, or the reason why the search is over.

    Args:
        study: all trials of earlier rounds, where suggestions wait for results.
        trial: number of the trial, from 0.
        settings: settings of the strategy.
        suggestion_path: where to write the suggestion.
    """
    suggestion = suggest(study, trial, settings)
    write_suggestion(suggestion, suggestion_path)
    print(suggestion)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        objective = OBJECTIVES[snakemake.params.objective]
        space = read_dimensions(snakemake.params.space)
        suggest_trial(
            study=Study(
                strategy=snakemake.wildcards.strategy,
                space=space,
                trials=read_study_file(snakemake.input.study, objective),
                known=read_known(snakemake.input.known, space, objective),
            ),
            trial=int(snakemake.wildcards.trial),
            settings=read_settings(snakemake.params.search),
            suggestion_path=Path(snakemake.output.parameters),
        )
