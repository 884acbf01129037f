"""Read the tables of photos."""

from pathlib import Path

import pandas as pd

TEXTS = ("file", "label", "predicted", "split", "sha256")


def read_photos(path: str | Path) -> pd.DataFrame:
    """Read a table of photos: names, labels and sums stay text, whatever they hold."""
    return pd.read_csv(path, keep_default_na=False, dtype=dict.fromkeys(TEXTS, str))
