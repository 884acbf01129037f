"""Tabulate the rounds of each search, and why it ended."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from asirra.analysis.rounds import make_round_rows
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.search.settings import SearchSettings, read_settings
from asirra.search.space import read_dimensions
from asirra.search.study import Study, read_studies
from asirra.search.suggestion import read_suggestion
from asirra.tables import write_table


def tabulate_rounds(
    studies: Sequence[Study],
    settings: Mapping[str, SearchSettings],
    reasons: Mapping[str, str],
    trials_per_round: int,
    objective: Objective,
    rounds_path: Path,
) -> None:
    """Write rounds.csv.

    Args:
        studies: the study of each strategy.
        settings: settings of each strategy, by name.
        reasons: why each search ended before its budget, by strategy; empty when it did
            not.
        trials_per_round: number of trials suggested together.
        objective: what the searches improve.
        rounds_path: where to write the table, one row per strategy and round.
    """
    rows = [
        {"strategy": study.strategy, **row}
        for study in studies
        for row in make_round_rows(
            study,
            trials_per_round,
            settings[study.strategy],
            objective,
            reasons[study.strategy],
        )
    ]
    rounds = pd.DataFrame(rows)
    write_table(rounds, rounds_path)
    print(rounds.to_string(index=False))


def read_reason(paths: Sequence[str]) -> str:
    """Return why a search ended, from the suggestion that ended it, if there is one."""
    return read_suggestion(paths[0]).reason if paths else ""


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        searches = snakemake.params.searches
        objective = OBJECTIVES[snakemake.params.objective]
        tabulate_rounds(
            studies=list(
                read_studies(
                    snakemake.input,
                    searches,
                    read_dimensions(snakemake.params.space),
                    objective,
                ).values()
            ),
            settings={name: read_settings(s) for name, s in searches.items()},
            reasons={
                name: read_reason(snakemake.input[f"{name}_over"]) for name in searches
            },
            trials_per_round=snakemake.params.trials_per_round,
            objective=objective,
            rounds_path=Path(snakemake.output.rounds),
        )
