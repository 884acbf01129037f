import io
import struct
import zlib

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from asirra.errors import InputError
from asirra.photos.decoding import Photo, Rejection, decode_photo
from asirra.photos.levels import (
    BYTE,
    FLOAT,
    INTEGER,
    NO_16_BITS,
    describe_levels,
    find_white,
    whites_of_set,
)
from asirra.photos.packing import pack_photos
from tests.photos.examples import SIZE, encode, left_white

LIMITS = (255, 1023, 4095, 16383, 65535, *[2**bits - 1 for bits in range(17, 33)])
DTYPES = {INTEGER: np.uint16, FLOAT: np.float32}
NAN, INF = float("nan"), float("inf")


def grey(levels, dtype=np.uint16, kind="PNG"):
    """A photo of upright stripes, each of one level."""
    stripes = np.repeat(np.array(levels, dtype), SIZE)
    return encode(Image.fromarray(np.tile(stripes, (SIZE, 1))), kind)


def decode(content, whites=None):
    photo = decode_photo(content, SIZE, whites)
    assert isinstance(photo, Photo), photo
    return photo


def stripes(content, count, whites=None):
    """The middle of each stripe, as it is packed."""
    row = decode(content, whites).pixels[0, :, 0]
    return [int(row[(2 * n + 1) * SIZE // (2 * count)]) for n in range(count)]


def test_white_is_the_smallest_level_that_holds_the_peak():
    for limit in LIMITS:
        assert find_white(INTEGER, limit) == limit
    for below, limit in zip(LIMITS, LIMITS[1:], strict=False):
        assert find_white(INTEGER, below + 1) == limit
    assert find_white(INTEGER, 0) == find_white(INTEGER, -9) == 255
    levels = [find_white(FLOAT, p) for p in (0.0, 0.3, 1.0, 1.5, 300.0, 60000.0)]
    assert levels == [1, 1, 1, 255, 1023, 65535]
    # Where a photo was resized, it is a little brighter than white.
    assert [find_white(FLOAT, p) for p in (1.004, 65600.0)] == [1, 65535]
    assert find_white(FLOAT, 80000.5) == 80000.5
    assert isinstance(find_white(FLOAT, 1.0), float)


@pytest.mark.parametrize("white", LIMITS[:5])
@pytest.mark.parametrize("kind", ["PNG", "TIFF", "PPM", "JPEG2000"])
def test_greys_of_any_depth_in_16_bits_use_all_8(white, kind):
    options = {"irreversible": False} if kind == "JPEG2000" else {}
    image = np.tile(np.repeat(np.array([0, white], np.uint16), SIZE), (SIZE, 1))
    photo = decode(encode(Image.fromarray(image), kind, **options))
    assert (photo.kind, photo.white_level) == (INTEGER, white)
    assert photo.pixels[:, 0].max() == 0
    assert photo.pixels[:, -1].min() == 255


def test_8_bits_in_16_are_the_same_pixels():
    levels = np.random.default_rng(0).integers(0, 256, (SIZE, SIZE))
    levels[0, 0] = 255
    byte = decode(encode(Image.fromarray(levels.astype(np.uint8))))
    assert (byte.kind, byte.white_level) == (BYTE, 255)
    for factor in (1, 257):
        deep = decode(encode(Image.fromarray((levels * factor).astype(np.uint16))))
        assert deep.kind == INTEGER
        np.testing.assert_array_equal(deep.pixels, byte.pixels)


def test_a_given_level_counts():
    content = grey([0, 1000, 2000])
    assert stripes(content, 3, {INTEGER: 4095}) == [0, 62, 125]
    assert decode(content, {INTEGER: 4095}).white_level == 4095
    assert stripes(content, 3, {INTEGER: 1000}) == [0, 255, 255]
    assert decode(content, {FLOAT: 1}).white_level == 4095


def test_what_is_no_number_in_a_float_photo():
    content = grey([NAN, -INF, -3.0, 0.5, 1.0, INF], np.float32, "TIFF")
    photo = decode(content)
    assert (photo.kind, photo.white_level) == (FLOAT, 1)
    assert stripes(content, 6) == [0, 0, 0, 128, 255, 255]


@pytest.mark.parametrize(
    ("levels", "expected", "white"),
    [
        ([NAN, INF], [0, 255], 1),
        ([NAN, NAN], [0, 0], 1),
        ([-5.0, -1.0], [0, 0], 1),
        ([0.0, 200.0], [0, 200], 255),
        ([0.0, 1e30], [0, 255], float(np.float32(1e30))),
    ],
)
def test_extremes_of_float_photos(levels, expected, white):
    content = grey(levels, np.float32, "TIFF")
    assert stripes(content, 2) == expected
    assert decode(content).white_level == white


def test_integers_of_32_bits_and_below_zero():
    assert stripes(grey([-70000, 0, 4095], np.int32, "TIFF"), 3) == [0, 0, 255]
    content = grey([0, 2**30, 2**31 - 1], np.int32, "TIFF")
    assert stripes(content, 3) == [0, 128, 255]


@pytest.mark.parametrize(
    "content",
    [
        b"P5 2 1 4095\n" + struct.pack(">2H", 0, 2048),
        b"P2 2 1 4095\n0 2048\n",
        b"P5 2 1 15\n\x00\x08",
    ],
)
def test_a_pgm_that_states_its_white_counts_as_one_of_8_bits(content):
    photo = decode(content)
    assert (photo.kind, photo.white_level) == (BYTE, 255)
    assert photo.pixels[0, -1, 0] in (127, 128, 136)


def png16(levels, colour_type):
    """A PNG of 16 bits, one row of pixels; Pillow writes none with colours."""
    levels = np.array(levels, ">u2")

    def chunk(name, data):
        checksum = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)

    header = struct.pack(">IIBBBBB", len(levels), 1, 16, colour_type, 0, 0, 0)
    data = zlib.compress(b"\0" + levels.tobytes())
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def tiff16(levels):
    """A TIFF of 16 bits, one row of RGB pixels."""
    data = np.array(levels, "<u2").tobytes()
    num_pixels = len(levels)
    tags = [(256, 4, 1, num_pixels), (257, 4, 1, 1), (258, 3, 3, 8), (259, 3, 1, 1)]
    tags += [(262, 3, 1, 2), (273, 4, 1, 14), (277, 3, 1, 3), (278, 4, 1, 1)]
    tags += [(279, 4, 1, len(data))]
    head = struct.pack("<2sHI3H", b"II", 42, 14 + len(data), 16, 16, 16)
    entries = b"".join(struct.pack("<HHII", *tag) for tag in tags)
    return head + data + struct.pack("<H", len(tags)) + entries + bytes(4)


def ppm16(levels, maxval=65535):
    data = np.array(levels, ">u2").tobytes()
    return f"P6 {len(levels)} 1 {maxval}\n".encode() + data


@pytest.mark.parametrize(
    "write",
    [
        lambda levels: png16(levels, 2),
        lambda levels: png16([[*pixel, 65535] for pixel in levels], 6),
        lambda levels: png16([[pixel[0], 65535] for pixel in levels], 4),
        tiff16,
        ppm16,
    ],
)
def test_colours_of_fewer_than_16_bits_in_16_are_rejected(write):
    dark = [[4095, 0, 0], [0, 4095, 4095]]
    assert decode_photo(write(dark), SIZE) == Rejection(NO_16_BITS)
    bright = [[65535, 0, 0], [0, 40000, 4095]]
    photo = decode(write(bright))
    assert (photo.kind, photo.white_level) == (BYTE, 255)
    assert photo.pixels.max() > 200


def test_dark_colours_of_8_bits_and_of_a_stated_white_are_no_matter():
    assert decode(encode(Image.new("RGB", (4, 4), (9, 9, 9)))).pixels.max() == 9
    assert decode(ppm16([[4095, 0, 0]], 4095)).pixels.max() == 255
    assert decode(ppm16([[400, 0, 0]], 4095)).pixels.max() == 25


def pack(contents, tmp_path, read=None):
    table = pd.DataFrame({"file": list(contents), "label": "x", "split": ""})
    path = tmp_path / "images.npy"
    packed, rejected = pack_photos(table, read or contents.get, path, SIZE, 2)
    return packed, rejected, np.load(path)


def test_a_set_has_one_white_and_its_photos_stay_in_their_places(tmp_path):
    contents = {
        "a": grey([500, 500]),
        "b": encode(left_white()),
        "c": grey([0, 4000]),
        "d": b"",
        "e": grey([0.5, 0.5], np.float32, "TIFF"),
        "f": grey([200, 200]),
        "g": grey([3.0, 3.0], np.float32, "TIFF"),
        "h": encode(Image.new("L", (4, 4), 7)),
    }
    packed, rejected, array = pack(contents, tmp_path)
    assert packed["file"].tolist() == list("abcefgh")
    assert rejected["file"].tolist() == ["d"]
    levels = packed["white_level"].tolist()
    assert levels == [4095, 255, 4095, 255, 4095, 255, 255]
    # 500/4095, a white one, 0/4095, 0.5/255, 200/4095, 3/255, and 7 of 255.
    assert array[:, 0, 0, 0].tolist() == [31, 255, 0, 1, 12, 3, 7]
    whites = {INTEGER: 4095, FLOAT: 255}
    alone = [decode(contents[name], whites).pixels for name in packed["file"]]
    np.testing.assert_array_equal(array, np.stack(alone))
    assert packed["sha256"].nunique() == len(packed)
    same = pack({"x": contents["f"], "c": contents["c"]}, tmp_path)[0]
    assert same["sha256"][0] == packed["sha256"][4]


def test_photos_that_have_their_sets_white_are_decoded_once(tmp_path):
    contents = {
        "a": grey([100, 900]),
        "b": encode(left_white()),
        "c": grey([0, 4000]),
        "d": grey([2000, 3000]),
    }
    asked = []

    def read(name):
        asked.append(name)
        return contents[name]

    pack(contents, tmp_path, read)
    assert sorted(asked) == ["a", "a", "b", "c", "d"]


def test_a_deep_photo_that_is_lost_while_it_is_packed_is_named(tmp_path):
    contents = {"a": grey([100, 900]), "c": grey([0, 4000])}
    asked = []

    def read(name):
        asked.append(name)
        return contents[name] if asked.count(name) < 2 else b""

    with pytest.raises(InputError, match="the photo a to stay as it is"):
        pack(contents, tmp_path, read)


def test_levels_of_floats_are_written_with_a_point(tmp_path):
    contents = {
        "a": grey([0.0, 80000.5], np.float32, "TIFF"),
        "b": encode(left_white()),
        "c": grey([0, 4000]),
    }
    packed, *_ = pack(contents, tmp_path)
    text = io.StringIO()
    packed.to_csv(text, index=False)
    levels = [line.split(",")[-1] for line in text.getvalue().splitlines()]
    assert levels == ["white_level", "80000.5", "255", "4095"]


def test_the_levels_of_a_set_are_read_from_its_table():
    assert whites_of_set(["255", "255"]) == {}
    assert whites_of_set([]) == {}
    assert whites_of_set(["255", "4095"]) == {INTEGER: 4095}
    assert whites_of_set(["1.0", "255"]) == {FLOAT: 1}
    levels = ["4095", "65535.0", "255", "1023"]
    assert whites_of_set(levels) == {INTEGER: 4095, FLOAT: 65535}


def test_deep_photos_are_told():
    assert describe_levels([255, 255]) == []
    assert describe_levels([4095] * 3) == [
        "3 photos have more than 8 bits: 4095 is white"
    ]
    lines = describe_levels([255, 255, 4095, 1, 4095])
    assert len(lines) == 3
    assert lines[-1].startswith("2 photos of 8 bits and 3 deeper ones are mixed")
