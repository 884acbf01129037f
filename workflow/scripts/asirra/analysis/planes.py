"""A posterior on a plane of the space, and its file."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from asirra.files import written
from asirra.search.space import Value


@dataclass(frozen=True)
class Posterior:
    """The Gaussian process before a round, on a plane of the space.

    Attributes:
        num_known: trials whose results it has seen.
        selected: which of these it would select.
        noise: standard deviation of the noise that it believes in.
        grid: values of the plane's one or two dimensions, by name; a choice has all its
            values.
        mean: mean of the score (in the file: of the objective's value), (num_values,)
            on one dimension, or (num_values of the second, num_values of the first) on
            two.
        deviation: standard deviation of the score without its noise, same shape.
        acquisition: the acquisition function, same shape.
    """

    num_known: int
    selected: int
    noise: float
    grid: Mapping[str, Sequence[Value] | np.ndarray]
    mean: np.ndarray
    deviation: np.ndarray
    acquisition: np.ndarray


SCALARS = ("num_known", "selected", "noise")
FIELDS = ("mean", "deviation", "acquisition")


def write_posteriors(
    path: Path, posteriors: Sequence[Posterior], acquisition_name: str
) -> None:
    """Write the posteriors of all rounds, which share one plane, as one .npz file.

    The arrays are num_known, selected and noise, (num_rounds,); mean, deviation and
    acquisition, (num_rounds, ...); and plane, a JSON text of the grid and of the
    acquisition function's name.
    """
    plane = {
        "grid": {
            name: {"is_choice": isinstance(values, tuple), "values": list(values)}
            for name, values in posteriors[0].grid.items()
        },
        "acquisition": acquisition_name,
    }
    arrays = {
        name: np.stack([getattr(posterior, name) for posterior in posteriors])
        for name in (*SCALARS, *FIELDS)
    }
    with written(path) as partial:
        np.savez(partial, **{"plane": np.array(json.dumps(plane)), **arrays})  # type: ignore[arg-type]


def read_posteriors(path: Path) -> tuple[list[Posterior], str]:
    """Return the posteriors of all rounds, and the acquisition function's name."""
    with np.load(path, allow_pickle=False) as file:
        plane = json.loads(file["plane"].item())
        scalars = {name: file[name].tolist() for name in SCALARS}
        fields = {name: file[name] for name in FIELDS}
    grid = {
        name: tuple(axis["values"]) if axis["is_choice"] else np.array(axis["values"])
        for name, axis in plane["grid"].items()
    }
    posteriors = [
        Posterior(
            grid=grid,
            **{name: values[index] for name, values in (scalars | fields).items()},
        )
        for index in range(len(scalars["num_known"]))
    ]
    return posteriors, plane["acquisition"]
