"""What a search knows of its trials."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

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


def complete_scores(rung_scores: Sequence[Sequence[float]]) -> list[float]:
    """Return what each trial would have scored at the last rung.

    A trial that ended earlier is taken to gain what the others gained from there on, on
    average: the score of a lower rung is that of the last one less a constant
    (Kennedy and O'Hagan 2000, "Predicting the output from a complex computer code when
    fast approximations are available", eq. 2, with a factor of 1 and a constant
    difference). So a trial that ended early is not taken for a worse one than it was.

    Args:
        rung_scores: of each trial, its highest validation accuracy at each rung that it
            reached; at least one.
    """
    longest = max(map(len, rung_scores))
    gains = {
        num_rungs: np.mean(
            [s[-1] - s[num_rungs - 1] for s in rung_scores if len(s) == longest]
        )
        for num_rungs in {len(s) for s in rung_scores}
    }
    return [float(s[-1] + gains[len(s)]) for s in rung_scores]
