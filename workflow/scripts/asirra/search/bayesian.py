"""Bayesian optimisation: from the results so far, the point of highest improvement."""

from collections.abc import Mapping, Sequence

from asirra.search.gaussian_process import from_library, make_optimizer
from asirra.search.space import Dimension, Point


def suggest_bayesian(
    space: Sequence[Dimension],
    points: Sequence[Point],
    scores: Sequence[float],
    position: int,
    settings: Mapping,
) -> Point:
    """Return the point of highest expected improvement over the results so far.

    A pure function of the arguments.

    Args:
        space: the dimensions.
        points: of all trials of earlier rounds, by trial; at least one.
        scores: their validation accuracies, same order.
        position: of the suggestion in its round, from 0. The points before it in the
            round are suggested anew and taken to score the mean of the results
            (constant liar, Ginsbourger et al. 2010, "Kriging is well-suited to
            parallelize optimization", 3.2), so it avoids them.
        settings: xi, gaussian_process and seed.
    """
    optimizer = make_optimizer(space, points, scores, settings)
    lie = float(optimizer.space.target.mean())
    suggestion = optimizer.suggest()
    for _ in range(position):
        # The library's ConstantLiar knows no categories and takes integers for floats.
        optimizer.register(suggestion, lie)
        # A lie tells nothing of the kernel, which stays as the results had it.
        optimizer.set_gp_params(kernel=optimizer._gp.kernel_, optimizer=None)
        suggestion = optimizer.suggest()
    return {d.name: from_library(d, suggestion[d.name]) for d in space}
