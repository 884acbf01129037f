"""Select each search's best trial by what its top trials are worth trained again."""

import json
from collections import defaultdict
from pathlib import Path

import pandas as pd

from asirra.job import logged, written
from asirra.search_tables import make_retrained_table
from asirra.search_tables import select_best as select


def select_best(
    top_trials_path: Path,
    result_paths: list[str],
    retrained_path: Path,
    best_path: Path,
) -> None:
    """Write retrained.csv and best_parameters.csv.

    Args:
        top_trials_path: the table of the trials to select from.
        result_paths: final/<strategy>/trial_<NNN>/seed_<S>/result.json of those that
            were trained again.
        retrained_path: one row per top trial.
        best_path: one row per strategy.
    """
    accuracies = defaultdict(list)
    for path in map(Path, result_paths):
        strategy, trial, _, _ = path.parts[-4:]
        result = json.loads(path.read_text())
        key = (strategy, int(trial.removeprefix("trial_")))
        accuracies[key].append(result["validation_accuracy"])
    retrained = make_retrained_table(pd.read_csv(top_trials_path), accuracies)
    best = select(retrained)
    with written(retrained_path) as partial:
        retrained.to_csv(partial, index=False)
    with written(best_path) as partial:
        best.to_csv(partial, index=False)
    print(retrained.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        select_best(
            Path(snakemake.input.top_trials),
            snakemake.input.results,
            Path(snakemake.output.retrained),
            Path(snakemake.output.best),
        )
