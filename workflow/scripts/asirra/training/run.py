"""From files to a training, and from a training to files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from asirra.files import written
from asirra.photos.packed import load_split
from asirra.search.pruning import never
from asirra.tables import write_table
from asirra.training.resume import ResumePoint, identify

if TYPE_CHECKING:
    from asirra.training.state import Training


def train_files(
    hyperparameters: dict,
    inputs: Mapping[str, str | list[str]],
    seed: int,
    resume_path: Path,
    resume_minutes: int,
    end_early: Callable[[Training], str | None] = never,
    ends_by: Mapping | None = None,
) -> tuple[Training, dict]:
    """Train on the packed photos, from the resume point where there is one.

    Args:
        hyperparameters: the keys of the config's sections model and training.
        inputs: the paths images, photos and mean_image; lists of paths: code, the files
            that the job runs, and, if any, state, what an earlier rung of the training
            ended with.
        seed: of the training.
        resume_path: of the resume point.
        resume_minutes: between two saves; 0: after every epoch.
        end_early: as `train` takes it.
        ends_by: what `end_early` depends on: whatever JSON can hold. A resume point of
            another is not used.

    Returns:
        The training and its result: hyperparameters, status, num_epochs, best_epoch,
        validation_accuracy, precision (what was computed with) and seconds.
    """
    # Here, where the job's log already takes what TensorFlow prints while it loads.
    from asirra.machine.backend import tf
    from asirra.machine.devices import configure_device
    from asirra.training.hyperparameters import Hyperparameters
    from asirra.training.loop import train

    precision = configure_device(
        hyperparameters["precision"], hyperparameters["devices"]
    )
    print(f"precision {precision}")
    images, photos = inputs["images"], inputs["photos"]
    mean_image = np.load(inputs["mean_image"], allow_pickle=False)
    settings = {
        "seed": seed,
        "tensorflow": tf.__version__,
        "precision": precision,
        "ends_by": ends_by,
    }
    # The table of the photos holds the sum of every photo's pixels.
    identity = identify(
        {**hyperparameters, **settings},
        [photos, inputs["mean_image"], *inputs["code"]],
    )
    origin = next(map(Path, inputs.get("state", [])), None)
    training = train(
        Hyperparameters(**hyperparameters | {"precision": precision}),
        load_split(images, photos, "train"),
        load_split(images, photos, "validation"),
        mean_image.mean(axis=(0, 1)).tolist(),
        seed,
        ResumePoint(resume_path, identity, resume_minutes, origin),
        end_early,
    )
    result = {
        "hyperparameters": hyperparameters,
        "status": training.status,
        "num_epochs": len(training.history),
        "best_epoch": training.best_epoch,
        "validation_accuracy": training.validation_accuracy,
        "precision": precision,
        "seconds": round(training.seconds, 3),
    }
    return training, result


def write_training(
    training: Training, result: dict, history_path: Path, result_path: Path
) -> None:
    """Write history.csv and result.json, which the search reads."""
    write_table(training.history_table(), history_path)
    with written(result_path) as partial:
        partial.write_text(json.dumps(result, indent=2) + "\n")
