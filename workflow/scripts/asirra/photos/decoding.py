"""Decode photos and resize them."""

import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from asirra.photos.formats import name_raw, name_unread
from asirra.photos.jpeg_ends import complete_jpeg

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
    """

    pixels: np.ndarray
    width_px: int
    height_px: int


@dataclass(frozen=True)
class Rejection:
    """Why a file is not used."""

    reason: str


def decode_photo(content: bytes, image_size_px: int) -> Photo | Rejection:
    """Decode one file and resize it to a square, whatever its mode.

    EXIF rotation is applied. Transparent parts become white. Greys of 16 bits or floats
    are scaled to 8 bits. The first frame stands for an animation.

    Args:
        content: the file's bytes.
        image_size_px: edge of the result.

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
            width_px, height_px = image.size
            if width_px * height_px > MAX_PIXELS:
                return Rejection(f"too large to decode safely: {width_px}x{height_px}")
            if image.getexif().get(EXIF_ORIENTATION, 1) in (5, 6, 7, 8):
                width_px, height_px = height_px, width_px
            # A JPEG decodes quickly at 1/2, 1/4 or 1/8 of its size. At least twice the
            # size asked for is kept, so that the resize below still averages.
            image.draft(None, (2 * image_size_px, 2 * image_size_px))
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            rgb = _to_rgb(image)
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
    resized = rgb.resize((image_size_px, image_size_px), Image.Resampling.BILINEAR)
    return Photo(np.asarray(resized), width_px, height_px)


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith(("I", "F")):
        grey = np.asarray(image, np.float64)
        top = 65535.0 if image.mode.startswith("I") else max(float(grey.max()), 1e-12)
        image = Image.fromarray((grey.clip(0, top) * (255.0 / top)).astype(np.uint8))
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
) -> Iterator[tuple[str, Photo | Rejection]]:
    """Decode files in parallel; yield (name, photo or rejection) in the given order.

    Threads suffice: Pillow, zlib and hashlib release the interpreter's lock.

    Args:
        names: of the files.
        read: returns a file's bytes; whatever it raises becomes that file's rejection.
        image_size_px: edge of the results.
        num_workers: threads.
    """

    def decode(name: str) -> Photo | Rejection:
        try:
            content = read(name)
        # ASSUME: whatever reading one file raises (a wrong CRC, a password, a lost
        # permission) concerns that file alone: the others are still read.
        except Exception as error:
            return Rejection(f"unreadable: {type(error).__name__}: {error}")
        return decode_photo(content, image_size_px)

    names = iter(names)
    with ThreadPoolExecutor(num_workers) as pool:
        queue = deque((n, pool.submit(decode, n)) for n in islice(names, PHOTOS_AHEAD))
        while queue:
            name, future = queue.popleft()
            yield name, future.result()
            queue.extend((n, pool.submit(decode, n)) for n in islice(names, 1))
