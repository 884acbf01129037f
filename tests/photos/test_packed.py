import numpy as np
import pandas as pd
import pytest

from asirra.photos.packed import load_split
from asirra.photos.splits import SPLITS

PHOTOS = pd.DataFrame(
    {
        "file": ["a", "NA", "1", "d"],
        "label": ["NA", "1", "1", "cat"],
        "split": ["train", "test", "train", "validation"],
    }
)


@pytest.fixture
def packed(tmp_path):
    images = np.arange(4 * 2 * 2 * 3, dtype=np.uint8).reshape(4, 2, 2, 3)
    np.save(tmp_path / "images.npy", images)
    PHOTOS.to_csv(tmp_path / "photos.csv", index=False)
    return tmp_path / "images.npy", tmp_path / "photos.csv"


def test_a_split_has_its_rows_of_the_array_of_all_photos(packed):
    split = load_split(*packed, "train")
    assert len(split) == 2
    assert split.rows.tolist() == [0, 2]
    assert split.labels.tolist() == [1, 0]
    assert split.images.shape == (4, 2, 2, 3)
    assert split.images[split.rows, 0, 0, 0].tolist() == [0, 24]


def test_names_and_labels_stay_text_and_classes_are_those_of_all_splits(packed):
    split = load_split(*packed, "test")
    assert split.classes == ["1", "NA", "cat"]
    assert split.files == ["NA"]
    assert split.labels.tolist() == [0]
    assert split.labels.dtype == np.int32


def test_every_photo_is_in_one_split(packed):
    rows = [load_split(*packed, name).rows for name in SPLITS]
    assert sorted(np.concatenate(rows)) == [0, 1, 2, 3]


def test_pixels_stay_on_disk(packed):
    assert isinstance(load_split(*packed, "train").images.base, np.memmap)
