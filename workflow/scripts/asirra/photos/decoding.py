"""Decode photos and resize them."""

import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import numpy as np
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from asirra.photos.formats import name_raw, name_unread
from asirra.photos.jpeg_ends import complete_jpeg
from asirra.photos.levels import (
    BYTE,
    BYTE_WHITE,
    INTEGER,
    NO_16_BITS,
    WHITE_16_BITS,
    has_deep_colours,
    is_dark,
    scale_grey,
    states_white,
)

# A photo with more pixels is not decoded: from there on Pillow itself warns of a bomb.
MAX_PIXELS = 2**28 // 3
# Pillow reads more formats, but for some, such as EPS, it starts another program.
PHOTO_FORMATS = ["JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "AVIF", "JPEG2000", "PPM"]
EXIF_ORIENTATION = 0x0112
# At most so many photos are decoded and wait to be taken, which bounds the memory.
PHOTOS_AHEAD = 256


@dataclass(frozen=True)
class Photo:
    """A decoded photo.

    Attributes:
        pixels: (image_size, image_size, 3) uint8, resized.
        width_px: of the original, turned upright.
        height_px: likewise.
        kind: of the file's values: BYTE, or INTEGER or FLOAT in a deep photo, which is
            a grey one of more than 8 bits.
        white_level: which of these values became 255.
    """

    pixels: np.ndarray
    width_px: int
    height_px: int
    kind: str = BYTE
    white_level: float = BYTE_WHITE


@dataclass(frozen=True)
class Rejection:
    """Why a file is not used."""

    reason: str


def decode_photo(
    content: bytes, image_size_px: int, whites: Mapping[str, float] | None = None
) -> Photo | Rejection:
    """Decode one file and resize it to a square, whatever its mode.

    EXIF rotation is applied. Transparent parts become white. Deep greys, of more than 8
    bits or floats, are scaled to 8 bits. The first frame stands for an animation.

    Args:
        content: the file's bytes.
        image_size_px: edge of the result.
        whites: the white level of deep photos by their kind. A kind that is not there
            gets the level that a photo's own highest value tells.

    Returns:
        The photo, or why the file is not used. Nothing is raised, whatever the bytes.
    """
    if not content:
        return Rejection("empty")
    # Pillow would take a raw file's small preview for the photo.
    if raw := name_raw(content):
        return Rejection(raw)
    try:
        with Image.open(io.BytesIO(content), formats=PHOTO_FORMATS) as image:
            return _read(image, image_size_px, whites or {})
    except UnidentifiedImageError:
        return Rejection(name_unread(content))
    except Image.DecompressionBombError:
        return Rejection("too large to decode safely")
    # ASSUME: whatever a decoder raises, the file's bytes are the cause.
    except Exception as error:
        if "truncated" not in str(error).lower():
            return Rejection(f"damaged: {type(error).__name__}: {error}")
        whole = complete_jpeg(content)
        return decode_photo(whole, image_size_px) if whole else Rejection("truncated")


def _read(
    image: ImageFile.ImageFile, image_size_px: int, whites: Mapping[str, float]
) -> Photo | Rejection:
    width_px, height_px = image.size
    if width_px * height_px > MAX_PIXELS:
        return Rejection(f"too large to decode safely: {width_px}x{height_px}")
    # Asked first: to read a PNG's EXIF is to load it.
    is_stated, is_deep = states_white(image), has_deep_colours(image)
    if image.getexif().get(EXIF_ORIENTATION, 1) in (5, 6, 7, 8):
        width_px, height_px = height_px, width_px
    # A JPEG decodes quickly at 1/2, 1/4 or 1/8 of its size. At least twice the size
    # asked for is kept, so that the resize below still averages.
    image.draft(None, (2 * image_size_px, 2 * image_size_px))
    image.load()
    ImageOps.exif_transpose(image, in_place=True)
    if is_deep and is_dark(image):
        return Rejection(NO_16_BITS)
    picture: Image.Image = image
    kind: str = BYTE
    white: float = BYTE_WHITE
    if is_stated:
        # It is as sure of its white as a photo of 8 bits, so it counts as one.
        picture, *_ = scale_grey(image, {INTEGER: WHITE_16_BITS})
    elif image.mode.startswith(("I", "F")):
        picture, kind, white = scale_grey(image, whites)
    size = (image_size_px, image_size_px)
    resized = _to_rgb(picture).resize(size, Image.Resampling.BILINEAR)
    return Photo(np.asarray(resized), width_px, height_px, kind, white)


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    # convert would copy an image that is RGB already.
    return image if image.mode == "RGB" else image.convert("RGB")


def decode_photos(
    names: Iterable[str],
    read: Callable[[str], bytes],
    image_size_px: int,
    num_workers: int,
    whites: Mapping[str, float] | None = None,
) -> Iterator[tuple[str, Photo | Rejection]]:
    """Decode files in parallel; yield (name, photo or rejection) in the given order.

    Threads suffice: Pillow, zlib and hashlib release the interpreter's lock.

    Args:
        names: of the files.
        read: returns a file's bytes; whatever it raises becomes that file's rejection.
        image_size_px: edge of the results.
        num_workers: threads.
        whites: of deep photos, as `decode_photo` takes them.
    """

    def decode(name: str) -> Photo | Rejection:
        try:
            content = read(name)
        # ASSUME: whatever reading one file raises (a wrong CRC, a password, a lost
        # permission) concerns that file alone: the others are still read.
        except Exception as error:
            return Rejection(f"unreadable: {type(error).__name__}: {error}")
        return decode_photo(content, image_size_px, whites)

    names = iter(names)
    with ThreadPoolExecutor(num_workers) as pool:
        queue = deque((n, pool.submit(decode, n)) for n in islice(names, PHOTOS_AHEAD))
        while queue:
            name, future = queue.popleft()
            yield name, future.result()
            queue.extend((n, pool.submit(decode, n)) for n in islice(names, 1))
