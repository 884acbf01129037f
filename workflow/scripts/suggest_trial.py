"""Suggest a trial's hyperparameters from the results of the earlier rounds."""

import json
from pathlib import Path

from asirra.job import logged, written
from asirra.search import suggest
from asirra.space import Dimension


def suggest_trial(
    trial: int,
    parameters_paths: list[str],
    result_paths: list[str],
    suggestion_path: Path,
    space: list[dict],
    search: dict,
) -> None:
    """Write the point to try, or {"over": reason} when the search has ended.

    Args:
        trial: its number.
        parameters_paths: of the trials of earlier rounds, by trial.
        result_paths: of the same trials.
        suggestion_path: where to write.
        space: the fields of each `Dimension`.
        search: num_initial, trials_per_round, xi, seed.
    """
    points = [json.loads(Path(path).read_text()) for path in parameters_paths]
    results = [json.loads(Path(path).read_text()) for path in result_paths]
    scores = [result["validation_accuracy"] for result in results]
    dimensions = [Dimension(**dimension) for dimension in space]
    suggestion = suggest(dimensions, points, scores, trial, **search)
    with written(suggestion_path) as partial:
        partial.write_text(json.dumps(suggestion, indent=2) + "\n")
    print(suggestion)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        suggest_trial(
            int(snakemake.wildcards.trial),
            snakemake.input.parameters,
            snakemake.input.results,
            Path(snakemake.output.parameters),
            snakemake.params.space,
            snakemake.params.search,
        )
