"""Write a trial's scalars and hyperparameters for TensorBoard."""

import json
from pathlib import Path

import pandas as pd

from asirra.errors import InputError
from asirra.files import written
from asirra.job import logged


def write_tensorboard(
    name: str,
    parameters_path: Path,
    history_path: Path,
    result_path: Path,
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
    parameters = json.loads(parameters_path.read_text())
    score = json.loads(result_path.read_text())["validation_accuracy"]
    with written(events_path) as partial:
        write_events(partial, name, parameters, pd.read_csv(history_path), score)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        write_tensorboard(
            "{strategy} {trial}".format(**dict(snakemake.wildcards)),
            Path(snakemake.input.parameters),
            Path(snakemake.input.history),
            Path(snakemake.input.result),
            Path(snakemake.output.events),
        )
