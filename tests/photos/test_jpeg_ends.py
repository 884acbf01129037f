import io
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from asirra.photos.decoding import Photo, Rejection, decode_photo
from asirra.photos.jpeg_ends import complete_jpeg
from tests.photos.examples import SIZE, encode

KINDS = {
    "baseline": {},
    "progressive": {"progressive": True},
    "best": {"quality": 100, "subsampling": 0},
    "restarts": {"restart_marker_blocks": 2},
    "progressive restarts": {"restart_marker_blocks": 2, "progressive": True},
}
MODES = ("RGB", "L", "CMYK")


@cache
def jpeg(kind, mode="RGB"):
    """A JPEG of noise above and white below, where missing data shows least."""
    levels = np.full((48, 64, len(mode)), 255, np.uint8)
    levels[:24] = np.random.default_rng(0).integers(0, 256, (24, 64, len(mode)))
    bands = [Image.fromarray(band) for band in np.moveaxis(levels, 2, 0)]
    return encode(Image.merge(mode, bands), "JPEG", **KINDS[kind])


def pixels(content):
    with Image.open(io.BytesIO(content)) as image:
        return np.asarray(image)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("num_bytes", [1, 2])
def test_a_jpeg_that_lacks_its_end_marker_alone_is_accepted(kind, mode, num_bytes):
    whole = jpeg(kind, mode)
    photo = decode_photo(whole[:-num_bytes], SIZE)
    assert isinstance(photo, Photo)
    np.testing.assert_array_equal(photo.pixels, decode_photo(whole, SIZE).pixels)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("num_bytes", [3, 10, 100, "half"])
def test_a_jpeg_that_lacks_data_is_truncated(kind, mode, num_bytes):
    whole = jpeg(kind, mode)
    cut = whole[: -(len(whole) // 2 if num_bytes == "half" else num_bytes)]
    if (completed := complete_jpeg(cut)) is not None:
        # Where a byte was all padding, nothing of the picture is lost.
        assert num_bytes == 3
        np.testing.assert_array_equal(pixels(completed), pixels(whole))
    else:
        assert decode_photo(cut, SIZE) == Rejection("truncated")


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(KINDS)), st.sampled_from(MODES), st.data())
def test_what_is_completed_is_the_whole_picture(kind, mode, data):
    whole = jpeg(kind, mode)
    completed = complete_jpeg(whole[: data.draw(st.integers(0, len(whole)))])
    if completed is not None:
        np.testing.assert_array_equal(pixels(completed), pixels(whole))


@pytest.mark.parametrize("kind", ["progressive", "progressive restarts"])
def test_a_progressive_jpeg_without_its_last_scans_is_truncated(kind):
    whole = jpeg(kind)
    # Before each table and scan but the first ones.
    markers = (b"\xff\xc4", b"\xff\xda")
    starts = [k for k in range(250, len(whole)) if whole[k : k + 2] in markers]
    assert len(starts) == 17
    for start in starts:
        assert decode_photo(whole[:start], SIZE) == Rejection("truncated")


def test_a_download_that_ends_in_zeros_is_truncated():
    whole = jpeg("baseline")
    half = whole[: len(whole) // 2]
    for num_zeros in (10, 1000, 10_000):
        assert complete_jpeg(half + bytes(num_zeros)) is None
    assert decode_photo(half + bytes(10), SIZE) == Rejection("truncated")


def test_bytes_after_the_end_marker_are_no_matter():
    whole = jpeg("baseline")
    photo = decode_photo(whole + b"trailing" * 9, SIZE)
    np.testing.assert_array_equal(photo.pixels, decode_photo(whole, SIZE).pixels)


def test_only_a_jpeg_without_an_end_marker_is_completed():
    assert complete_jpeg(jpeg("baseline")) is None
    assert complete_jpeg(encode(Image.new("L", (9, 9)))[:-2]) is None
    assert complete_jpeg(b"\xff\xd8\xff") is None
