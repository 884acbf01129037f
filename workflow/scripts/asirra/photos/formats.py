"""Name the formats that are not read, by the first bytes of a file."""

import contextlib
import io
from typing import NamedTuple

from PIL.TiffImagePlugin import ImageFileDirectory_v2

# What comes first in the content decides, so no file is read beyond.
HEAD_BYTES = 4096
TO_JPEG = "which is not read; convert it to JPEG"
TO_PNG = "which is not read; convert it to PNG"
RAW = f"a camera's raw file, {TO_JPEG}"
PREVIEW = f"a TIFF that begins with a preview, as a camera's raw file does, {TO_JPEG}"
HEIC = f"a HEIC photo, {TO_JPEG}"
VIDEO = "a video, which is not read; save its frames as JPEG"
TIFF_STARTS = (b"II*\0", b"II+\0", b"MM\0*", b"MM\0+", b"MM*\0", b"II\0*")
NEW_SUBFILE_TYPE, DNG_VERSION = 254, 50706


class Signature(NamedTuple):
    """Bytes at a place, and what they mean."""

    at: int
    start: bytes
    meaning: str


def _archive(kind: str) -> str:
    return f"a {kind} archive, whose files are not read; unpack it"


# The first that fits counts.
SIGNATURES = [
    Signature(128, b"DICM", f"a DICOM image, {TO_PNG}"),
    Signature(0, b"\xff\x0a", f"a JPEG XL photo, {TO_JPEG}"),
    Signature(0, b"\0\0\0\x0cJXL \r\n\x87\n", f"a JPEG XL photo, {TO_JPEG}"),
    *[
        Signature(4, b"ftyp" + brand, HEIC)
        for brand in (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
    ],
    Signature(4, b"ftypcrx ", RAW),
    *[
        Signature(0, start, RAW)
        # RAF, ORF, RW2 and X3F.
        for start in (b"FUJIFILMCCD-RAW", b"IIRO", b"IIRS", b"MMOR", b"IIU\0", b"FOVb")
    ],
    # Pillow reads these; such a file is damaged, and no video.
    Signature(4, b"ftypavif", ""),
    Signature(4, b"ftypavis", ""),
    *[Signature(4, start, VIDEO) for start in (b"ftyp", b"moov", b"mdat", b"wide")],
    Signature(0, b"\x1a\x45\xdf\xa3", VIDEO),
    Signature(8, b"AVI LIST", VIDEO),
    Signature(0, b"PK\x03\x04", _archive("zip")),
    Signature(0, b"PK\x05\x06", _archive("zip")),
    Signature(0, b"\x1f\x8b", _archive("gzip")),
    Signature(257, b"ustar", _archive("tar")),
    Signature(0, b"7z\xbc\xaf\x27\x1c", _archive("7z")),
    Signature(0, b"Rar!\x1a\x07", _archive("rar")),
    Signature(0, b"8BPS", f"a Photoshop file, {TO_PNG}"),
    Signature(0, b"\x76\x2f\x31\x01", f"an OpenEXR image, {TO_PNG}"),
    Signature(0, b"SIMPLE  =", f"a FITS image, {TO_PNG}"),
    Signature(0, b"\x93NUMPY", f"a NumPy array, {TO_PNG}"),
    Signature(0, b"\x89HDF\r\n\x1a\n", f"an HDF5 or MATLAB file, {TO_PNG}"),
    Signature(0, b"MATLAB ", f"an HDF5 or MATLAB file, {TO_PNG}"),
    Signature(344, b"n+1\0", f"a NIfTI image, {TO_PNG}"),
    Signature(344, b"ni1\0", f"a NIfTI image, {TO_PNG}"),
    Signature(0, b"%PDF-", "a PDF, which is not read; save its pages as PNG"),
    Signature(0, b"%!PS", f"a PostScript drawing, {TO_PNG}"),
    Signature(0, b"\xc5\xd0\xd3\xc6", f"a PostScript drawing, {TO_PNG}"),
    Signature(0, b"\xd0\xcf\x11\xe0", "a Thumbs.db or Office file, not a photo"),
    Signature(0, b"\0\x05\x16\x07", "a macOS side file, not a photo"),
    *[Signature(0, s, f"a TIFF of a kind {TO_PNG}") for s in TIFF_STARTS],
]


def name_raw(content: bytes) -> str | None:
    """Return what a TIFF is whose first image may be a raw file's small preview.

    Args:
        content: a file's bytes.

    Returns:
        A reason to reject it, or None for any other file.
    """
    if not content.startswith(TIFF_STARTS):
        return None
    if content[8:10] == b"CR":
        return RAW
    # ASSUME: what is wrong with its tags, Pillow meets and names again.
    with contextlib.suppress(Exception):
        header = content[: 16 if b"+" in content[2:4] else 8]
        directory = ImageFileDirectory_v2(header)
        file = io.BytesIO(content)
        file.seek(directory.next)
        directory.load(file)
        if DNG_VERSION in directory:
            return RAW
        if int(directory.get(NEW_SUBFILE_TYPE, 0)) & 1:
            return PREVIEW
    return None


def name_unread(content: bytes) -> str:
    """Return what a file is that Pillow does not know, and what to do with it.

    Args:
        content: the file's bytes.

    Returns:
        Such as "a HEIC photo, which is not read; convert it to JPEG", or "not an image"
        where its bytes do not tell.
    """
    for at, start, meaning in SIGNATURES:
        if content.startswith(start, at):
            return meaning or "not an image"
    return _name_text(content[:HEAD_BYTES]) or "not an image"


def _name_text(head: bytes) -> str | None:
    is_wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    # The head may end within a letter, which "ignore" leaves out.
    text = head.decode("utf-16" if is_wide else "utf-8-sig", "ignore")
    if not is_wide and len(head) - len(text.encode()) > 6:
        return None
    if not text or not all(c.isprintable() or c.isspace() for c in text):
        return None
    start = text.lstrip().lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body")):
        return "a web page, not a photo"
    if start.startswith("<") and "<svg" in start:
        return f"an SVG drawing, {TO_PNG}"
    if start.startswith("<?xml"):
        return "a web page, not a photo" if "<html" in start else "XML, not a photo"
    if start.startswith("version https://git-lfs"):
        return "a Git LFS pointer, not the photo; fetch it with git lfs pull"
    return "a text file, not a photo"
