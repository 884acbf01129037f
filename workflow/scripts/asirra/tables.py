"""Read and write the tables."""

from pathlib import Path

import pandas as pd

from asirra.files import written

TEXTS = ("file", "label", "predicted", "split", "sha256")


def read_photos(path: str | Path) -> pd.DataFrame:
    """Read a table of photos: names, labels and sums stay text, whatever they hold."""
    return pd.read_csv(path, keep_default_na=False, dtype=dict.fromkeys(TEXTS, str))


def read_trials(path: str | Path) -> pd.DataFrame:
    """Read a table of trials, every number to its last bit."""
    return pd.read_csv(path, float_precision="round_trip")


def write_table(table: pd.DataFrame, path: str | Path) -> None:
    """Write a table as CSV, beside and then renamed."""
    with written(path) as partial:
        table.to_csv(partial, index=False)
