"""White levels: which value of a deep photo, one of more than 8 bits, is white."""

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
from PIL import Image, ImageFile

BYTE, INTEGER, FLOAT = "byte", "integer", "float"
# White of 8, 10, 12, 14 and 16 bits, and of any more.
BYTE_WHITE, DARK_BELOW = 255, 64
WHITE_16_BITS = 65535
LONG_WHITES = [2**bits - 1 for bits in range(17, 33)]
INTEGER_WHITES = (255, 1023, 4095, 16383, WHITE_16_BITS, *LONG_WHITES)
FLOAT_WHITES = (1, 255, 1023, 4095, 16383, WHITE_16_BITS)
OVERSHOOT = 1.1
# Pillow's decoders of PGM and PPM that scale by the white ("maxval") in the file.
MAXVAL_DECODERS = ("ppm", "ppm_plain")
# Modes of colour whose upper bytes alone Pillow keeps.
COLOUR_MODES = ("RGB", "RGBA", "RGBX")
NO_16_BITS = "16-bit colours that use fewer than 16 bits; convert it to 8 bits"


def find_white(kind: str, peak: float) -> float:
    """Return the smallest level that a camera or program has as white, from a peak up.

    The level of a set of photos is the highest of their levels.

    Args:
        kind: of the values, INTEGER or FLOAT.
        peak: the highest of the values.

    Returns:
        An int of integers, a float of floats. Where no level is so high, it is the peak
        itself. Floats may be a tenth above, as they are where a photo was resized.
    """
    if kind == INTEGER:
        return next((white for white in INTEGER_WHITES if white >= peak), int(peak))
    fitting = (white for white in FLOAT_WHITES if white * OVERSHOOT >= peak)
    return float(next(fitting, peak))


def scale_grey(
    image: Image.Image, whites: Mapping[str, float]
) -> tuple[Image.Image, str, float]:
    """Return a deep grey photo in 8 bits, the kind of its values, and its white level.

    What is below zero or not a number becomes black, and what is above white becomes
    white.

    Args:
        image: of a mode that begins with I (integers) or F (floats).
        whites: the white level by kind. Where a kind has none, that of the photo's own
            highest value counts.
    """
    values = np.asarray(image)
    kind = FLOAT if values.dtype.kind == "f" else INTEGER
    if kind in whites:
        white = whites[kind]
    elif kind == INTEGER:
        white = find_white(kind, int(values.max()))
    else:
        peak = float(values.max(initial=0, where=np.isfinite(values)))
        white = find_white(kind, peak)
    grey = values.astype(np.float32)
    np.nan_to_num(grey, copy=False, nan=0, posinf=white, neginf=0)
    grey.clip(0, white, out=grey)
    grey *= BYTE_WHITE / white
    grey += 0.5
    return Image.fromarray(grey.astype(np.uint8)), kind, white


def states_white(image: ImageFile.ImageFile) -> bool:
    """Tell whether Pillow scales a grey photo by the white that its file states.

    Args:
        image: opened, not loaded.
    """
    decoder, arguments = _first_tile(image)
    if image.mode != "I" or decoder not in MAXVAL_DECODERS:
        return False
    return arguments[-1] < WHITE_16_BITS


def has_deep_colours(image: ImageFile.ImageFile) -> bool:
    """Tell whether Pillow will keep the upper of two bytes a colour alone.

    Args:
        image: opened, not loaded.
    """
    decoder, arguments = _first_tile(image)
    if image.mode not in COLOUR_MODES or not arguments:
        return False
    if decoder in MAXVAL_DECODERS:
        return arguments[-1] == WHITE_16_BITS
    return ";16" in str(arguments[0])


def _first_tile(image: ImageFile.ImageFile) -> tuple[str, tuple]:
    """Return the decoder of an image that is not loaded, and its arguments."""
    if not image.tile:
        return "", ()
    decoder, _, _, arguments = image.tile[0]
    return decoder, arguments if isinstance(arguments, tuple) else (arguments,)


def is_dark(image: Image.Image) -> bool:
    """Tell whether all colours of a loaded RGB photo are below a quarter of white."""
    colours = np.asarray(image)[..., :3]
    return int(colours.max()) < DARK_BELOW


def whites_of_set(levels: Iterable[str]) -> dict[str, float]:
    """Return the white level by kind that a set of photos has.

    Args:
        levels: the column white_level of its table, as text.

    Returns:
        Of the kinds that are in the set. Levels of photos of 8 bits say nothing.
    """
    deep = {*levels} - {str(BYTE_WHITE)}
    whites: dict[str, list[float]] = {
        INTEGER: [int(level) for level in deep if level.isdigit()],
        FLOAT: [float(level) for level in deep if not level.isdigit()],
    }
    return {kind: max(found) for kind, found in whites.items() if found}


def describe_levels(levels: Iterable[float | str]) -> list[str]:
    """Return lines that say which photos are deep, and whether some are and some not.

    Args:
        levels: the white level of each photo, as it is written in a table.
    """
    counts = Counter(map(str, levels))
    num_bytes = counts.pop(str(BYTE_WHITE), 0)
    lines = [
        f"{count} photos have more than 8 bits: {float(level):.10g} is white"
        for level, count in sorted(counts.items(), key=lambda pair: float(pair[0]))
    ]
    if counts and num_bytes:
        lines.append(
            f"{num_bytes} photos of 8 bits and {sum(counts.values())} deeper ones are "
            "mixed: where classes differ in this, it may tell them apart"
        )
    return lines
