import csv

import pandas as pd
import pytest

from asirra.errors import InputError
from asirra.photos import source_files
from asirra.photos.fingerprints import fingerprint_source
from asirra.photos.source_files import Checksum, NotThisKind
from asirra.photos.sources import KINDS, open_source
from asirra.tables import read_photos
from tests.photos.examples import ONE_OF_EACH, PHOTO, pack, write_folder, write_zip


def test_folder_and_zip_list_and_read_the_same(tmp_path):
    contents = {"Cat/2.jpg": b"two", "Cat/10.jpg": b"ten", "Dog/1 a.jpg": b"one"}
    folder = write_folder(tmp_path / "photos", contents)
    archive = write_zip(tmp_path / "photos.zip", dict(reversed(contents.items())))
    for path in (folder, archive):
        with open_source(path) as source:
            assert source.names() == sorted(contents)
            assert {name: source.read(name) for name in contents} == contents


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut"])
def test_a_file_that_is_no_zip_is_an_error_that_names_it(tmp_path, content):
    path = tmp_path / "photos.zip"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"photos\.zip"), open_source(path):
        pass


def test_a_member_that_unpacks_to_a_huge_file_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(source_files, "MAX_FILE_BYTES", 2**20)
    contents = ONE_OF_EACH | {"Cat/bomb.png": bytes(2**21)}
    reason = "unreadable: OSError: 2097152 bytes, more than 1048576"
    for write, name in ((write_zip, "photos.zip"), (write_folder, "photos")):
        _, rejected = pack(write(tmp_path / name, contents), tmp_path)
        assert rejected == {"Cat/bomb.png": reason}


STRANGE = [
    *("a space", "a 'quote'", 'a "double"', "a,comma", "a\nnewline", "a\rreturn"),
    *("-dash", "--config", "ünïcode", "猫", "tab\there", "<b>&amp;", "a;b"),
    *("$HOME", "%s", "NA", "1", "1.5", "true", " lead", "trail ", "upper", "UPPER"),
]


@pytest.mark.parametrize("write", [write_zip, write_folder])
def test_strange_names_go_through_every_table(tmp_path, write):
    contents = {f"{cat}/{name}.png": PHOTO for cat in ("1", "NA") for name in STRANGE}
    accepted, rejected = pack(write(tmp_path / "photos.zip", contents), tmp_path)
    assert (len(accepted), rejected) == (len(contents), {})
    assert {"1/a\\nnewline.png", "NA/a,comma.png", "1/猫.png"} < set(accepted)
    table = pd.DataFrame({"file": list(accepted), "label": list(accepted.values())})
    table.to_csv(tmp_path / "photos.csv", index=False)
    assert read_photos(tmp_path / "photos.csv").equals(table)
    # Another program reads the same.
    with open(tmp_path / "photos.csv", newline="") as file:
        assert [row["file"] for row in csv.DictReader(file)] == list(accepted)


def test_the_ending_of_a_name_does_not_matter(tmp_path):
    contents = {"Cat/1.txt": PHOTO, "Dog/1.jpg": PHOTO, "Dog/2.png": b"plain text"}
    accepted, rejected = pack(write_zip(tmp_path / "p.zip", contents), tmp_path)
    assert list(accepted) == ["Cat/1.txt", "Dog/1.jpg"]
    assert rejected == {"Dog/2.png": "a text file, not a photo"}


@pytest.mark.parametrize("contents", [{}, {"Cat/": b""}, {"readme.txt": b"no photo"}])
def test_an_archive_without_photos_is_an_error(tmp_path, contents):
    path = write_zip(tmp_path / "photos.zip", contents)
    with pytest.raises(InputError, match="photos of two or more classes"):
        pack(path, tmp_path)


class ListSource:
    """A third kind: photos that are one, by the names that a text file lists."""

    def __init__(self, path):
        if path.suffix != ".list":
            raise NotThisKind("no .list")
        self.listed = path.read_text().splitlines()
        self.closed = False

    def names(self):
        return sorted(self.listed)

    def read(self, name):
        return PHOTO

    def checksums(self, known):
        return {name: Checksum(0) for name in self.listed}

    def close(self):
        self.closed = True


@pytest.fixture
def three_kinds(monkeypatch):
    kinds = {"a list": ListSource, **KINDS}
    monkeypatch.setattr("asirra.photos.sources.KINDS", kinds)


def test_another_kind_is_a_class_and_its_line(tmp_path, three_kinds):
    path = tmp_path / "photos.list"
    path.write_text("Dog/1.png\nCat/1.png\n")
    assert pack(path, tmp_path) == ({"Cat/1.png": "Cat", "Dog/1.png": "Dog"}, {})
    before = fingerprint_source(path, tmp_path / "cache")
    path.write_text("Dog/1.png\nCat/2.png\n")
    assert fingerprint_source(path, tmp_path / "cache") != before
    with open_source(path) as source:
        assert not source.closed
    assert source.closed


def test_an_error_names_every_kind(tmp_path, three_kinds):
    expected = f"data.source: expected a list or {' or '.join(KINDS)}"
    with pytest.raises(InputError, match=expected), open_source(tmp_path / "nowhere"):
        pass


def test_an_archive_is_closed_whatever_happens(tmp_path):
    path = write_zip(tmp_path / "photos.zip", ONE_OF_EACH)
    with pytest.raises(KeyError), open_source(path) as source:
        source.read("Cat/2.png")
    assert source.archive.fp is None
