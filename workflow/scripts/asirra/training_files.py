"""From files to a training, and from a training to files."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from asirra.batches import load_split
from asirra.job import written

if TYPE_CHECKING:
    from asirra.training import Training


def train_files(
    hyperparameters: dict, data_paths: dict[str, str], seed: int
) -> tuple[Training, dict]:
    """Train on the packed photos.

    Args:
        hyperparameters: the keys of the config's sections model and training.
        data_paths: of images, photos and mean_image.
        seed: of the training.

    Returns:
        The training and its result: hyperparameters, status, num_epochs, best_epoch,
        validation_accuracy, precision (what was computed with) and seconds.
    """
    start = time.monotonic()
    # Here, where the job's log already takes what TensorFlow prints while it loads.
    from asirra.device import configure_device
    from asirra.training import Hyperparameters, train

    precision = configure_device(hyperparameters["precision"])
    print(f"precision {precision}")
    images, photos = data_paths["images"], data_paths["photos"]
    mean_image = np.load(data_paths["mean_image"], allow_pickle=False)
    training = train(
        Hyperparameters(**hyperparameters | {"precision": precision}),
        load_split(images, photos, "train"),
        load_split(images, photos, "validation"),
        mean_image.mean(axis=(0, 1)).tolist(),
        seed,
    )
    result = {
        "hyperparameters": hyperparameters,
        "status": training.status,
        "num_epochs": len(training.history),
        "best_epoch": training.best_epoch,
        "validation_accuracy": training.validation_accuracy,
        "precision": precision,
        "seconds": round(time.monotonic() - start, 3),
    }
    return training, result


def write_training(
    training: Training, result: dict, history_path: Path, result_path: Path
) -> None:
    """Write history.csv and result.json, which the search reads."""
    with written(history_path) as partial:
        training.history_table().to_csv(partial, index=False)
    with written(result_path) as partial:
        partial.write_text(json.dumps(result, indent=2) + "\n")
