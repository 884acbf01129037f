"""Tabulate the trials."""

import json
from pathlib import Path

from asirra.job import logged
from asirra.search.trials_table import make_trials_table
from asirra.tables import write_table


def tabulate_trials(
    parameters_paths: dict[str, list[str]],
    result_paths: dict[str, list[str]],
    trials_per_round: int,
    trials_path: Path,
) -> None:
    """Write trials.csv.

    Args:
        parameters_paths: of each strategy's trials, by trial.
        result_paths: of the same trials.
        trials_per_round: suggested together.
        trials_path: one row per trial.
    """
    trials = make_trials_table(
        _read_all(parameters_paths), _read_all(result_paths), trials_per_round
    )
    write_table(trials, trials_path)
    print(trials.to_string(index=False))


def _read_all(paths: dict[str, list[str]]) -> dict[str, list[dict]]:
    return {
        strategy: [json.loads(Path(path).read_text()) for path in of_strategy]
        for strategy, of_strategy in paths.items()
    }


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        strategies = snakemake.params.table["strategies"]
        tabulate_trials(
            {s: snakemake.input[f"{s}_parameters"] for s in strategies},
            {s: snakemake.input[f"{s}_results"] for s in strategies},
            snakemake.params.table["trials_per_round"],
            Path(snakemake.output.trials),
        )
