import stat
import zipfile

import pytest

from tests.photos.examples import ONE_OF_EACH, PHOTO, pack, write_zip


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
    path = write_zip(tmp_path / "photos.zip", ONE_OF_EACH)
    with zipfile.ZipFile(path, "a") as archive:
        link = zipfile.ZipInfo("Cat/link.png")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, str(target))
    _, rejected = pack(path, tmp_path)
    assert rejected == {"Cat/link.png": "a text file, not a photo"}


def test_an_encrypted_member_is_rejected_and_the_others_are_read(tmp_path):
    path = write_zip(tmp_path / "photos.zip", ONE_OF_EACH)
    content = bytearray(path.read_bytes())
    # The flag's bit 0, in the local header and in the directory: encrypted.
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    accepted, rejected = pack(path, tmp_path)
    assert list(accepted) == ["Dog/1.png"]
    assert "encrypted" in rejected["Cat/1.png"]


def test_a_wrong_crc_is_rejected_and_the_others_are_read(tmp_path):
    path = write_zip(tmp_path / "photos.zip", ONE_OF_EACH)
    content = bytearray(path.read_bytes())
    content[content.index(PHOTO) + 30] ^= 1
    path.write_bytes(content)
    accepted, rejected = pack(path, tmp_path)
    assert list(accepted) == ["Dog/1.png"]
    assert "Bad CRC-32" in rejected["Cat/1.png"]


def test_one_name_in_two_folders_and_names_that_differ_by_case(tmp_path):
    names = ["Cat/1.png", "Dog/1.png", "Cat/1.PNG", "Cat/1.Png"]
    accepted, _ = pack(
        write_zip(tmp_path / "p.zip", dict.fromkeys(names, PHOTO)), tmp_path
    )
    assert accepted == {
        "Cat/1.png": "Cat",
        "Cat/1.PNG": "Cat",
        "Dog/1.png": "Dog",
        "Cat/1.Png": "Cat",
    }


def write_windows_zip(path, names, create_system):
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            entry = zipfile.ZipInfo("x")
            # What a constructor would change on Windows.
            entry.filename, entry.create_system = name, create_system
            archive.writestr(entry, b"" if name.endswith("\\") else PHOTO)
    return path


@pytest.mark.parametrize(
    ("names", "create_system"),
    [
        (["Cat\\", "Cat\\1.png", "Dog\\1.png"], 3),
        (["Cat\\1.png", "Dog\\1.png"], 0),
        # Another program added a file.
        (["Cat\\1.png", "Dog/1.png"], 0),
    ],
)
def test_a_zip_made_on_windows_has_folders(tmp_path, names, create_system):
    path = write_windows_zip(tmp_path / "photos.zip", names, create_system)
    accepted, rejected = pack(path, tmp_path)
    assert accepted == {"Cat/1.png": "Cat", "Dog/1.png": "Dog"}
    assert rejected == {}


def test_a_backslash_in_a_name_made_elsewhere_stays(tmp_path):
    names = ["Cat/1\\2.png", "Dog/1.png"]
    path = write_windows_zip(tmp_path / "photos.zip", names, 3)
    accepted, _ = pack(path, tmp_path)
    assert accepted == {"Cat/1\\\\2.png": "Cat", "Dog/1.png": "Dog"}
