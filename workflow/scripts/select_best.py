"""Tabulate the trials and select the best."""

import json
from pathlib import Path

from asirra.job import logged, written
from asirra.search_tables import make_trials_table, select_best_trials


def select_best(
    parameters_paths: dict[str, list[str]],
    result_paths: dict[str, list[str]],
    trials_per_round: int,
    trials_path: Path,
    best_path: Path,
) -> None:
    """Write trials.csv and best_parameters.csv.

    Args:
        parameters_paths: of each strategy's trials, by trial.
        result_paths: of the same trials.
        trials_per_round: suggested together.
        trials_path: one row per trial.
        best_path: one row per strategy.
    """
    trials = make_trials_table(
        _read_all(parameters_paths), _read_all(result_paths), trials_per_round
    )
    best = select_best_trials(trials)
    with written(trials_path) as partial:
        trials.to_csv(partial, index=False)
    with written(best_path) as partial:
        best.to_csv(partial, index=False)
    print(best.to_string(index=False))


def _read_all(paths: dict[str, list[str]]) -> dict[str, list[dict]]:
    return {
        strategy: [json.loads(Path(path).read_text()) for path in of_strategy]
        for strategy, of_strategy in paths.items()
    }


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        strategies = snakemake.params.selection["strategies"]
        select_best(
            {s: snakemake.input[f"{s}_parameters"] for s in strategies},
            {s: snakemake.input[f"{s}_results"] for s in strategies},
            snakemake.params.selection["trials_per_round"],
            Path(snakemake.output.trials),
            Path(snakemake.output.best),
        )
