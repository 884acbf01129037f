"""Read and write the tables."""

from pathlib import Path

import pandas as pd

from asirra.files import written

TEXTS = (
    *("file", "label", "predicted", "split", "group", "sha256", "other", "reason"),
    # One column holds whole numbers and fractions, as they were written.
    "white_level",
)


def read_photos(path: str | Path) -> pd.DataFrame:
    """Read a table of photos; names, labels, checksums and white levels stay text."""
    return pd.read_csv(path, keep_default_na=False, dtype=dict.fromkeys(TEXTS, str))


def read_trials(path: str | Path) -> pd.DataFrame:
    """Read a table of trials; every number is exact to its last bit.

    A reason stays text, also where it is empty.
    """
    return pd.read_csv(path, dtype={"reason": str}).fillna({"reason": ""})


def write_table(table: pd.DataFrame, path: str | Path) -> None:
    """Write a table as CSV, whole or not at all."""
    with written(path) as partial:
        table.to_csv(partial, index=False)
