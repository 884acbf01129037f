import hashlib
import zipfile

import pytest

from asirra.errors import InputError
from asirra.sources import check_sha256, fingerprint_folder, open_source


def write_zip(path, contents):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def test_folder_and_zip_list_and_read_the_same(tmp_path):
    contents = {"Cat/2.jpg": b"two", "Cat/10.jpg": b"ten", "Dog/1 a.jpg": b"one"}
    for name, content in contents.items():
        path = tmp_path / "photos" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    archive = write_zip(tmp_path / "photos.zip", dict(reversed(contents.items())))
    for path in (tmp_path / "photos", archive):
        with open_source(path) as source:
            assert source.names() == sorted(contents)
            assert {name: source.read(name) for name in contents} == contents


def test_a_file_that_is_no_zip_is_an_error_that_names_it(tmp_path):
    path = tmp_path / "photos.zip"
    path.write_bytes(b"no zip")
    with pytest.raises(InputError, match=r"photos\.zip"), open_source(path):
        pass


def test_a_wrong_sum_is_an_error_that_names_both(tmp_path):
    path = tmp_path / "photos.zip"
    path.write_bytes(b"content")
    actual = hashlib.sha256(b"content").hexdigest()
    check_sha256(path, actual.upper())
    with pytest.raises(InputError, match=f"expected {'0' * 64}, got {actual}"):
        check_sha256(path, "0" * 64)


def test_the_fingerprint_sees_files_added_and_changed(tmp_path):
    (tmp_path / "Cat").mkdir()
    (tmp_path / "Cat" / "1.jpg").write_bytes(b"one")
    before = fingerprint_folder(tmp_path)
    assert fingerprint_folder(tmp_path) == before
    (tmp_path / "Cat" / "1.jpg").write_bytes(b"other")
    changed = fingerprint_folder(tmp_path)
    (tmp_path / "Cat" / "2.jpg").write_bytes(b"two")
    assert len({before, changed, fingerprint_folder(tmp_path)}) == 3
