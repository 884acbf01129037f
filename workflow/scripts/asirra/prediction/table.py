"""The table of a model's predictions."""

import numpy as np
import pandas as pd

from asirra.photos.packed import Split


def make_predictions_table(split: Split, probabilities: np.ndarray) -> pd.DataFrame:
    """Return a row per photo: file, label, predicted, probability_<class> per class.

    Args:
        split: the photos that were predicted.
        probabilities: their class probabilities, (num_rows, num_classes) float32.
    """
    classes = np.array(split.classes)
    table = pd.DataFrame(
        {
            "file": split.files,
            "label": classes[split.labels],
            "predicted": classes[probabilities.argmax(axis=1)],
        }
    )
    for index, name in enumerate(split.classes):
        table[f"probability_{name}"] = probabilities[:, index].astype(float).round(6)
    return table
