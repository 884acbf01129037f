"""Suggest a trial's hyperparameters from the results of the earlier rounds."""

import json
from collections.abc import Mapping
from pathlib import Path

from asirra.files import written
from asirra.job import logged
from asirra.search.space import read_dimension
from asirra.search.study import read_points, read_rung_scores
from asirra.search.suggest import suggest


def suggest_trial(
    strategy: str,
    trial: int,
    parameters_paths: list[str],
    result_paths: list[str],
    suggestion_path: Path,
    space: list[dict],
    search: Mapping,
) -> None:
    """Write the point to try, or {"over": reason} when the search has ended.

    Args:
        strategy: as `suggest` takes it.
        trial: its number.
        parameters_paths: of the trials of earlier rounds, by trial.
        result_paths: of the same trials.
        suggestion_path: where to write.
        space: the fields of each dimension.
        search: as `search_settings` returns it.
    """
    suggestion = suggest(
        strategy,
        [read_dimension(fields) for fields in space],
        read_points(parameters_paths),
        read_rung_scores(result_paths),
        trial,
        search,
    )
    with written(suggestion_path) as partial:
        partial.write_text(json.dumps(suggestion, indent=2) + "\n")
    print(suggestion)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        suggest_trial(
            snakemake.wildcards.strategy,
            int(snakemake.wildcards.trial),
            snakemake.input.parameters,
            snakemake.input.results,
            Path(snakemake.output.parameters),
            snakemake.params.space,
            snakemake.params.search,
        )
