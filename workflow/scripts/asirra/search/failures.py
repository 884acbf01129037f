"""Trials that failed in a row: does a hyperparameter explain it, or the machine?"""

from collections.abc import Sequence
from pathlib import Path

from asirra.errors import InputError
from asirra.files import read_json
from asirra.search.point import Point, Value
from asirra.search.suggestion import read_point

# So many trials that fail in a row, unexplained, end a run.
IN_A_ROW = 3


def is_explained(failed: Sequence[Point], ran: Sequence[Point]) -> bool:
    """Return whether a hyperparameter sets points that failed apart from all that ran.

    It does where its numbers lie all above, or all below, those that ran, or where it
    is a choice that no point that ran has. Where no point ran, nothing does.

    Args:
        failed: points of trials that failed, at least one.
        ran: points of trials that did not.
    """
    return bool(ran) and any(
        _is_apart([point[name] for point in failed], [point[name] for point in ran])
        for name in failed[0]
    )


def _is_apart(failed: Sequence[Value], ran: Sequence[Value]) -> bool:
    if any(isinstance(value, str | bool) for value in (*failed, *ran)):
        return not set(failed) & set(ran)
    over, within = [*map(float, failed)], [*map(float, ran)]
    return min(over) > max(within) or max(over) < min(within)


def find_row(trial: int, failed: Sequence[int]) -> list[int]:
    """Return trials of consecutive numbers that failed, a new one included, or [].

    Args:
        trial: number of the new one.
        failed: numbers of the others that failed.
    """
    for first in range(trial - IN_A_ROW + 1, trial + 1):
        row = [*range(first, first + IN_A_ROW)]
        if set(row) <= {trial, *failed}:
            return row
    return []


def check_row(parameters_path: Path, result_path: Path, reason: str) -> None:
    """Check that a trial that failed is not one too many in a row.

    Where it is, the results of the others in the row are removed, so that the next run
    trains them again.

    Args:
        parameters_path: its parameters.json; those of its strategy lie beside it.
        result_path: where its result will be, in the same folder or one of a rung.
        reason: why it failed.

    Raises:
        InputError: when no hyperparameter explains a row of trials that failed.
    """
    own = parameters_path.parent
    name = result_path.relative_to(own)
    # A trial that is being trained has no result.
    folders = {
        _number(path.parents[len(name.parts) - 1]): path
        for path in own.parent.glob(f"trial_*/{name}")
    }
    results = {number: read_json(path) for number, path in folders.items()}
    failed = [n for n, result in results.items() if result["status"] == "failed"]
    row = find_row(_number(own), failed)
    points = {
        number: read_point(own.with_name(f"trial_{number:03d}") / parameters_path.name)
        for number in {*row, *results}
    }
    ran = [points[number] for number in sorted({*results} - {*failed})]
    if not row or is_explained([points[number] for number in row], ran):
        return
    others = [number for number in row if number != _number(own)]
    reasons = [results[number]["reason"] for number in others] + [reason]
    for number in others:
        folders[number].unlink()
    raise InputError(_describe(own.parent.name, row, reasons))


def _number(folder: Path) -> int:
    return int(folder.name.removeprefix("trial_"))


def _describe(strategy: str, row: Sequence[int], reasons: Sequence[str]) -> str:
    return (
        f"search: trials {row[0]} to {row[-1]} ({strategy}) failed in a row, and no "
        "hyperparameter sets them apart from trials that ran, so expect the cause in "
        f"the machine or the data: {'; '.join(dict.fromkeys(reasons))}. The next run "
        "trains these trials again"
    )
