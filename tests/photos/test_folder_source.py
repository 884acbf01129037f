import os

import pytest

from asirra.errors import InputError
from asirra.photos.sources import open_source
from tests.photos.examples import ONE_OF_EACH, PHOTO, pack, write_folder


def test_a_name_that_is_not_utf8_is_escaped_and_read(tmp_path):
    folder = write_folder(tmp_path / "photos", {"Dog/1.png": PHOTO})
    (folder / "Cat").mkdir()
    with open(os.fsencode(folder / "Cat") + b"/\xff.png", "wb") as file:
        file.write(PHOTO)
    accepted, _ = pack(folder, tmp_path)
    assert accepted == {"Cat/\\udcff.png": "Cat", "Dog/1.png": "Dog"}


def test_links_are_followed_and_what_is_no_file_is_named(tmp_path):
    folder = write_folder(tmp_path / "photos", ONE_OF_EACH)
    (folder / "Cat" / "link.png").symlink_to(folder / "Dog" / "1.png")
    (folder / "Cat" / "broken.png").symlink_to("nowhere")
    (folder / "Cat" / "loop.png").symlink_to("loop.png")
    os.mkfifo(folder / "Dog" / "pipe.png")
    accepted, rejected = pack(folder, tmp_path)
    assert set(accepted) == {"Cat/1.png", "Cat/link.png", "Dog/1.png"}
    reason = "unreadable: OSError: no regular file"
    broken = ["Cat/broken.png", "Cat/loop.png", "Dog/pipe.png"]
    assert rejected == dict.fromkeys(broken, reason)


def test_linked_folders_are_followed_but_not_in_circles(tmp_path):
    elsewhere = write_folder(tmp_path / "elsewhere", {"1.png": PHOTO})
    folder = write_folder(tmp_path / "photos", {"Cat/1.png": PHOTO})
    (folder / "Dog").symlink_to(elsewhere)
    (folder / "Cat" / "all").symlink_to(folder)
    (elsewhere / "again").symlink_to(folder / "Cat")
    accepted, rejected = pack(folder, tmp_path, "top")
    assert set(accepted) == {"Cat/1.png", "Dog/1.png", "Dog/again/1.png"}
    reason = "unreadable: OSError: no regular file"
    assert set(rejected) == {"Cat/all", "Dog/again/all"}
    assert set(rejected.values()) == {reason}


def test_a_folder_that_cannot_be_read_is_an_error_that_names_it(tmp_path, monkeypatch):
    folder = write_folder(tmp_path / "photos", ONE_OF_EACH)
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("Dog"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    expected = "predict: expected a folder that can be read, got .*Dog .Permission"
    with pytest.raises(InputError, match=expected), open_source(folder, "predict"):
        pass
