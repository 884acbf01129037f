"""Write a trial's scalars and hyperparameters for TensorBoard."""

from pathlib import Path

import pandas as pd

from asirra.errors import InputError
from asirra.files import written
from asirra.job import logged
from asirra.objectives import OBJECTIVES, Objective
from asirra.search.suggestion import read_point
from asirra.training.result import read_result


def write_tensorboard(
    name: str,
    parameters_path: Path,
    history_path: Path,
    result_path: Path,
    objective: Objective,
    events_path: Path,
) -> None:
    """Write the trial's event file.

    Raises:
        InputError: when TensorBoard, an extra, is not installed.
    """
    try:
        from asirra.report.tensorboard import write_events
    except ModuleNotFoundError as error:
        raise InputError(
            "training.tensorboard: expected the package tensorboard, which is not "
            "installed; see README, or set it to false"
        ) from error
    result = read_result(result_path, objective)
    value = None if result.reason else objective.to_value(result.score)
    with written(events_path) as partial:
        write_events(
            path=partial,
            name=name,
            parameters=read_point(parameters_path),
            history=pd.read_csv(history_path),
            objective=objective,
            value=value,
        )


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        write_tensorboard(
            name=f"{snakemake.wildcards.strategy} {snakemake.wildcards.trial}",
            parameters_path=Path(snakemake.input.parameters),
            history_path=Path(snakemake.input.history),
            result_path=Path(snakemake.input.result),
            objective=OBJECTIVES[snakemake.params.objective],
            events_path=Path(snakemake.output.events),
        )
