"""Compute what a search believed before each of its rounds."""

from dataclasses import replace
from pathlib import Path

from asirra.analysis.planes import write_posteriors
from asirra.analysis.posterior import compute_rounds
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.search.acquisition import NAME
from asirra.search.known import read_known
from asirra.search.settings import SearchSettings, read_settings
from asirra.search.space import read_dimensions
from asirra.search.study import Study, read_trials


def compute_posterior(
    study: Study, settings: SearchSettings, objective: Objective, posteriors_path: Path
) -> None:
    """Write the posterior before each round.

    Args:
        study: all trials of a strategy that learns from results.
        settings: settings of the strategy.
        objective: what the search improves.
        posteriors_path: where to write the posteriors, as .npz.
    """
    shown = [
        replace(posterior, mean=objective.to_value(posterior.mean))
        for posterior in compute_rounds(study, settings)
    ]
    write_posteriors(posteriors_path, shown, NAME)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        objective = OBJECTIVES[snakemake.params.objective]
        space = read_dimensions(snakemake.params.space)
        compute_posterior(
            study=Study(
                snakemake.wildcards.strategy,
                space,
                read_trials(
                    snakemake.input.parameters,
                    snakemake.input.results,
                    objective,
                ),
                read_known(snakemake.input.known, space, objective),
            ),
            settings=read_settings(snakemake.params.search),
            objective=objective,
            posteriors_path=Path(snakemake.output.posteriors),
        )
