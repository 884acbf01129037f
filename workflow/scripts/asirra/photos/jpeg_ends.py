"""Tell whether a JPEG without its end marker still holds the whole picture."""

import hashlib
import io

from PIL import Image

JPEG_START, END_MARKER = b"\xff\xd8\xff", b"\xff\xd9"
# What stands for data after the end. Each begins with other bits, so at least one of
# them decodes to another picture where data is missing. None has an FF.
FILLERS = [bytes([level]) * 64 for level in (0x00, 0x55, 0xAA, 0xFE)]
# Where data is cut at a place to restart, the decoder waits for one of these markers.
RESTARTS = [bytes([0xFF, marker]) + FILLERS[1] for marker in range(0xD0, 0xD8)]
RESTART_INTERVAL = b"\xff\xdd"
# Enough bytes of the picture's data that something of it is missing without them.
SOME_BYTES = 4
# Markers: of a picture, by how it is coded, and of a scan.
FRAMES, SCAN = {0xC0, 0xC1, 0xC2, 0xC3, 0xC9, 0xCA, 0xCB}, 0xDA
PROGRESSIVE = {0xC2, 0xCA}


def complete_jpeg(content: bytes) -> bytes | None:
    """Return a JPEG with the end marker that it lacks.

    A picture of one colour, whose scans are all but empty, may count as lacking more.

    Args:
        content: of a file.

    Returns:
        The whole file, or None where it is no JPEG, has an end marker, or lacks more.
    """
    if not content.startswith(JPEG_START) or content.endswith(END_MARKER):
        return None
    # It may be the end marker's first byte.
    body = content.rstrip(b"\xff")
    # Where some bytes less make no difference, what follows the picture is no data of
    # it, such as the zeros of a download that never ended.
    is_whole = (
        _has_every_scan(body)
        and _needs_no_more(body)
        and not _needs_no_more(body[:-SOME_BYTES])
    )
    return body + END_MARKER if is_whole else None


def _needs_no_more(body: bytes) -> bool:
    """Tell whether the picture is the same, whatever data follows."""
    alone = _hash_pixels(body + END_MARKER)
    following = FILLERS + (RESTARTS if RESTART_INTERVAL in body else [])
    return alone is not None and all(
        _hash_pixels(body + more + END_MARKER) == alone for more in following
    )


def _hash_pixels(content: bytes) -> bytes | None:
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG"]) as image:
            return hashlib.sha256(image.tobytes()).digest()
    # ASSUME: whatever the decoder raises, the picture is not whole.
    except Exception:
        return None


def _has_every_scan(body: bytes) -> bool:
    """Tell whether the scans give every coefficient of every component in full.

    A progressive JPEG that lost its last scans decodes without complaint, coarsely.
    """
    wanted: set[tuple[int, int]] = set()
    found: set[tuple[int, int]] = set()
    is_progressive = False
    place = 2
    while 0 <= place < len(body) - 3:
        marker = body[place + 1]
        length = int.from_bytes(body[place + 2 : place + 4], "big")
        segment = body[place + 4 : place + 2 + length]
        if len(segment) < length - 2:
            return False
        if marker in FRAMES and length > 8:
            is_progressive = marker in PROGRESSIVE
            components = segment[6::3][: segment[5]]
            wanted = {(c, k) for c in components for k in range(64)}
        elif marker == SCAN and length > 5:
            first, last, accuracy = segment[-3:]
            if not is_progressive:
                first, last, accuracy = 0, 63, 0
            # The lower half of the last byte is the first bit that is still missing.
            if accuracy & 15 == 0:
                components = segment[1:-3:2]
                found |= {(c, k) for c in components for k in range(first, last + 1)}
        place = _find_marker(body, place + 2 + length)
    return bool(wanted) and wanted <= found


def _find_marker(body: bytes, place: int) -> int:
    """Return where the next marker of a segment is, or -1."""
    place = body.find(b"\xff", place)
    # FF00 is data, FFFF fills, and FFD0 to FFD7 restart the decoder.
    while 0 <= place < len(body) - 1 and (
        body[place + 1] in (0x00, 0xFF) or 0xD0 <= body[place + 1] <= 0xD7
    ):
        place = body.find(b"\xff", place + 1)
    return place
