"""Tabulate the trials."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.search.study import read_trials
from asirra.search.trial import Trial
from asirra.search.trials_table import make_trials_table
from asirra.search.untaught import read_untaught
from asirra.tables import write_table


def tabulate_trials(
    trials: Mapping[str, Sequence[Trial]],
    trials_per_round: int,
    objective: Objective,
    untaught: float,
    trials_path: Path,
) -> None:
    """Write trials.csv.

    Args:
        trials: trials of each strategy, ordered by number.
        trials_per_round: number of trials suggested together.
        objective: what the searches improve.
        untaught: value of a guess without the photo.
        trials_path: where to write the table, one row per trial.
    """
    table = make_trials_table(trials, trials_per_round, objective, untaught)
    write_table(table, trials_path)
    print(table.to_string(index=False))


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        table = snakemake.params.table
        objective = OBJECTIVES[table["objective"]]
        tabulate_trials(
            trials={
                strategy: read_trials(
                    snakemake.input[f"{strategy}_parameters"],
                    snakemake.input[f"{strategy}_results"],
                    objective,
                )
                for strategy in table["strategies"]
            },
            trials_per_round=table["trials_per_round"],
            objective=objective,
            untaught=read_untaught(Path(snakemake.input.classes), objective),
            trials_path=Path(snakemake.output.trials),
        )
