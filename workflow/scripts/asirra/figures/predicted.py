"""Photos that the target `predict` predicted, as a contact sheet shows them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from asirra.errors import InputError
from asirra.photos.decoding import Rejection, decode_photos
from asirra.photos.sources import open_source


def read_predicted(
    source_path: Path,
    files: Sequence[str],
    image_size_px: int,
    whites: Mapping[str, float],
) -> list[np.ndarray]:
    """Return photos of a source, each (image_size, image_size, 3) uint8.

    Args:
        source_path: folder or zip of photos.
        files: names of photos that were predicted.
        image_size_px: edge that they are resized to.
        whites: the white level of deep photos by kind, as for the prediction.

    Raises:
        InputError: when one of them is no photo any more.
    """
    images = []
    with open_source(source_path, "predict") as source:
        decoded = decode_photos(files, source.read, image_size_px, 1, whites)
        for file, photo in decoded:
            if isinstance(photo, Rejection):
                raise InputError(
                    f"predict: expected the photo {file} in {source_path}, as when it "
                    f"was predicted, got a file that is none ({photo.reason})"
                )
            images.append(photo.pixels)
    return images


def describe_prediction(prediction: Mapping) -> str:
    """Return the caption of a row of predictions.csv: file, class, its probability."""
    label = prediction["predicted"]
    probability = prediction[f"probability_{label}"]
    return f"{Path(prediction['file']).name[-24:]}\n{label} at {probability:.1%}"
