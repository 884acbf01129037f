import pytest

from asirra.photos.names import (
    common_folders,
    divide_names,
    is_hidden,
    read_split_folder,
)


@pytest.mark.parametrize(
    ("folder", "split"),
    [
        ("train", "train"),
        ("TRAINING", "train"),
        ("Val", "validation"),
        ("valid", "validation"),
        ("validation", "validation"),
        ("Test1", "test"),
        ("Train Set", "train"),
        ("test_images", "test"),
        ("validation-data 2", "validation"),
        ("test cats", ""),
        ("trains", ""),
        ("Cat", ""),
        ("", ""),
    ],
)
def test_a_folder_of_a_division_is_known_by_its_name(folder, split):
    assert read_split_folder(folder) == split


def test_the_outermost_folder_of_a_division_counts():
    names = ["a/train/Cat/test/1.jpg", "a/Cat/train.jpg"]
    assert divide_names(names) == [("train", "a/Cat/test/1.jpg"), ("", names[1])]


def test_folders_that_all_share_are_no_division():
    names = ["test1/train/Cat/1.jpg", "test1/test/Cat/1.jpg"]
    assert [split for split, _ in divide_names(names)] == ["train", "test"]


def test_the_folders_that_all_share_are_counted():
    assert common_folders(["a/b/1", "a/b/c/2"]) == 2
    assert common_folders(["a/1", "b/1"]) == common_folders(["1"]) == 0
    assert common_folders([]) == 0


def test_a_name_that_leads_up_is_not_hidden():
    assert not is_hidden("../Cat/1.jpg")
    assert is_hidden("Cat/.1.jpg")
