"""Predict photos that no experiment has seen, as a stream."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pandas as pd

from asirra.evaluation.metrics import wilson_interval
from asirra.photos.decoding import Photo, Rejection, decode_photos
from asirra.photos.sources import Source
from asirra.prediction.labels import read_labels

# Photos that are in memory at once.
PHOTOS_AT_ONCE = 160


@dataclass
class Inference:
    """The predictions of a source's photos, and the files that are none.

    Attributes:
        rows: one per predicted photo: file, label ("" where its name tells no class),
            predicted, probability_<class> per class.
        rejected: (file, reason) of each file that is no photo.
    """

    rows: list[dict] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)


def infer(
    source: Source,
    predict: Callable[[np.ndarray, np.ndarray], np.ndarray],
    classes: Sequence[str],
    image_size_px: int,
    num_workers: int,
) -> Inference:
    """Predict all photos of a source; memory does not grow with their number.

    Args:
        source: source of the photos.
        predict: as `make_predictor` returns it.
        classes: names of the model's classes, in their order.
        image_size_px: edge that photos are resized to, as in training.
        num_workers: threads that decode.
    """
    names = source.names()
    labels = read_labels(names, classes)
    inference = Inference()
    decoded = decode_photos(names, source.read, image_size_px, num_workers)
    accepted = _accept(decoded, inference)
    while chunk := list(islice(accepted, PHOTOS_AT_ONCE)):
        images = np.stack([photo.pixels for _, photo in chunk])
        probabilities = predict(images, np.arange(len(images)))
        for (name, _), of_photo in zip(chunk, probabilities, strict=True):
            row: dict[str, str | float] = {"file": name, "label": labels[name]}
            row["predicted"] = classes[int(of_photo.argmax())]
            for index, label in enumerate(classes):
                row[f"probability_{label}"] = round(float(of_photo[index]), 6)
            inference.rows.append(row)
    return inference


def _accept(
    decoded: Iterator[tuple[str, Photo | Rejection]], inference: Inference
) -> Iterator[tuple[str, Photo]]:
    for name, photo in decoded:
        if isinstance(photo, Rejection):
            inference.rejected.append((name, photo.reason))
        else:
            yield name, photo


def measure_accuracy(predictions: pd.DataFrame) -> pd.DataFrame:
    """Return the accuracy on the labelled photos: one row, or none without labels.

    The columns are num_correct, num_photos, accuracy, ci_low, ci_high (95 %).

    Args:
        predictions: columns label and predicted.
    """
    labelled = predictions[predictions["label"] != ""]
    num_correct = int((labelled["label"] == labelled["predicted"]).sum())
    rows = []
    if len(labelled):
        interval = wilson_interval(num_correct, len(labelled))
        accuracy = num_correct / len(labelled)
        rows.append((num_correct, len(labelled), accuracy, *interval))
    columns = ["num_correct", "num_photos", "accuracy", "ci_low", "ci_high"]
    return pd.DataFrame(rows, columns=columns)
