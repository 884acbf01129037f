"""Results of earlier searches, which inform a search from its start."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from asirra.errors import InputError
from asirra.objectives import Objective
from asirra.search.point import Value
from asirra.search.space import Choice, Dimension
from asirra.search.trial import Trial

# A trial that was stopped has no curve in the table, which would tell of its end.
USED = ("complete", "diverged")


def read_known(
    paths: Sequence[str | Path], space: Sequence[Dimension], objective: Objective
) -> tuple[Trial, ...]:
    """Return the results in the tables of earlier searches, in their order.

    Only those count that the present space holds, of trials that were trained to their
    end or diverged. Columns of other hyperparameters are not read.

    Args:
        paths: of tables as trials.csv, with a column of every searched key.
        space: the dimensions.
        objective: what the search improves; the tables have its column.

    Raises:
        InputError: when a table is not there or is no such table.
    """
    rows = [row for path in paths for row in _read_rows(path, space, objective)]
    return tuple(
        Trial(
            number=number,
            point=point,
            status=row["status"],
            score=objective.to_score(float(row[objective.column])),
            epoch_scores=(),
            seconds=float(row["seconds"]),
        )
        for number, (point, row) in enumerate(rows)
    )


def _read_rows(
    path: str | Path, space: Sequence[Dimension], objective: Objective
) -> Iterator[tuple[dict[str, Value], dict[str, str]]]:
    """Yield the point and all cells of each row that counts."""
    wanted = [*(d.name for d in space), "status", objective.column, "seconds"]
    try:
        with open(path, newline="", encoding="utf-8-sig") as file:
            reader = csv.DictReader(file)
            missing = [n for n in wanted if n not in (reader.fieldnames or [])]
            if missing:
                raise InputError(
                    f"search.known: expected {path} to have the columns "
                    f"{', '.join(wanted)}, got none named {', '.join(missing)}"
                )
            for row in reader:
                point = {d.name: _read_value(d, row[d.name]) for d in space}
                held = {k: v for k, v in point.items() if v is not None}
                if row["status"] in USED and len(held) == len(point):
                    float(row[objective.column]), float(row["seconds"])
                    yield held, row
    except OSError as error:
        raise InputError(
            f"search.known: expected the path of a trials.csv, got {path} "
            f"({error.strerror})"
        ) from None
    except (ValueError, TypeError, csv.Error) as error:
        raise InputError(
            f"search.known: expected {path} to be as trials.csv, got a row that is "
            f"not ({error})"
        ) from None


def _read_value(dimension: Dimension, text: str) -> Value | None:
    """Return the value in a table's cell, or None where the space does not hold it."""
    if isinstance(dimension, Choice):
        return next((v for v in dimension.values if str(v) == text), None)
    value = float(text)
    if not dimension.low <= value <= dimension.high:
        return None
    return round(value) if dimension.is_integer else value


def check_known(
    config: Mapping, space: Sequence[Dimension], objective: Objective, own_table: str
) -> None:
    """Check the tables of `search.known`.

    Args:
        config: the checked configuration.
        space: the dimensions.
        objective: what the search improves.
        own_table: path of the table that the present search writes.

    Raises:
        InputError: when one cannot be read, or is the present search's own.
    """
    for path in config["search"]["known"]:
        if Path(path).resolve() == Path(own_table).resolve():
            raise InputError(
                f"search.known: expected the table of another search, got {path}, "
                "which this one writes; give this one another name (experiment:)"
            )
        read_known([path], space, objective)
