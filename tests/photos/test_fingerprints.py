import json
import os
import shutil
import zlib

import pytest

from asirra.photos.fingerprints import fingerprint_source
from asirra.photos.folder_source import FolderSource
from asirra.photos.sources import KINDS
from tests.photos.examples import write_folder, write_zip

CONTENTS = {"Cat/1.jpg": b"one", "Dog/2.jpg": b"two"}
CHANGES = {
    "added": CONTENTS | {"Dog/3.jpg": b"three"},
    "removed": {"Cat/1.jpg": b"one"},
    "changed": CONTENTS | {"Dog/2.jpg": b"TWO"},
    "renamed": {"Cat/1.jpg": b"one", "Dog/3.jpg": b"two"},
    "swapped": {"Cat/1.jpg": b"two", "Dog/2.jpg": b"one"},
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("write", [write_folder, write_zip])
def test_a_change_is_seen(tmp_path, change, write):
    photos, cache = tmp_path / "photos", tmp_path / "cache"
    before = fingerprint_source(write(photos, CONTENTS), cache)
    shutil.rmtree(photos) if photos.is_dir() else photos.unlink()
    assert fingerprint_source(write(photos, CHANGES[change]), cache) != before


@pytest.mark.parametrize("write", [write_folder, write_zip])
def test_times_and_order_and_place_do_not_count(tmp_path, write):
    cache = tmp_path / "cache"
    photos = write(tmp_path / "photos", CONTENTS)
    before = fingerprint_source(photos, cache)
    for path in [photos, *photos.rglob("*")]:
        os.utime(path, (1, 1))
    assert fingerprint_source(photos, cache) == before
    other = write(tmp_path / "other", dict(reversed(CONTENTS.items())))
    assert fingerprint_source(other, cache) == before


def test_a_change_that_hides_behind_size_and_time_is_seen(tmp_path):
    photos = write_folder(tmp_path / "photos", CONTENTS)
    before = fingerprint_source(photos, tmp_path / "cache")
    status = (photos / "Cat/1.jpg").stat()
    (photos / "Cat/1.jpg").write_bytes(b"eno")
    os.utime(photos / "Cat/1.jpg", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert fingerprint_source(photos, tmp_path / "cache") != before


def test_files_are_read_once(tmp_path, monkeypatch):
    photos = write_folder(tmp_path / "photos", CONTENTS)
    read = []

    class Watched(FolderSource):
        def read(self, name):
            read.append(name)
            return super().read(name)

    monkeypatch.setitem(KINDS, "a folder", Watched)
    first = fingerprint_source(photos, tmp_path / "cache")
    assert sorted(read) == sorted(CONTENTS)
    (photos / "Cat/1.jpg").touch()
    assert fingerprint_source(photos, tmp_path / "cache") == first
    assert read[2:] == ["Cat/1.jpg"]


def test_a_damaged_cache_is_made_again(tmp_path):
    photos = write_folder(tmp_path / "photos", CONTENTS)
    first = fingerprint_source(photos, tmp_path / "cache")
    (cache,) = (tmp_path / "cache").iterdir()
    cache.write_text('{"Cat/1.jpg": [3,')
    assert fingerprint_source(photos, tmp_path / "cache") == first


def test_what_cannot_be_read_is_no_error(tmp_path):
    photos = write_folder(tmp_path / "photos", CONTENTS)
    before = fingerprint_source(photos, tmp_path / "cache")
    (photos / "Cat/link.jpg").symlink_to("nowhere")
    assert fingerprint_source(photos, tmp_path / "cache") != before


def test_an_archive_is_not_read_and_nothing_is_remembered_of_it(tmp_path):
    path = write_zip(tmp_path / "photos.zip", CONTENTS)
    before = fingerprint_source(path, tmp_path / "cache")
    content = path.read_bytes()
    path.write_bytes(content.replace(b"two", b"TWO"))
    # The archive's list still holds the old checksum.
    assert fingerprint_source(path, tmp_path / "cache") == before
    assert not (tmp_path / "cache").exists()


def test_a_folder_and_an_archive_of_the_same_photos_are_the_same(tmp_path):
    prints = {
        fingerprint_source(write(tmp_path / name, CONTENTS), tmp_path / "cache")
        for write, name in ((write_folder, "photos"), (write_zip, "photos.zip"))
    }
    assert len(prints) == 1


def test_the_cache_holds_size_times_and_checksum_of_each_file(tmp_path):
    photos = write_folder(tmp_path / "photos", CONTENTS)
    fingerprint_source(photos, tmp_path / "cache")
    (cache,) = (tmp_path / "cache").iterdir()
    remembered = json.loads(cache.read_text())
    status = (photos / "Cat/1.jpg").stat()
    times = [status.st_mtime_ns, status.st_ctime_ns]
    assert remembered["Cat/1.jpg"] == [3, *times, zlib.crc32(b"one")]
    assert set(remembered) == set(CONTENTS)


def test_a_folder_as_it_was_leaves_its_cache_alone(tmp_path):
    photos = write_folder(tmp_path / "photos", CONTENTS)
    fingerprint_source(photos, tmp_path / "cache")
    (cache,) = (tmp_path / "cache").iterdir()
    before = cache.stat()
    fingerprint_source(photos, tmp_path / "cache")
    assert cache.stat().st_ino == before.st_ino
    (photos / "Dog/2.jpg").unlink()
    fingerprint_source(photos, tmp_path / "cache")
    assert list(json.loads(cache.read_text())) == ["Cat/1.jpg"]
