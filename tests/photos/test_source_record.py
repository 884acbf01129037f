import os

import numpy as np
import pytest

from asirra.photos.source_record import PACKED, RECORD, why_not_packed, write_record

LISTING = {"sha256": None}


@pytest.fixture
def folder(tmp_path):
    write_record("../photos", LISTING, tmp_path / RECORD)
    for name in PACKED:
        (tmp_path / name).write_text("")
    np.save(tmp_path / "images.npy", np.zeros((3, 72, 72, 3), np.uint8))
    return tmp_path


def test_packed_photos_of_the_same_source_may_be_used(folder):
    assert why_not_packed(folder, "../photos", LISTING, 72) == ""


@pytest.mark.parametrize(
    ("source", "listing", "size", "why"),
    [
        ("../others", LISTING, 72, "has packed photos of another source, '../photos'"),
        ("../photos", {"sha256": "0"}, 72, "for another value of data.sha256"),
        ("../photos", LISTING | {"labels": {}}, 72, "another value of data.labels"),
        ("../photos", LISTING, 80, "has packed photos of 72 px, not of 80"),
    ],
)
def test_those_of_another_source_or_setting_may_not(folder, source, listing, size, why):
    assert why in why_not_packed(folder, source, listing, size)


@pytest.mark.parametrize("name", [*PACKED, RECORD])
def test_a_file_that_is_missing_is_named(folder, name):
    (folder / name).unlink()
    assert f"{name} is missing" in why_not_packed(folder, "../photos", LISTING, 72)


@pytest.mark.parametrize("name", ["images.npy", RECORD])
@pytest.mark.parametrize("content", ["", "[]", '{"source": 1}'])
def test_a_file_that_is_damaged_is_no_reason_to_go_on(folder, name, content):
    (folder / name).write_text(content)
    assert "cannot be read" in why_not_packed(folder, "../photos", LISTING, 72)


def test_photos_of_a_source_before_may_not(folder):
    """A run listed another source, and was killed before it packed its photos."""
    now = (folder / "images.npy").stat().st_mtime
    os.utime(folder / RECORD, (now + 1, now + 1))
    assert "packed before" in why_not_packed(folder, "../photos", LISTING, 72)


def test_a_link_counts_by_its_own_time(folder, tmp_path):
    kept = tmp_path / "kept.npy"
    os.rename(folder / "images.npy", kept)
    os.utime(kept, (0, 0))
    (folder / "images.npy").symlink_to(kept)
    assert why_not_packed(folder, "../photos", LISTING, 72) == ""
