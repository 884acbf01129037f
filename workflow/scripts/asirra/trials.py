"""What a search knows of its trials."""

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from asirra.space import Point


def read_points(parameters_paths: Sequence[str]) -> list[Point]:
    """Return the point of each trial, by its parameters.json."""
    return [json.loads(Path(path).read_text()) for path in parameters_paths]


def read_rung_scores(result_paths: Sequence[str]) -> list[list[float]]:
    """Return the validation accuracies of each trial, by its result.json.

    At each rung that it reached; one, where trials have no rungs. A trial that diverged
    has nothing more to gain: it counts at the last rung that any reached, and is NaN at
    those before.
    """
    results = [json.loads(Path(path).read_text()) for path in result_paths]
    scores = [r.get("rung_scores", [r["validation_accuracy"]]) for r in results]
    longest = max(map(len, scores), default=1)
    return [
        [math.nan] * (longest - 1) + s[-1:] if r["status"] == "diverged" else s
        for r, s in zip(results, scores, strict=True)
    ]


def complete_scores(rung_scores: Sequence[Sequence[float]]) -> list[float]:
    """Return what each trial would have scored at the last rung.

    A trial that ended earlier is taken to gain what the others gained from there on, on
    average: the score of a lower rung is that of the last one less a constant
    (Kennedy and O'Hagan 2000, "Predicting the output from a complex computer code when
    fast approximations are available", eq. 2, with a factor of 1 and a constant
    difference). So a trial that ended early is not taken for a worse one than it was.

    Args:
        rung_scores: of each trial, its highest validation accuracy at each rung that it
            reached, as `read_rung_scores` returns it; at least one.
    """
    longest = max(map(len, rung_scores))
    last = np.array([scores for scores in rung_scores if len(scores) == longest])
    gains = last[~np.isnan(last[:, 0])]
    gains = gains[:, -1:] - gains if len(gains) else np.zeros((1, longest))
    return [float(s[-1] + gains.mean(axis=0)[len(s) - 1]) for s in rung_scores]
