"""What a Bayesian search believed of the space before each of its rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from asirra.search.acquisition import expected_improvement
from asirra.search.gaussian_process import make_optimizer, to_library
from asirra.search.space import Choice, Dimension, Point, Value
from asirra.search.study import complete_scores

# Points along an edge of the grid on which a posterior is drawn, and along a line.
GRID_SIZE, LINE_SIZE = 50, 400


@dataclass(frozen=True)
class Posterior:
    """The Gaussian process of a round, on a plane of the space.

    Attributes:
        num_known: trials whose results it has seen.
        grid: values of the plane's one or two dimensions, by name; of a choice, all.
        mean: (grid,) or (grid of the second, grid of the first), as all three: of the
            validation accuracy.
        deviation: of the validation accuracy, without its noise.
        improvement: expected over the best so far and xi.
    """

    num_known: int
    grid: Mapping[str, Sequence[Value]]
    mean: np.ndarray
    deviation: np.ndarray
    improvement: np.ndarray


def compute_posterior(
    space: Sequence[Dimension],
    points: Sequence[Point],
    scores: Sequence[float],
    plane: Sequence[str],
    settings: Mapping,
) -> Posterior:
    """Return the posterior that `suggest_bayesian` maximises after these results.

    Args:
        space: the dimensions.
        points: tried so far; at least one.
        scores: their validation accuracies, same order.
        plane: names of one or two dimensions; the others stay at the best point.
        settings: as `suggest_bayesian` takes them.
    """
    optimizer = make_optimizer(space, points, scores, settings)
    best = points[int(np.argmax(scores))]
    fixed = to_library(space, best)
    by_name = {dimension.name: dimension for dimension in space}
    size = LINE_SIZE if len(plane) == 1 else GRID_SIZE
    axes = [_axis(by_name[name], size) for name in plane]
    places = np.meshgrid(*(np.arange(len(axis)) for axis in axes))
    asked = [
        fixed | {n: axis[k] for n, axis, k in zip(plane, axes, place, strict=True)}
        for place in zip(*(mesh.ravel() for mesh in places), strict=True)
    ]
    mean, deviation = optimizer.predict(asked, return_std=True)
    improvement = expected_improvement(mean, deviation, max(scores), settings["xi"])
    shape = places[0].shape
    return Posterior(
        len(points),
        {
            name: _values(by_name[name], axis)
            for name, axis in zip(plane, axes, strict=True)
        },
        mean.reshape(shape),
        deviation.reshape(shape),
        improvement.reshape(shape),
    )


def _axis(dimension: Dimension, size: int) -> Sequence[Value]:
    """Return what the library is asked about along a dimension."""
    if isinstance(dimension, Choice):
        return dimension.values
    return np.linspace(*dimension.bounds, size)


def _values(dimension: Dimension, axis: Sequence[Value]) -> Sequence[Value]:
    is_log = not isinstance(dimension, Choice) and dimension.scale == "log"
    return 10.0**axis if is_log else axis


def compute_rounds(
    space: Sequence[Dimension],
    points: Sequence[Point],
    rung_scores: Sequence[Sequence[float]],
    settings: Mapping,
) -> list[Posterior]:
    """Return the posterior before each round that the Gaussian process suggested.

    All show the same plane: the two dimensions that matter most after all results.
    Where every trial was random, it is the one posterior after all of them.

    Args:
        space: the dimensions.
        points: of all trials, by trial.
        rung_scores: of the same trials, as `suggest` takes them.
        settings: as `search_settings` returns them for "bayesian".
    """

    def before(start: int) -> tuple[Sequence[Point], list[float]]:
        return points[:start], complete_scores(rung_scores[:start])

    plane = choose_plane(space, *before(len(points)), settings)
    return [
        compute_posterior(space, *before(start), plane, settings)
        for start in find_starts(len(points), settings) or [len(points)]
    ]


def find_starts(num_trials: int, settings: Mapping) -> list[int]:
    """Return the first trial of each round that the Gaussian process suggested."""
    per_round = settings["trials_per_round"]
    num_before = len(settings["first"]) + settings["num_initial"]
    return [s for s in range(0, num_trials, per_round) if s >= num_before]


def choose_plane(
    space: Sequence[Dimension],
    points: Sequence[Point],
    scores: Sequence[float],
    settings: Mapping,
) -> list[str]:
    """Return the two dimensions along which the posterior mean varies most.

    In the order of the space; measured from the best point, each alone.
    """
    names = [dimension.name for dimension in space]
    if len(names) <= 2:
        return names

    def spread(name: str) -> float:
        posterior = compute_posterior(space, points, scores, [name], settings)
        return float(np.std(posterior.mean))

    chosen = sorted(names, key=spread)[-2:]
    return [name for name in names if name in chosen]
