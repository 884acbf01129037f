"""Pack photos into one array."""

import hashlib
import io
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from asirra.errors import InputError
from asirra.photos.decoding import Photo, Rejection, decode_photos
from asirra.photos.levels import BYTE
from asirra.photos.names import is_hidden

LISTED = ["file", "label", "split"]
PACKED = [*LISTED, "width_px", "height_px", "sha256", "white_level"]
REJECTED = ["file", "reason"]
HIDDEN = "hidden, or in a hidden or a system's folder"


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

    Deep photos, those of more than 8 bits, all get the highest white level that one of
    them tells. Which that is, is known in the end: those that were packed with another
    are decoded once more, into their places.

    Args:
        files: the listing: columns file, label ("" for a file without a class) and
            split.
        read: returns a file's bytes.
        images_path: where to write the array.
        image_size_px: edge of a packed photo.
        num_workers: threads.

    Returns:
        The accepted photos (PACKED: sha256 is of the packed pixels, white_level an int
        where it is whole) and the rejected files (file, reason).

    Raises:
        InputError: when a deep photo changed while it was packed.
    """
    listed = {row.file: row for row in files[LISTED].itertuples(index=False)}
    labelled = [name for name, row in listed.items() if row.label]
    rejected = [
        (name, HIDDEN if is_hidden(name) else "no label")
        for name, row in listed.items()
        if not row.label
    ]
    decode = partial(
        decode_photos, read=read, image_size_px=image_size_px, num_workers=num_workers
    )
    accepted: list[list] = []
    deep: dict[int, str] = {}
    with open(images_path, "wb") as output:
        _write_header(output, 0, image_size_px)
        start = output.tell()
        for name, photo in decode(labelled):
            if isinstance(photo, Rejection):
                rejected.append((name, photo.reason))
                continue
            if photo.kind != BYTE:
                deep[len(accepted)] = photo.kind
            size = photo.width_px, photo.height_px
            accepted.append([*listed[name], *size, *_write(output, photo)])
        _rescale(output, start, accepted, deep, decode)
        output.seek(0)
        _write_header(output, len(accepted), image_size_px)
    return _tabulate(accepted), pd.DataFrame(sorted(rejected), columns=REJECTED)


def _write(output: io.BufferedWriter, photo: Photo) -> tuple[str, float]:
    """Write a photo's pixels; return their sha256 and the white level."""
    content = photo.pixels.tobytes()
    output.write(content)
    return hashlib.sha256(content).hexdigest(), photo.white_level


def _rescale(
    output: io.BufferedWriter,
    start: int,
    accepted: list[list],
    deep: dict[int, str],
    decode: Callable[..., Iterator[tuple[str, Photo | Rejection]]],
) -> None:
    """Decode deep photos again that were packed with another level than their set's.

    Args:
        output: the array's file, in which they are replaced.
        start: where its first photo is.
        accepted: the photos' rows, in which sha256 and white level are replaced.
        deep: the kind of each deep photo, by its number.
        decode: `decode_photos` of names and white levels.
    """
    whites = _find_whites(accepted, deep)
    again = {n: accepted[n][0] for n in deep if accepted[n][-1] != whites[deep[n]]}
    decoded = decode(again.values(), whites=whites)
    for number, (name, photo) in zip(again, decoded, strict=True):
        if isinstance(photo, Rejection):
            raise InputError(
                f"data.source: expected the photo {name} to stay as it is while it "
                f"is packed, got a file that is not used ({photo.reason})"
            )
        output.seek(start + number * photo.pixels.nbytes)
        accepted[number][-2:] = _write(output, photo)


def _find_whites(accepted: list[list], deep: dict[int, str]) -> dict[str, float]:
    """Return the highest white level of each kind of deep photos."""
    whites: dict[str, float] = {}
    for number, kind in deep.items():
        whites[kind] = max(whites.get(kind, 0), accepted[number][-1])
    return whites


def _tabulate(accepted: list[list]) -> pd.DataFrame:
    table = pd.DataFrame(accepted, columns=PACKED)
    # pandas would make fractions of all levels where one is.
    levels = [row[-1] for row in accepted]
    table["white_level"] = pd.Series(levels, table.index, dtype=object)
    return table


def _write_header(
    output: io.BufferedWriter, num_photos: int, image_size_px: int
) -> None:
    shape = (num_photos, image_size_px, image_size_px, 3)
    # NumPy pads the header, so its length stays when the first axis grows.
    np.lib.format.write_array_header_1_0(
        output, {"descr": "|u1", "fortran_order": False, "shape": shape}
    )
