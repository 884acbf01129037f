"""A suggestion, and its file parameters.json."""

from dataclasses import dataclass
from pathlib import Path

from asirra.files import read_json, write_json
from asirra.search.point import Point


@dataclass(frozen=True)
class Suggestion:
    """The point that a trial tries, or None and the reason why the search is over."""

    point: Point | None
    reason: str = ""


def write_suggestion(suggestion: Suggestion, path: Path) -> None:
    """Write the point, or {"over": reason}."""
    is_over = suggestion.point is None
    write_json({"over": suggestion.reason} if is_over else suggestion.point, path)


def read_suggestion(path: str | Path) -> Suggestion:
    """Return what `write_suggestion` wrote."""
    content = read_json(path)
    if "over" in content:
        return Suggestion(None, content["over"])
    return Suggestion(content)


def read_point(path: str | Path) -> Point:
    """Return the point of a trial.

    Raises:
        ValueError: when the file says that the search is over.
    """
    point = read_suggestion(path).point
    if point is None:
        raise ValueError(f"{path}: expected a point, got the end of the search")
    return point
