"""A grid of points over the space."""

import itertools
import math
from collections.abc import Sequence

import numpy as np

from asirra.search.point import Point, Value
from asirra.search.space import Dimension
from asirra.seeds import seed_sequence


def suggest_grid(
    space: Sequence[Dimension], num_points: int, seed: int, index: int
) -> Point:
    """Return point number `index` of a grid in random order.

    The order is random so that any part of the grid covers the whole space.

    Args:
        space: the dimensions.
        num_points: points of the whole grid, one of `grid_sizes`.
        seed: the config's `seed`.
        index: place of the point in the random order, from 0.
    """
    levels = grid_sizes(space, num_points)[num_points]
    points = list(itertools.product(*levels))
    rng = np.random.default_rng(seed_sequence(seed, "grid"))
    chosen = points[rng.permutation(len(points))[index]]
    return {d.name: value for d, value in zip(space, chosen, strict=True)}


def grid_sizes(
    space: Sequence[Dimension], max_size: int
) -> dict[int, list[list[Value]]]:
    """Return the levels of each dimension in every grid, by number of points.

    All dimensions have equally many levels, or the first ones have one more. A choice
    has all its values, and an integer has no more levels than values.

    Args:
        space: the dimensions.
        max_size: points of the largest grid.
    """
    sizes: dict[int, list[list[Value]]] = {}
    for num_levels in range(1, max_size + 1):
        for num_larger in range(len(space)):
            levels: list[list[Value]] = [
                list(dimension.levels(num_levels + (place < num_larger)))
                for place, dimension in enumerate(space)
            ]
            size = math.prod(map(len, levels))
            if size > max_size:
                return sizes
            sizes.setdefault(size, levels)
    return sizes
