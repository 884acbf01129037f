"""A table that says of each file its class, and perhaps its split and its group."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import pandas as pd

from asirra.errors import InputError
from asirra.photos.names import normalise_label


def read_label_table(path: str | Path, columns: Sequence[str]) -> pd.DataFrame:
    """Return some columns of a table, all as text.

    Args:
        path: of a CSV, whose cells are divided by commas, semicolons, tabs or bars.
        columns: names of columns.

    Raises:
        InputError: when it cannot be read, or lacks a column; it names the columns that
            are there.
    """
    try:
        with open(path, encoding="utf-8-sig") as file:
            header = next((line for line in file if line.strip()), "")
        table = pd.read_csv(
            path,
            # The sign that the header has most of.
            sep=max(",;\t|", key=header.count),
            # Never the first column as names of the rows, whatever their length.
            index_col=False,
            dtype=str,
            keep_default_na=False,
            encoding="utf-8-sig",
            skipinitialspace=True,
        )
    except UnicodeDecodeError:
        raise InputError(
            f"data.labels.csv: expected {path} in UTF-8, got another encoding; save it "
            "as CSV in UTF-8"
        ) from None
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split())
        raise InputError(
            f"data.labels.csv: expected a table of files and labels, got {path} "
            f"({reason})"
        ) from None
    table.columns = table.columns.str.strip()
    for name in columns:
        if name not in table:
            raise InputError(
                f"data.labels.csv: expected a column {name!r} in {path}, got "
                f"{', '.join(map(repr, table.columns))}"
            )
    return table[list(dict.fromkeys(columns))].apply(lambda column: column.str.strip())


def find_rows(files: pd.Series, names: Sequence[str], path: str | Path) -> list[int]:
    """Return the row of a table for each name of a source, or -1.

    A file is written in the table as in the source, or as the end of that path, in both
    cases with or without its ending.

    Args:
        files: the table's files.
        names: of the source's files.
        path: of the table, for the errors.

    Raises:
        InputError: when a row fits several files, several rows fit one file, or none of
            the rows fits any.
    """
    by_key: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        for key in _keys(normalise_label(name)):
            by_key[key].append(number)
    rows = [-1] * len(names)
    for row, file in enumerate(files):
        found = by_key.get(_as_name(file), [])
        if len(found) > 1:
            raise InputError(
                f"data.labels.csv: expected {file!r} in {path} to be one file, got "
                f"{names[found[0]]} and {names[found[1]]}; write its folder too"
            )
        for number in found:
            if rows[number] >= 0:
                raise InputError(
                    f"data.labels.csv: expected one row for {names[number]} in {path}, "
                    f"got rows {rows[number] + 2} and {row + 2}"
                )
            rows[number] = row
    if max(rows, default=-1) < 0:
        raise InputError(
            f"data.labels.csv: expected files of data.source in {path}, got none of "
            f"them: it names {', '.join(files[:2]) or 'nothing'}, the source has "
            f"{', '.join(names[:2]) or 'nothing'}"
        )
    return rows


def _as_name(file: str) -> str:
    """Return a file as the source names it, however the table writes it."""
    return str(PurePosixPath(normalise_label(file).replace("\\", "/")))


def _keys(name: str) -> set[str]:
    """Return how a table may write a file's name."""
    parts = PurePosixPath(name).parts
    ends = ["/".join(parts[start:]) for start in range(len(parts))]
    return {*ends, *(end.removesuffix(PurePosixPath(name).suffix) for end in ends)}
