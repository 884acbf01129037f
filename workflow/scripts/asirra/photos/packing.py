"""Pack photos into one array."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from asirra.photos.decoding import Rejection, decode_photos

LISTED = ["file", "label", "split"]


def pack_photos(
    files: pd.DataFrame,
    read: Callable[[str], bytes],
    images_path: Path,
    image_size_px: int,
    num_workers: int,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Decode the files once and write the accepted ones into one .npy file.

    The array is (num_photos, image_size, image_size, 3) uint8, in the order of the
    first table. It is written as a stream, so memory does not grow with the photos.

    Args:
        files: the listing: columns file, label ("" for a file without a class) and
            split.
        read: returns a file's bytes.
        images_path: where to write the array.
        image_size_px: edge of a packed photo.
        num_workers: threads.

    Returns:
        The accepted photos (file, label, split, width_px, height_px, sha256 of the
        packed pixels) and the rejected files (file, reason).
    """
    listed = {row.file: row for row in files[LISTED].itertuples(index=False)}
    labelled = [name for name, row in listed.items() if row.label]
    rejected = [(name, "no label") for name, row in listed.items() if not row.label]
    accepted = []
    with open(images_path, "wb") as output:
        _write_header(output, 0, image_size_px)
        for name, photo in decode_photos(labelled, read, image_size_px, num_workers):
            if isinstance(photo, Rejection):
                rejected.append((name, photo.reason))
                continue
            content = photo.pixels.tobytes()
            output.write(content)
            sha256 = hashlib.sha256(content).hexdigest()
            accepted.append((*listed[name], photo.width_px, photo.height_px, sha256))
        output.seek(0)
        _write_header(output, len(accepted), image_size_px)
    columns = [*LISTED, "width_px", "height_px", "sha256"]
    return (
        pd.DataFrame(accepted, columns=columns),
        pd.DataFrame(sorted(rejected), columns=["file", "reason"]),
    )


def _write_header(
    output: io.BufferedWriter, num_photos: int, image_size_px: int
) -> None:
    shape = (num_photos, image_size_px, image_size_px, 3)
    # NumPy pads the header, so its length stays when the first axis grows.
    np.lib.format.write_array_header_1_0(
        output, {"descr": "|u1", "fortran_order": False, "shape": shape}
    )
