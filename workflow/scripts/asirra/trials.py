"""What a search knows of its trials, from their files."""

import json
from collections.abc import Sequence
from pathlib import Path

from asirra.space import Point


def read_points(parameters_paths: Sequence[str]) -> list[Point]:
    """Return the point of each trial, by its parameters.json."""
    return [json.loads(Path(path).read_text()) for path in parameters_paths]


def read_rung_scores(result_paths: Sequence[str]) -> list[list[float]]:
    """Return the validation accuracies of each trial, by its result.json.

    At each rung that it reached; one, where trials have no rungs.
    """
    results = [json.loads(Path(path).read_text()) for path in result_paths]
    return [r.get("rung_scores", [r["validation_accuracy"]]) for r in results]
