"""What knowing no photo is worth in an experiment."""

from pathlib import Path

import numpy as np
import pandas as pd

from asirra.objectives import Objective, measure_untaught
from asirra.tables import read_photos


def measure_untaught_of(classes: pd.DataFrame, objective: Objective) -> float:
    """Return the value on the validation photos of a guess without the photo.

    Args:
        classes: as in classes.csv.
        objective: what the searches improve.
    """
    index = classes["label"].factorize()[0]
    labels = {
        split: np.repeat(index[rows.index], rows["num_photos"])
        for split, rows in classes.groupby("split")
    }
    return measure_untaught(objective, labels["validation"], labels["train"])


def read_untaught(classes_path: Path, objective: Objective) -> float:
    """Return what `measure_untaught_of` returns for classes.csv."""
    return measure_untaught_of(read_photos(classes_path), objective)
