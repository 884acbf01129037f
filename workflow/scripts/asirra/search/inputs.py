"""The inputs of the Gaussian process: every hyperparameter on a scale from 0 to 1."""

from collections.abc import Sequence

import numpy as np

from asirra.search.space import Choice, Dimension, Interval

# So that two values of a choice lie as far apart as the ends of a range.
CHOICE_HEIGHT = np.sqrt(0.5)


class Inputs:
    """How coordinates, inputs and shares of the ranges belong together.

    Coordinates are the library's numbers: one per Interval, and for a Choice one per
    value, which is 1 for the value chosen and else 0. Inputs are the same, scaled.
    Shares are one number in [0, 1] per dimension, each value with an equal part.

    Attributes:
        space: the dimensions.
        dimensions: (num_inputs,) the place in `space` of each input.
    """

    def __init__(self, space: Sequence[Dimension]):
        self.space = tuple(space)
        sizes = [len(d.values) if isinstance(d, Choice) else 1 for d in space]
        self.dimensions = np.repeat(np.arange(len(space)), sizes)
        self._parts = np.split(np.arange(len(self.dimensions)), np.cumsum(sizes)[:-1])

    def scale(self, coordinates: np.ndarray) -> np.ndarray:
        """Return the inputs of coordinates, both (num_points, num_inputs)."""
        inputs = np.empty_like(coordinates, dtype=float)
        for dimension, part in zip(self.space, self._parts, strict=True):
            if isinstance(dimension, Choice):
                inputs[:, part] = CHOICE_HEIGHT * coordinates[:, part]
            else:
                low, high = dimension.bounds
                inputs[:, part] = (coordinates[:, part] - low) / (high - low)
        return inputs

    def to_shares(self, coordinates: np.ndarray) -> np.ndarray:
        """Return the shares (num_points, num_dimensions) of coordinates."""
        shares = np.empty((len(coordinates), len(self.space)))
        for place, (dimension, part) in enumerate(
            zip(self.space, self._parts, strict=True)
        ):
            if isinstance(dimension, Choice):
                index = coordinates[:, part].argmax(axis=1)
                shares[:, place] = (index + 0.5) / len(dimension.values)
            else:
                first, last = dimension.edges
                shares[:, place] = (coordinates[:, part[0]] - first) / (last - first)
        return shares

    def from_shares(self, shares: np.ndarray) -> np.ndarray:
        """Return the coordinates of shares: the inverse of `to_shares`."""
        parts = [
            _from_share(dimension, share)
            for dimension, share in zip(self.space, shares.T, strict=True)
        ]
        return np.hstack(parts)


def _from_share(dimension: Dimension, share: np.ndarray) -> np.ndarray:
    if isinstance(dimension, Interval):
        first, last = dimension.edges
        return np.clip(first + share * (last - first), *dimension.bounds)[:, None]
    num_values = len(dimension.values)
    index = np.minimum((share * num_values).astype(int), num_values - 1)
    return np.eye(num_values)[index]
