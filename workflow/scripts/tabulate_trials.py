"""Tabulate the trials, and the best of each search."""

import json
from pathlib import Path

from asirra.job import logged, written
from asirra.search_tables import make_trials_table, select_top_trials


def tabulate_trials(
    parameters_paths: dict[str, list[str]],
    result_paths: dict[str, list[str]],
    trials_per_round: int,
    top_k: int,
    trials_path: Path,
    top_trials_path: Path,
) -> None:
    """Write trials.csv and top_trials.csv.

    Args:
        parameters_paths: of each strategy's trials, by trial.
        result_paths: of the same trials.
        trials_per_round: suggested together.
        top_k: trials of a strategy in top_trials.csv.
        trials_path: one row per trial.
        top_trials_path: the best of each strategy first.
    """
    trials = make_trials_table(
        _read_all(parameters_paths), _read_all(result_paths), trials_per_round
    )
    top_trials = select_top_trials(trials, top_k)
    with written(trials_path) as partial:
        trials.to_csv(partial, index=False)
    with written(top_trials_path) as partial:
        top_trials.to_csv(partial, index=False)
    print(top_trials.to_string(index=False))


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
            snakemake.params.table["top_k"],
            Path(snakemake.output.trials),
            Path(snakemake.output.top_trials),
        )
