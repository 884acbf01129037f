"""The search space: hyperparameters, their bounds and scales."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

# A point is rounded to 4 decimals of a log10, or to a 10,000th of a linear range, so
# that the last bits, which differ between machines, are never written anywhere.
DECIMALS = 4


@dataclass(frozen=True)
class Dimension:
    """One hyperparameter of the space, in its own unit.

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
        """Return the rounded coordinate of a value: the inverse of `to_value`."""
        if self.is_integer:
            return self._transform(value)
        return round(self._transform(value), self._decimals())

    def to_value(self, coordinate: float) -> float:
        """Return the value at a coordinate, rounded, an integer where it must be."""
        low, high = self.bounds
        rounded = round(min(max(coordinate, low), high), self._decimals())
        value = 10.0**rounded if self.scale == "log" else rounded
        value = min(max(value, self.low), self.high)
        return round(value) if self.is_integer else value

    def count_values(self) -> float:
        """Return how many values there are: infinity for a real number."""
        return (
            math.floor(self.high) - math.ceil(self.low) + 1
            if self.is_integer
            else math.inf
        )


def read_space(config: Mapping, schema: Mapping) -> list[Dimension]:
    """Return the dimensions of `search.space`; a key set to null is not searched.

    Args:
        config: the checked configuration.
        schema: its schema, which tells the keys that are integers.
    """
    sections = schema["properties"]
    keys = {**sections["model"]["properties"], **sections["training"]["properties"]}
    return [
        Dimension(
            name,
            bounds["low"],
            bounds["high"],
            bounds["scale"],
            keys[name]["type"] == "integer",
        )
        for name, bounds in config["search"]["space"].items()
        if bounds is not None
    ]
