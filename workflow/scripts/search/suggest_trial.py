"""Suggest a trial's hyperparameters from the results of the earlier rounds."""

from pathlib import Path

from asirra.job import logged
from asirra.objectives import OBJECTIVES
from asirra.search.settings import SearchSettings, read_settings
from asirra.search.space import read_dimensions
from asirra.search.study import Study, read_trials
from asirra.search.suggest import suggest
from asirra.search.suggestion import write_suggestion


def suggest_trial(
    study: Study, trial: int, settings: SearchSettings, suggestion_path: Path
) -> None:
    """Write the point to try, or the reason why the search is over.

    Args:
        study: all trials of earlier rounds, where the strategy learns from results.
        trial: number of the trial, from 0.
        settings: settings of the strategy.
        suggestion_path: where to write the suggestion.
    """
    suggestion = suggest(study, trial, settings)
    write_suggestion(suggestion, suggestion_path)
    print(suggestion)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        suggest_trial(
            study=Study(
                strategy=snakemake.wildcards.strategy,
                space=read_dimensions(snakemake.params.space),
                trials=read_trials(
                    snakemake.input.parameters,
                    snakemake.input.results,
                    OBJECTIVES[snakemake.params.objective],
                ),
            ),
            trial=int(snakemake.wildcards.trial),
            settings=read_settings(snakemake.params.search),
            suggestion_path=Path(snakemake.output.parameters),
        )
