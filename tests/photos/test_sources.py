import csv
import hashlib
import os
import stat
import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asirra.errors import InputError
from asirra.photos import sources
from asirra.photos.labels import list_files
from asirra.photos.packing import pack_photos
from asirra.photos.sources import check_sha256, open_source, remove_partial_zip
from asirra.tables import read_photos
from tests.photos.test_decoding import SIZE, encode, left_white

PHOTO = encode(left_white())


def write_zip(path, contents):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return path


def write_folder(folder, contents):
    for name, content in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def pack(path, tmp_path):
    """Return what the workflow makes of a source: accepted names, rejected reasons."""
    with open_source(path) as source:
        files = list_files(source.names())
        images = tmp_path / "images.npy"
        packed, rejected = pack_photos(files, source.read, images, SIZE, 2)
    reasons = rejected.set_index("file")["reason"].to_dict()
    return packed.set_index("file")["label"].to_dict(), reasons


def test_folder_and_zip_list_and_read_the_same(tmp_path):
    contents = {"Cat/2.jpg": b"two", "Cat/10.jpg": b"ten", "Dog/1 a.jpg": b"one"}
    folder = write_folder(tmp_path / "photos", contents)
    archive = write_zip(tmp_path / "photos.zip", dict(reversed(contents.items())))
    for path in (folder, archive):
        with open_source(path) as source:
            assert source.names() == sorted(contents)
            assert {name: source.read(name) for name in contents} == contents


def test_a_wrong_sum_is_an_error_that_names_both(tmp_path):
    path = tmp_path / "photos.zip"
    path.write_bytes(b"content")
    actual = hashlib.sha256(b"content").hexdigest()
    check_sha256(path, actual.upper())
    with pytest.raises(InputError, match=f"expected {'0' * 64}, got {actual}"):
        check_sha256(path, "0" * 64)


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04 cut"])
def test_a_file_that_is_no_zip_is_an_error_that_names_it(tmp_path, content):
    path = tmp_path / "photos.zip"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"photos\.zip"), open_source(path):
        pass


def test_a_zip_cut_in_half_is_an_error_and_a_partial_download_is_removed(tmp_path):
    path = write_zip(tmp_path / "photos.zip", {"Cat/1.png": PHOTO, "Dog/1.png": PHOTO})
    remove_partial_zip(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(InputError, match="that is whole"), open_source(path):
        pass
    remove_partial_zip(path)
    assert not path.exists()
    remove_partial_zip(path)


def test_names_that_climb_out_are_names_and_nothing_is_written(tmp_path):
    names = ["../Cat/1.png", "../../Cat/2.png", "/etc/Dog/3.png", "C:\\Dog\\4.png"]
    contents = dict.fromkeys([*names, "Dog/../../5.png"], PHOTO)
    path = write_zip(tmp_path / "photos.zip", contents)
    before = set(tmp_path.rglob("*"))
    accepted, rejected = pack(path, tmp_path)
    assert set(tmp_path.rglob("*")) - before == {tmp_path / "images.npy"}
    assert accepted["../Cat/1.png"] == accepted["../../Cat/2.png"] == "Cat"
    assert accepted["/etc/Dog/3.png"] == "Dog"
    assert rejected == {"C:\\\\Dog\\\\4.png": "no label", "Dog/../../5.png": "no label"}


def test_a_link_in_a_zip_is_not_followed(tmp_path):
    target = tmp_path / "secret.png"
    target.write_bytes(PHOTO)
    path = write_zip(tmp_path / "photos.zip", {"Cat/1.png": PHOTO, "Dog/1.png": PHOTO})
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("Cat/link.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, str(target))
    _, rejected = pack(path, tmp_path)
    assert rejected == {"Cat/link.png": "not an image"}


def test_an_encrypted_member_is_rejected_and_the_others_are_read(tmp_path):
    path = write_zip(tmp_path / "photos.zip", {"Cat/1.png": PHOTO, "Dog/1.png": PHOTO})
    content = bytearray(path.read_bytes())
    # The flag's bit 0, in the local header and in the directory: encrypted.
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    accepted, rejected = pack(path, tmp_path)
    assert list(accepted) == ["Dog/1.png"]
    assert "encrypted" in rejected["Cat/1.png"]


def test_a_wrong_crc_is_rejected_and_the_others_are_read(tmp_path):
    path = write_zip(tmp_path / "photos.zip", {"Cat/1.png": PHOTO, "Dog/1.png": PHOTO})
    content = bytearray(path.read_bytes())
    content[content.index(PHOTO) + 30] ^= 1
    path.write_bytes(content)
    accepted, rejected = pack(path, tmp_path)
    assert list(accepted) == ["Dog/1.png"]
    assert "Bad CRC-32" in rejected["Cat/1.png"]


def test_a_member_that_unpacks_to_a_huge_file_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAX_FILE_BYTES", 2**20)
    contents = {"Cat/1.png": PHOTO, "Dog/1.png": PHOTO, "Cat/bomb.png": bytes(2**21)}
    reason = "unreadable: OSError: 2097152 bytes, more than 1048576"
    for write, name in ((write_zip, "photos.zip"), (write_folder, "photos")):
        _, rejected = pack(write(tmp_path / name, contents), tmp_path)
        assert rejected == {"Cat/bomb.png": reason}


STRANGE = [
    *("a space", "a 'quote'", 'a "double"', "a,comma", "a\nnewline", "a\rreturn"),
    *(
        "-dash",
        "--config",
        "ünïcode",
        "猫",
        "tab\there",
        "<b>&amp;",
        "a;b",
        "$HOME",
        "%s",
    ),
    *("NA", "1", "1.5", "true", " lead", "trail ", "upper", "UPPER"),
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


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_characters="\0/"), min_size=1), unique=True)
)
def test_any_names_stay_apart_and_go_through_a_table(tmp_path_factory, names):
    path = tmp_path_factory.getbasetemp() / "photos.csv"
    shown = [sources._printable(name) for name in names]
    assert len(set(shown)) == len(names)
    table = pd.DataFrame({"file": pd.Series(shown, dtype=object), "label": "x"})
    table.to_csv(path, index=False)
    assert read_photos(path)["file"].tolist() == shown


def test_a_name_that_is_not_utf8_is_escaped_and_read(tmp_path):
    folder = write_folder(tmp_path / "photos", {"Dog/1.png": PHOTO})
    (folder / "Cat").mkdir()
    with open(os.fsencode(folder / "Cat") + b"/\xff.png", "wb") as file:
        file.write(PHOTO)
    accepted, _ = pack(folder, tmp_path)
    assert accepted == {"Cat/\\udcff.png": "Cat", "Dog/1.png": "Dog"}


def test_one_name_in_two_folders_and_names_that_differ_by_case(tmp_path):
    names = ["Cat/1.png", "Dog/1.png", "Cat/1.PNG", "cat/1.png"]
    accepted, _ = pack(
        write_zip(tmp_path / "p.zip", dict.fromkeys(names, PHOTO)), tmp_path
    )
    assert accepted == {
        "Cat/1.png": "Cat",
        "Cat/1.PNG": "Cat",
        "Dog/1.png": "Dog",
        "cat/1.png": "cat",
    }


def test_the_ending_of_a_name_does_not_matter(tmp_path):
    contents = {"Cat/1.txt": PHOTO, "Dog/1.jpg": PHOTO, "Dog/2.png": b"plain text"}
    accepted, rejected = pack(write_zip(tmp_path / "p.zip", contents), tmp_path)
    assert list(accepted) == ["Cat/1.txt", "Dog/1.jpg"]
    assert rejected == {"Dog/2.png": "not an image"}


def test_links_are_followed_and_what_is_no_file_is_named(tmp_path):
    folder = write_folder(tmp_path / "photos", {"Cat/1.png": PHOTO, "Dog/1.png": PHOTO})
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
    accepted, rejected = pack(folder, tmp_path)
    assert set(accepted) == {"Cat/1.png", "Dog/1.png", "Dog/again/1.png"}
    reason = "unreadable: OSError: no regular file"
    assert set(rejected) == {"Cat/all", "Dog/again/all"}
    assert set(rejected.values()) == {reason}


def test_a_folder_that_cannot_be_read_is_an_error_that_names_it(tmp_path, monkeypatch):
    folder = write_folder(tmp_path / "photos", {"Cat/1.png": PHOTO, "Dog/1.png": PHOTO})
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("Dog"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    expected = "predict: expected a folder that can be read, got .*Dog .Permission"
    with pytest.raises(InputError, match=expected), open_source(folder, "predict"):
        pass


@pytest.mark.parametrize("contents", [{}, {"Cat/": b""}, {"readme.txt": b"no photo"}])
def test_an_archive_without_photos_is_an_error(tmp_path, contents):
    path = write_zip(tmp_path / "photos.zip", contents)
    with pytest.raises(InputError, match="photos of two or more classes"):
        pack(path, tmp_path)
