"""Tabulate what the top trials are worth when they are trained again."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from asirra.evaluation.selection import make_retrained_table
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.results import read_trial
from asirra.tables import read_trials, write_table
from asirra.training.result import read_result


def tabulate_retrained(
    top_trials_path: Path,
    result_paths: Sequence[str],
    objective: Objective,
    retrained_path: Path,
) -> None:
    """Write retrained.csv.

    Args:
        top_trials_path: top_trials.csv, the trials to compare.
        result_paths: final/<strategy>/trial_<NNN>/seed_<S>/result.json of those that
            were trained again.
        objective: what the searches improve.
        retrained_path: where to write the table, one row per top trial.
    """
    scores = defaultdict(list)
    for path in result_paths:
        scores[read_trial(path)].append(read_result(path, objective).score)
    retrained = make_retrained_table(read_trials(top_trials_path), scores, objective)
    write_table(retrained, retrained_path)
    print(retrained.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        tabulate_retrained(
            top_trials_path=Path(snakemake.input.top_trials),
            result_paths=snakemake.input.results,
            objective=OBJECTIVES[snakemake.params.objective],
            retrained_path=Path(snakemake.output.retrained),
        )
