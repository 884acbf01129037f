"""A trial as TensorBoard reads it: scalars, and hyperparameters for its HParams tab."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.proto.summary_pb2 import Summary
from tensorboard.plugins.hparams import (
    api_pb2,
    metadata,
    plugin_data_pb2,
    summary_v2,
)
from tensorboard.summary.writer.record_writer import RecordWriter

from asirra.objectives import Objective


def write_events(
    path: Path,
    name: str,
    parameters: Mapping[str, float],
    history: pd.DataFrame,
    objective: Objective,
    value: float | None,
) -> None:
    """Write a trial's event file; the same trial gives the same bytes.

    TensorBoard needs times, so an epoch counts as a second.

    Args:
        path: where to write the file.
        name: name of the trial.
        parameters: values of the searched hyperparameters.
        history: as in history.csv.
        objective: what the search improves.
        value: the trial's value of the objective; None where it failed.
    """
    with open(path, "wb") as file:
        writer = RecordWriter(file)
        for event in _make_events(name, parameters, history, objective.column, value):
            writer.write(event.SerializeToString(deterministic=True))
        writer.flush()


def _make_events(
    name: str,
    parameters: Mapping[str, float],
    history: pd.DataFrame,
    value_name: str,
    value: float | None,
) -> Iterator[Event]:
    yield Event(wall_time=0.0, file_version="brain.Event:2")
    metric = summary_v2.Metric(value_name)
    hparams = [summary_v2.HParam(key) for key in parameters]
    experiment = summary_v2.hparams_config_pb(hparams, [metric], time_created_secs=0.0)
    yield Event(wall_time=0.0, summary=experiment)
    values = summary_v2.hparams_pb(dict(parameters), name, start_time_secs=0.0)
    yield Event(wall_time=0.0, summary=values)
    for row in history.to_dict("records"):
        epoch = int(row.pop("epoch"))
        scalars = [
            Summary.Value(tag=f"epoch/{column}", simple_value=value)
            for column, value in row.items()
        ]
        yield Event(wall_time=epoch, step=epoch, summary=Summary(value=scalars))
    last = len(history)
    status = api_pb2.STATUS_FAILURE
    if value is not None:
        status = api_pb2.STATUS_SUCCESS
        reached = Summary.Value(tag=value_name, simple_value=value)
        yield Event(wall_time=last, step=last, summary=Summary(value=[reached]))
    yield Event(wall_time=last, summary=Summary(value=[_make_end(last, status)]))


def _make_end(seconds: float, status: int) -> Summary.Value:
    # The plugin's session_end_pb makes the same, but its module imports TensorFlow.
    ended = plugin_data_pb2.SessionEndInfo(status=status, end_time_secs=seconds)
    data = plugin_data_pb2.HParamsPluginData(session_end_info=ended)
    return Summary.Value(
        tag=metadata.SESSION_END_INFO_TAG,
        metadata=metadata.create_summary_metadata(data),
        tensor=metadata.NULL_TENSOR,
    )
