"""What a Bayesian search believed of the space before each of its rounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from bayes_opt.acquisition import ExpectedImprovement

from asirra.search import Point, make_optimizer
from asirra.space import Dimension

# Points along an edge of the grid on which a posterior is drawn.
GRID_SIZE = 50


@dataclass(frozen=True)
class Posterior:
    """The Gaussian process of a round, on a plane of the space.

    Attributes:
        num_known: trials whose results it has seen.
        grid: of the plane's one or two dimensions, by name: (grid,) values.
        mean: (grid,) or (grid of the second, grid of the first), as all three: of the
            validation accuracy.
        deviation: of the validation accuracy, without its noise.
        improvement: expected over the best so far and xi.
    """

    num_known: int
    grid: Mapping[str, np.ndarray]
    mean: np.ndarray
    deviation: np.ndarray
    improvement: np.ndarray


def compute_posterior(
    space: Sequence[Dimension],
    points: Sequence[Point],
    scores: Sequence[float],
    plane: Sequence[str],
    xi: float,
    seed: int,
) -> Posterior:
    """Return the posterior that `suggest_bayesian` maximises after these results.

    Args:
        space: the dimensions.
        points: tried so far; at least one.
        scores: their validation accuracies, same order.
        plane: names of one or two dimensions; the others stay at the best point.
        xi: of the expected improvement.
        seed: the config's `seed`.
    """
    optimizer = make_optimizer(space, points, scores, xi, seed)
    best = points[int(np.argmax(scores))]
    fixed = {d.name: d.to_coordinate(best[d.name]) for d in space}
    of_plane = [next(d for d in space if d.name == name) for name in plane]
    axes = [np.linspace(*dimension.bounds, GRID_SIZE) for dimension in of_plane]
    meshes = np.meshgrid(*axes)
    columns = zip(*(mesh.ravel() for mesh in meshes), strict=True)
    asked = [fixed | dict(zip(plane, column, strict=True)) for column in columns]
    mean, deviation = optimizer.predict(asked, return_std=True)
    acquisition = ExpectedImprovement(xi=xi)
    acquisition.y_max = max(scores)
    improvement = acquisition.base_acq(mean, deviation)
    shape = meshes[0].shape
    return Posterior(
        len(points),
        {
            dimension.name: 10.0**axis if dimension.scale == "log" else axis
            for dimension, axis in zip(of_plane, axes, strict=True)
        },
        mean.reshape(shape),
        deviation.reshape(shape),
        np.maximum(improvement, 0.0).reshape(shape),
    )


def compute_rounds(
    space: Sequence[Dimension],
    points: Sequence[Point],
    scores: Sequence[float],
    num_initial: int,
    trials_per_round: int,
    xi: float,
    seed: int,
) -> list[Posterior]:
    """Return the posterior before each round that the Gaussian process suggested.

    All show the same plane: the two dimensions that matter most after all results.
    Where every trial was random, it is the one posterior after all of them.

    Args:
        space: the dimensions.
        points: of all trials, by trial.
        scores: their validation accuracies, same order.
        num_initial, trials_per_round, xi: as in the config's section `search`.
        seed: the config's `seed`.
    """
    plane = choose_plane(space, points, scores, xi, seed)
    starts = [
        start
        for start in range(0, len(points), trials_per_round)
        if start > 0 and start + trials_per_round > num_initial
    ]
    return [
        compute_posterior(space, points[:start], scores[:start], plane, xi, seed)
        for start in starts or [len(points)]
    ]


def choose_plane(
    space: Sequence[Dimension],
    points: Sequence[Point],
    scores: Sequence[float],
    xi: float,
    seed: int,
) -> list[str]:
    """Return the two dimensions along which the posterior mean varies most.

    In the order of the space; measured from the best point, each alone.
    """
    names = [dimension.name for dimension in space]
    if len(names) <= 2:
        return names

    def spread(name: str) -> float:
        return float(
            np.std(compute_posterior(space, points, scores, [name], xi, seed).mean)
        )

    chosen = sorted(names, key=spread)[-2:]
    return [name for name in names if name in chosen]
