import gzip
import io
import tarfile
import zipfile

import numpy as np
import pytest
from PIL import TiffImagePlugin

from asirra.photos.decoding import Photo, Rejection, decode_photo
from asirra.photos.formats import HEIC, PREVIEW, RAW, VIDEO
from tests.photos.examples import SIZE, encode, left_white


def boxed(brand):
    return b"\0\0\0\x18ftyp" + brand + b"\0\0\0\0mif1heic" + bytes(300)


def numpy_file():
    output = io.BytesIO()
    np.save(output, np.zeros(3))
    return output.getvalue()


def tar_file():
    output = io.BytesIO()
    with tarfile.open(fileobj=output, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.jpg"))
    return output.getvalue()


def zip_file():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.jpg"), "")
    return output.getvalue()


def reason(content):
    rejection = decode_photo(content, SIZE)
    assert isinstance(rejection, Rejection)
    return rejection.reason


@pytest.mark.parametrize(
    ("content", "begins"),
    [
        *[
            (boxed(brand), "a HEIC photo, which is not read; convert it to JPEG")
            for brand in b"heic heix hevc heim heis mif1 msf1".split()
        ],
        (b"\xff\x0a" + bytes(90), "a JPEG XL photo"),
        (b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(90), "a JPEG XL photo"),
        (bytes(128) + b"DICM" + bytes(90), "a DICOM image"),
        (b"\n<!DOCTYPE html><html></html>", "a web page"),
        (b"\xef\xbb\xbf<html>404</html>", "a web page"),
        (b"<?xml version='1.0'?><html/>", "a web page"),
        (b"<?xml version='1.0'?><!-- x --><svg/>", "an SVG drawing"),
        (b"<svg xmlns=''/>", "an SVG drawing"),
        (b"<?xml version='1.0'?><annotation/>", "XML"),
        (b"%PDF-1.7\n\xe2\xe3", "a PDF"),
        *[(boxed(brand), "a video") for brand in (b"isom", b"mp42", b"qt  ")],
        (b"\0\0\0\x08wide\0\0\0\0mdat" + bytes(90), "a video"),
        (b"\x1a\x45\xdf\xa3" + bytes(90), "a video"),
        (b"RIFF\0\0\0\0AVI LIST" + bytes(90), "a video"),
        (zip_file(), "a zip archive"),
        (gzip.compress(b"photo", mtime=0), "a gzip archive"),
        (tar_file(), "a tar archive"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(90), "a 7z archive"),
        (b"Rar!\x1a\x07\x01\0" + bytes(90), "a rar archive"),
        (b"8BPS\0\x01" + bytes(90), "a Photoshop file"),
        (b"\x76\x2f\x31\x01" + bytes(90), "an OpenEXR image"),
        (b"SIMPLE  =                    T", "a FITS image"),
        (numpy_file(), "a NumPy array"),
        (b"\x89HDF\r\n\x1a\n" + bytes(90), "an HDF5 or MATLAB file"),
        (b"MATLAB 5.0 MAT-file, Platform" + bytes(90), "an HDF5 or MATLAB file"),
        (b"\x5c\x01\0\0" + bytes(340) + b"n+1\0" + bytes(90), "a NIfTI image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(90), "a Thumbs.db"),
        (b"\0\x05\x16\x07\0\x02\0\0Mac OS X" + bytes(90), "a macOS side file"),
        (b"version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer"),
        (encode(left_white(), "EPS"), "a PostScript drawing"),
        ("Füße, 猫\n".encode(), "a text file"),
        ("猫".encode() * 4000, "a text file"),
        ("Füße\n".encode("utf-16"), "a text file"),
        (b"II*\0\x08\0\0\0\0\0\0\0\0\0", "a TIFF of a kind"),
        (b"\0\x01\x02 nothing known", "not an image"),
        ("Füße".encode("latin-1") * 30, "not an image"),
        (boxed(b"avif"), "not an image"),
    ],
)
def test_a_file_that_is_not_read_is_named(content, begins):
    found = reason(content)
    assert found.startswith(begins)
    assert found.isprintable()


@pytest.mark.parametrize(
    "content",
    [
        boxed(b"crx "),
        b"FUJIFILMCCD-RAW 0201" + bytes(90),
        b"IIRO\x08\0\0\0" + bytes(90),
        b"IIU\0\x08\0\0\0" + bytes(90),
        b"FOVb\0\0\x03\0" + bytes(90),
    ],
)
def test_a_raw_file_of_its_own_format_is_named(content):
    assert reason(content) == RAW


def with_tag(tag, value, big=False):
    """A TIFF that Pillow reads, whose first image has a tag."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[tag] = value
    return encode(left_white(), "TIFF", tiffinfo=tags, big_tiff=big)


@pytest.mark.parametrize("big", [False, True])
def test_a_raw_file_is_not_used_as_its_preview(big):
    assert reason(with_tag(50706, b"\x01\x04\0\0", big)) == RAW
    assert reason(with_tag(254, 1, big)) == PREVIEW
    # The second of several pages, and no tag at all.
    assert isinstance(decode_photo(with_tag(254, 2, big), SIZE), Photo)
    assert isinstance(decode_photo(encode(left_white(), "TIFF"), SIZE), Photo)


def test_a_canon_raw_file_is_not_used_as_its_preview():
    tiff = encode(left_white(), "TIFF")
    # A CR2 says so between the TIFF's header and its tags.
    assert reason(tiff[:8] + b"CR\x02\0" + tiff[12:]) == RAW


def test_a_big_endian_raw_file_is_not_used_as_its_preview():
    header = b"MM\0*\0\0\0\x08\0\x01"
    entry = (254).to_bytes(2, "big") + b"\0\x04\0\0\0\x01\0\0\0\x01"
    assert reason(header + entry + bytes(4)) == PREVIEW


def test_reasons_say_what_to_do():
    for text in (HEIC, RAW, PREVIEW):
        assert text.endswith("convert it to JPEG")
    assert "frames" in VIDEO
