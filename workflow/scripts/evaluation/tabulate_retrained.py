"""Tabulate what the top trials are worth when they are trained again."""

import json
from collections import defaultdict
from pathlib import Path

from asirra.evaluation.selection import make_retrained_table
from asirra.job import logged
from asirra.tables import read_trials, write_table


def tabulate_retrained(
    top_trials_path: Path,
    result_paths: list[str],
    retrained_path: Path,
) -> None:
    """Write retrained.csv.

    Args:
        top_trials_path: the table of the trials to compare.
        result_paths: final/<strategy>/trial_<NNN>/seed_<S>/result.json of those that
            were trained again.
        retrained_path: one row per top trial.
    """
    accuracies = defaultdict(list)
    for path in map(Path, result_paths):
        strategy, trial, _, _ = path.parts[-4:]
        result = json.loads(path.read_text())
        key = (strategy, int(trial.removeprefix("trial_")))
        accuracies[key].append(result["validation_accuracy"])
    retrained = make_retrained_table(read_trials(top_trials_path), accuracies)
    write_table(retrained, retrained_path)
    print(retrained.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        tabulate_retrained(
            Path(snakemake.input.top_trials),
            snakemake.input.results,
            Path(snakemake.output.retrained),
        )
