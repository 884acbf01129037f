"""Predict any photos, as a stream, and tell those of the experiment."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pandas as pd

from asirra.evaluation.metrics import wilson_interval
from asirra.photos.decoding import Photo, Rejection, decode_photos
from asirra.photos.levels import whites_of_set
from asirra.photos.sources import Source
from asirra.prediction.labels import read_labels

# Photos that are in memory at once.
PHOTOS_AT_ONCE = 160
# The splits in the order in which a photo counts for them where copies are in several:
# it was learned from where one of them was.
SPLITS = ("train", "validation", "test")
# Rows of the accuracies: the value of the column split, and its name.
GROUPS = {"": "new", "test": "test", "validation": "validation", "train": "train"}


@dataclass
class Inference:
    """The predictions of a source's photos, and the files that are none.

    Attributes:
        rows: one per predicted photo: file, label ("" where its name tells no class),
            split ("" where it is not among the experiment's photos), predicted,
            probability_<class> per class.
        rejected: (file, reason) of each file that is no photo.
    """

    rows: list[dict] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)


def infer(
    source: Source,
    predict: Callable[[np.ndarray, np.ndarray], np.ndarray],
    photos: pd.DataFrame,
    image_size_px: int,
    num_workers: int,
) -> Inference:
    """Predict all photos of a source; memory does not grow with their number.

    Args:
        source: source of the photos.
        predict: as `make_predictor` returns it.
        photos: as in photos.csv, the experiment's photos. They name the classes, tell
            the white of deep photos, and by sha256 which predicted photos they are.
        image_size_px: edge that photos are resized to, as in training.
        num_workers: threads that decode.
    """
    classes = sorted(set(photos["label"]))
    splits = _find_splits(photos)
    whites = whites_of_set(photos["white_level"])
    names = source.names()
    labels = read_labels(names, classes)
    inference = Inference()
    decoded = decode_photos(names, source.read, image_size_px, num_workers, whites)
    accepted = _accept(decoded, inference)
    while chunk := list(islice(accepted, PHOTOS_AT_ONCE)):
        images = np.stack([photo.pixels for _, photo in chunk])
        probabilities = predict(images, np.arange(len(images)))
        for (name, photo), of_photo in zip(chunk, probabilities, strict=True):
            sha256 = hashlib.sha256(photo.pixels.tobytes()).hexdigest()
            row: dict[str, str | float] = {"file": name, "label": labels[name]}
            row["split"] = splits.get(sha256, "")
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


def _find_splits(photos: pd.DataFrame) -> dict[str, str]:
    """Return the split of the experiment's photos by their sha256."""
    splits: dict[str, str] = {}
    for split in SPLITS:
        for sha256 in photos["sha256"][photos["split"] == split]:
            splits.setdefault(sha256, split)
    return splits


def measure_accuracy(predictions: pd.DataFrame) -> pd.DataFrame:
    """Return the accuracy on the labelled photos: a row per group that has some.

    The columns are photos, num_correct, num_photos, accuracy, ci_low, ci_high (95 %).
    The column photos is the group: new (not among the experiment's), test, validation
    or train, in this order.

    Args:
        predictions: columns label, split and predicted.
    """
    labelled = predictions[predictions["label"] != ""]
    rows = []
    for split, group in GROUPS.items():
        of_group = labelled[labelled["split"] == split]
        if len(of_group):
            num_correct = int((of_group["label"] == of_group["predicted"]).sum())
            interval = wilson_interval(num_correct, len(of_group))
            accuracy = num_correct / len(of_group)
            rows.append((group, num_correct, len(of_group), accuracy, *interval))
    columns = ["photos", "num_correct", "num_photos", "accuracy", "ci_low", "ci_high"]
    return pd.DataFrame(rows, columns=columns)


def describe_known(predictions: pd.DataFrame) -> list[str]:
    """Return a line that says how many photos are the experiment's, or none without.

    Args:
        predictions: column split.
    """
    counts = predictions["split"].value_counts()
    known = [f"{counts.get(split, 0)} {split}" for split in SPLITS]
    num_known = int((predictions["split"] != "").sum())
    if not num_known:
        return []
    return [
        f"{num_known} of {len(predictions)} photos were among the experiment's "
        f"({', '.join(known)}): their accuracy says nothing of new photos"
    ]
