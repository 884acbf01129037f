"""The search space: hyperparameters, their bounds and scales."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from asirra.search.point import Value

# A point is rounded to 4 decimals of a log10, or to a 10,000th of a linear range, so
# that the last bits, which differ between machines, are never written anywhere.
DECIMALS = 4


@dataclass(frozen=True)
class Interval:
    """A hyperparameter that is a number between two bounds, in its own unit.

    Its coordinate, in which the search works, is log10 of the value on a log scale and
    the value itself on a linear one.
    """

    name: str
    low: float
    high: float
    scale: str
    is_integer: bool

    @property
    def bounds(self) -> tuple[float, float]:
        """The coordinates of low and high."""
        return self._transform(self.low), self._transform(self.high)

    def _transform(self, value: float) -> float:
        return math.log10(value) if self.scale == "log" else float(value)

    def _decimals(self) -> int:
        if self.scale == "log":
            return DECIMALS
        return DECIMALS - math.floor(math.log10(self.high - self.low))

    def to_coordinate(self, value: float) -> float:
        """Return the rounded coordinate of a value: the inverse of `to_value`.

        It stays within the bounds, which are not rounded: the library does not count a
        point beyond them.
        """
        if self.is_integer:
            return self._transform(value)
        low, high = self.bounds
        return min(max(round(self._transform(value), self._decimals()), low), high)

    def to_value(self, coordinate: float) -> float:
        """Return the value at a coordinate, rounded, as an integer where it must be."""
        low, high = self.bounds
        rounded = round(min(max(coordinate, low), high), self._decimals())
        value = 10.0**rounded if self.scale == "log" else rounded
        value = min(max(value, self.low), self.high)
        return round(value) if self.is_integer else value

    @property
    def edges(self) -> tuple[float, float]:
        """The coordinates of shares 0 and 1; each integer has an equal part."""
        half = 0.5 if self.is_integer else 0.0
        return self._transform(self.low - half), self._transform(self.high + half)

    def to_share(self, value: float) -> float:
        """Return where a value lies in the range, 0 to 1, on its scale."""
        first, last = self.edges
        return (self.to_coordinate(value) - first) / (last - first)

    def from_share(self, share: float) -> float:
        """Return the value at a share of the range, on its scale."""
        first, last = self.edges
        return self.to_value(first + share * (last - first))

    def count_values(self) -> float:
        """Return how many values there are; for a real number, infinity."""
        return self.high - self.low + 1 if self.is_integer else math.inf

    def levels(self, num_levels: int) -> list[float]:
        """Return distinct values, even from low to high; a single one is the middle."""
        shares = np.linspace(0, 1, num_levels) if num_levels > 1 else [0.5]
        return list(dict.fromkeys(self.from_share(float(share)) for share in shares))


@dataclass(frozen=True)
class Choice:
    """A hyperparameter that is one of a few values, whose order means nothing."""

    name: str
    values: tuple[Value, ...]

    def to_share(self, value: Value) -> float:
        """Return the value's place among all: the first is 0, the last is 1."""
        return self.values.index(value) / (len(self.values) - 1)

    def from_share(self, share: float) -> Value:
        """Return the value at a share in [0, 1], of which each has an equal part."""
        return self.values[min(int(share * len(self.values)), len(self.values) - 1)]

    def count_values(self) -> int:
        """Return how many values there are."""
        return len(self.values)

    def levels(self, num_levels: int) -> list[Value]:
        """Return all values, because none of them can stand for the others."""
        return list(self.values)


Dimension = Interval | Choice


def read_dimension(fields: Mapping) -> Dimension:
    """Return the dimension whose fields `dataclasses.asdict` gave."""
    if "values" in fields:
        return Choice(fields["name"], tuple(fields["values"]))
    return Interval(**fields)


def read_dimensions(fields: Sequence[Mapping]) -> tuple[Dimension, ...]:
    """Return the dimensions of a space from the fields of each."""
    return tuple(map(read_dimension, fields))
