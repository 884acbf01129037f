"""Files of an experiment, for the tests of what a run says of it."""

from pathlib import Path

from asirra.files import write_json
from asirra.objectives import OBJECTIVES, Objective
from asirra.results import Results
from asirra.search.point import Point
from asirra.search.suggestion import Suggestion, write_suggestion
from asirra.training.result import Result, write_result

RESULTS = Results("mine")
ACCURACY = OBJECTIVES["accuracy"]
POINT: Point = {"learning_rate": 0.0123456789, "batch_size": 32}


def write_suggested(strategy: str, number: int, over: str = "") -> Path:
    """Write parameters.json of a trial, or that the search is over; return its path."""
    path = Path(RESULTS.trial("parameters.json", strategy, number))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_suggestion(Suggestion(None if over else POINT, over), path)
    return path


def write_trial(
    strategy: str,
    number: int,
    value: float = 0.5,
    seconds: float = 1.25,
    objective: Objective = ACCURACY,
) -> Path:
    """Write the files of a trial of two epochs; return the path of its result."""
    path = write_suggested(strategy, number).with_name("result.json")
    score = objective.to_score(value)
    result = Result({**POINT}, "complete", 2, 1, score, "float32", seconds)
    write_result(result, objective, path)
    return path


def write_final(point: str, seed: int, value: float, seconds: float) -> None:
    """Write what a line says of a training after the search."""
    path = Path(RESULTS.point("result.json", point, seed))
    path.parent.mkdir(parents=True, exist_ok=True)
    write_json({ACCURACY.column: value, "seconds": seconds}, path)
