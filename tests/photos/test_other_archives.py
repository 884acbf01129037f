import gzip
import tarfile

import pytest

from asirra.errors import InputError
from asirra.photos.other_archives import find_archives_alone
from asirra.photos.sources import open_source
from tests.photos.examples import ONE_OF_EACH, PHOTO, write_folder, write_zip


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz"])
def test_a_tar_is_named_and_how_to_unpack_it(tmp_path, mode):
    photos = write_folder(tmp_path / "photos", ONE_OF_EACH)
    path = tmp_path / "photos.any"
    with tarfile.open(path, mode) as archive:
        archive.add(photos)
    expected = r"got .*photos\.any \(a tar archive: unpack it .* tar -xf\)"
    with pytest.raises(InputError, match=expected), open_source(path):
        pass


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"7z\xbc\xaf\x27\x1c\x00\x04", "a 7z archive"),
        (b"Rar!\x1a\x07\x01\x00", "a RAR archive"),
        (gzip.compress(PHOTO, mtime=0), "a gzip file"),
    ],
)
def test_other_archives_are_named(tmp_path, start, what):
    path = tmp_path / "photos.zip"
    path.write_bytes(start + bytes(100))
    expected = rf"predict: .*\({what}: unpack it"
    with pytest.raises(InputError, match=expected), open_source(path, "predict"):
        pass


def test_a_zip_of_archives_is_named_with_them(tmp_path):
    names = ["train.zip", "b/test.TAR.GZ", "labels.csv", "__MACOSX/x"]
    path = write_zip(tmp_path / "all.zip", dict.fromkeys(names, b"x"))
    expected = r"it holds archives and no photos: b/test.TAR.GZ, train.zip; unpack it"
    with pytest.raises(InputError, match=expected), open_source(path):
        pass


def test_other_zips_hold_more_than_archives():
    assert find_archives_alone([]) == ""
    assert find_archives_alone(["readme.txt"]) == ""
    assert find_archives_alone(["a.zip", "Cat/1.jpg"]) == ""
    assert find_archives_alone(["a.zip", "Cat/1"]) == ""
    assert "e.zip and 1 more" in find_archives_alone([f"{x}.zip" for x in "abcdef"])
