"""What is packed, and from where: it may be used when its source is gone.

`list_photos` writes the record. What follows the listing is told by the packed files
themselves: they are made after it, and an array knows the size of its images.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from asirra.files import read_json, write_json

RECORD = "source.json"
PACKED = ("files.csv", "packed.csv", "images.npy", "rejected.csv")


def write_record(source: str, listing: Mapping[str, Any], path: str | Path) -> None:
    """Write down which source was listed, and how.

    Args:
        source: the value of `data.source`.
        listing: what the listing read of the configuration.
        path: of the record.
    """
    write_json({"source": source, "listing": listing}, path)


def why_not_packed(
    folder: str | Path, source: str, listing: Mapping[str, Any], image_size_px: int
) -> str:
    """Return why the packed photos in a folder are not those of a source, or "".

    Args:
        folder: `data/` of an experiment.
        source: the value of `data.source`.
        listing: what a listing would read of the configuration.
        image_size_px: edge that the packed photos should have.
    """
    folder = Path(folder)
    missing = [name for name in (*PACKED, RECORD) if not (folder / name).exists()]
    if missing:
        return f"{folder} has no packed photos to go on with: {missing[0]} is missing"
    try:
        record = read_json(folder / RECORD)
        known, how = record["source"], record["listing"]
        size = np.load(folder / "images.npy", mmap_mode="r").shape[1]
    except (OSError, EOFError, ValueError, LookupError, TypeError) as error:
        return f"{folder} has packed photos that cannot be read ({error})"
    if known != source:
        return f"{folder} has packed photos of another source, {known!r}"
    # JSON keeps no tuples.
    changed = [key for key in listing if how.get(key) != listing[key]]
    if changed:
        return f"{folder} has packed photos for another value of data.{changed[0]}"
    if size != image_size_px:
        return f"{folder} has packed photos of {size} px, not of {image_size_px}"
    # The array may be a link into a cache, and older there.
    packed_at = (folder / "images.npy").lstat().st_mtime_ns
    if packed_at < (folder / RECORD).lstat().st_mtime_ns:
        return f"{folder} has photos that were packed before the source was last listed"
    return ""
