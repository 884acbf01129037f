import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from asirra.photos import decoding
from asirra.photos.decoding import Photo, Rejection, decode_photo, decode_photos
from tests.photos.examples import SIZE, encode, left_white


def decoded(image, kind="PNG", **options):
    photo = decode_photo(encode(image, kind, **options), SIZE)
    assert isinstance(photo, Photo), photo
    assert photo.pixels.shape == (SIZE, SIZE, 3)
    assert photo.pixels.dtype == np.uint8
    return photo


@pytest.mark.parametrize(
    ("mode", "kind"),
    [("L", "PNG"), ("1", "PNG"), ("P", "GIF"), ("CMYK", "JPEG"), ("LA", "PNG")]
    + [
        ("RGBA", "PNG"),
        ("I;16", "PNG"),
        ("I", "TIFF"),
        ("F", "TIFF"),
        ("YCbCr", "TIFF"),
    ],
)
def test_every_mode_decodes_to_the_same_picture(mode, kind):
    if mode in ("I;16", "I"):
        grey = np.asarray(left_white("L"), np.uint16) * 257
        image = Image.fromarray(grey if mode == "I;16" else grey.astype(np.int32))
    else:
        image = left_white(mode)
    pixels = decoded(image, kind).pixels.astype(int)
    assert pixels[:, :4].min() > 240
    assert pixels[:, -4:].max() < 15


def test_transparent_parts_become_white():
    image = Image.new("RGBA", (8, 8), (255, 0, 0, 0))
    assert decoded(image).pixels.min() == 255
    palette = Image.new("P", (8, 8), 0)
    assert decoded(palette, transparency=0).pixels.min() == 255


def test_exif_rotation_is_applied():
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: left becomes top
    photo = decoded(left_white(), "JPEG", exif=exif)
    assert (photo.width_px, photo.height_px) == (20, 40)
    assert photo.pixels[:4].min() > 230
    assert photo.pixels[-4:].max() < 25


def test_the_original_size_is_kept_whatever_the_decoder_scales():
    photo = decoded(Image.new("RGB", (1050, 768)), "JPEG")
    assert (photo.width_px, photo.height_px) == (1050, 768)


def test_an_animation_counts_with_its_first_frame():
    frames = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    photo = decoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert photo.pixels[0, 0].tolist() == [255, 0, 0]


def test_one_pixel_is_enough():
    assert decoded(Image.new("RGB", (1, 1), "red")).width_px == 1


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\x01\x02\x03 unknown", "not an image"),
        (encode(left_white(), "JPEG")[:-60], "truncated"),
        (encode(left_white())[:60], "truncated"),
    ],
)
def test_what_does_not_decode_is_named(content, reason):
    assert decode_photo(content, SIZE) == Rejection(reason)


@pytest.mark.parametrize("tenth", range(10))
def test_a_jpeg_cut_at_a_tenth_of_its_length_is_rejected(tenth):
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    content = encode(Image.fromarray(noise), "JPEG")
    photo = decode_photo(content[: len(content) * tenth // 10], SIZE)
    assert isinstance(photo, Rejection)


NOISE = Image.fromarray(np.random.default_rng(0).integers(0, 256, (24, 20, 3), "uint8"))
EXIF = Image.Exif()
EXIF[0x0112] = 8
VALID = [
    encode(NOISE, "JPEG", exif=EXIF),
    encode(NOISE, "JPEG", progressive=True),
    encode(NOISE.convert("CMYK"), "JPEG"),
    encode(NOISE),
    encode(NOISE.convert("P"), transparency=3),
    encode(NOISE, "GIF", save_all=True, append_images=[NOISE.rotate(90)]),
    encode(NOISE, "TIFF", compression="tiff_lzw"),
    encode(NOISE, "WEBP"),
    encode(NOISE, "BMP"),
    encode(NOISE, "JPEG2000"),
    encode(NOISE, "PPM"),
]


@settings(max_examples=1000, deadline=2000)
@given(st.sampled_from(VALID), st.data())
def test_damage_gives_an_accepted_or_a_rejected_photo_and_ends(content, data):
    damaged = bytearray(content)
    places = st.integers(0, len(content) - 1)
    for place in data.draw(st.lists(places, max_size=8)):
        damaged[place] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        first, last = sorted(data.draw(st.tuples(places, places)))
        damaged[first:last] = data.draw(st.binary(max_size=16))
    photo = decode_photo(bytes(damaged), SIZE)
    if isinstance(photo, Photo):
        assert photo.pixels.shape == (SIZE, SIZE, 3)
        assert photo.pixels.dtype == np.uint8
    else:
        # An address in memory would differ from run to run.
        assert photo.reason.isprintable() and " at 0x" not in photo.reason


@settings(max_examples=200, deadline=2000)
@given(st.binary(max_size=300))
def test_any_bytes_give_an_accepted_or_a_rejected_photo(content):
    assert isinstance(decode_photo(content, SIZE), Photo | Rejection)


def test_eps_is_not_read_for_it_starts_another_program():
    reason = decode_photo(encode(NOISE, "EPS"), SIZE).reason
    assert reason.startswith("a PostScript drawing, which is not read")


def test_a_decompression_bomb_is_not_decoded(monkeypatch):
    monkeypatch.setattr(decoding, "MAX_PIXELS", 99)
    rejection = decode_photo(encode(Image.new("1", (10, 10))), SIZE)
    assert rejection == Rejection("too large to decode safely: 10x10")


def test_a_bomb_that_pillow_refuses_is_named():
    # 50,000 x 50,000 pixels by its header alone.
    content = bytearray(encode(Image.new("1", (1, 1))))
    content[16:24] = (50_000).to_bytes(4, "big") * 2
    content[29:33] = zlib.crc32(content[12:29]).to_bytes(4, "big")
    reason = decode_photo(bytes(content), SIZE).reason
    assert reason.startswith("too large to decode safely")


def test_what_is_too_large_is_what_pillow_warns_of():
    assert decoding.MAX_PIXELS == Image.MAX_IMAGE_PIXELS


def test_files_are_decoded_in_their_order_and_few_ahead(monkeypatch):
    monkeypatch.setattr(decoding, "PHOTOS_AHEAD", 3)
    asked = []

    def names():
        for number in range(20):
            asked.append(number)
            yield str(number)

    def read(name):
        if name == "2":
            raise OSError("lost")
        return encode(Image.new("L", (4, 4), int(name)))

    photos = decode_photos(names(), read, SIZE, num_workers=2)
    assert [next(photos)[0] for _ in range(2)] == ["0", "1"]
    assert asked == [0, 1, 2, 3]
    rest = dict(photos)
    assert list(rest) == [str(number) for number in range(2, 20)]
    assert rest.pop("2") == Rejection("unreadable: OSError: lost")
    levels = [photo.pixels[0, 0, 0] for photo in rest.values()]
    assert levels == list(range(3, 20))
