import pytest

from asirra.errors import InputError
from asirra.photos.labels import label_files, list_files


def test_kaggle_names_are_labelled_by_prefix():
    names = ["train/cat.0.jpg", "train/dog.0.jpg", "train/Thumbs.db", "test1/1.jpg"]
    assert label_files(names) == ["cat", "dog", "", ""]


def test_microsoft_names_are_labelled_by_folder():
    names = ["PetImages/Cat/0.jpg", "PetImages/Dog/a.1.jpg", "readme.txt"]
    assert label_files(names) == ["Cat", "Dog", ""]


def test_a_few_numbered_names_do_not_change_the_layout():
    names = [f"{label}/{number}.jpg" for label in ("Cat", "Dog") for number in range(3)]
    found = label_files([*names, "Cat/IMG.1.jpg", "Cat/scan.2.jpg"])
    assert found == ["Cat"] * 3 + ["Dog"] * 3 + ["Cat"] * 2


def test_three_classes_are_fine():
    files = list_files(["a.1.png", "b.1.png", "c.1.png"])
    assert files["label"].tolist() == ["a", "b", "c"]


def test_one_class_is_an_error():
    with pytest.raises(InputError, match="two or more classes.*'Cat'"):
        list_files(["Cat/1.jpg", "Cat/2.jpg"])


def test_no_files_is_an_error():
    with pytest.raises(InputError, match="0 files"):
        list_files([])


def test_a_listing_has_a_row_for_each_file_and_no_split_that_names_do_not_say():
    names = ["Thumbs.db", "Cat/1.jpg", "Dog/1.jpg"]
    rows = list_files(names).to_dict("records")
    labels = ["", "Cat", "Dog"]
    assert rows == [
        {"file": name, "label": label, "split": ""}
        for name, label in zip(names, labels, strict=True)
    ]
