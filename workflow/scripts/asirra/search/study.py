"""What a search knows of its trials."""

import json
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from asirra.search.space import Point


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

    A trial that ended earlier is taken to gain what those that went furthest gained
    from there on, on average: the score of a lower rung is that of the last one less a
    constant (Kennedy and O'Hagan 2000, "Predicting the output from a complex computer
    code when fast approximations are available", eq. 2, with a factor of 1 and a
    constant difference). So a trial that ended early is not taken for a worse one than
    it was; nor for a better one than the best reached, which is what is to be beaten.

    Args:
        rung_scores: of each trial, its highest validation accuracy at each rung that it
            reached, as `read_rung_scores` returns it; at least one.
    """
    best = max(scores[-1] for scores in rung_scores)
    gains = np.zeros(max(map(len, rung_scores)))
    # Those that diverged are NaN before their last rung.
    known = [scores for scores in rung_scores if not math.isnan(scores[0])]
    furthest = max(map(len, known), default=0)
    if known:
        means = np.mean([s for s in known if len(s) == furthest], axis=0)
        gains[:furthest] = means[-1] - means
    return [float(min(s[-1] + gains[len(s) - 1], best)) for s in rung_scores]
