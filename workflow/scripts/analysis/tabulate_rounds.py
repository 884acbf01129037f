"""Tabulate the rounds of each search, and why it ended."""

import json
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from asirra.analysis.rounds import make_round_rows
from asirra.job import logged
from asirra.search.space import read_dimension
from asirra.search.study import read_points, read_rung_scores
from asirra.tables import write_table


def tabulate_rounds(
    inputs: Mapping[str, list[str]],
    space: list[dict],
    searches: Mapping[str, dict],
    trials_per_round: int,
    rounds_path: Path,
) -> None:
    """Write rounds.csv.

    Args:
        inputs: of each strategy the paths <strategy>_parameters and <strategy>_results,
            by trial, and <strategy>_over: the suggestion that ended it, if one did.
        space: the fields of each dimension.
        searches: of each strategy, as `search_settings` returns it.
        trials_per_round: suggested together.
        rounds_path: one row per strategy and round.
    """
    dimensions = [read_dimension(fields) for fields in space]
    rows = [
        {"strategy": strategy, **row}
        for strategy, settings in searches.items()
        for row in make_round_rows(
            dimensions,
            read_points(inputs[f"{strategy}_parameters"]),
            read_rung_scores(inputs[f"{strategy}_results"]),
            trials_per_round,
            settings,
            _read_reason(inputs[f"{strategy}_over"]),
        )
    ]
    rounds = pd.DataFrame(rows)
    write_table(rounds, rounds_path)
    print(rounds.to_string(index=False))


def _read_reason(paths: list[str]) -> str:
    return json.loads(Path(paths[0]).read_text())["over"] if paths else ""


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        tabulate_rounds(
            dict(snakemake.input.items()),
            snakemake.params.space,
            snakemake.params.searches,
            snakemake.params.trials_per_round,
            Path(snakemake.output.rounds),
        )
