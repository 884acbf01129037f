import pytest

from asirra.errors import InputError
from asirra.photos.labels import (
    check_classes,
    label_files,
    match_pattern,
    normalise_labels,
)

NAMES = ["pets/Cat/2021/1.jpg", "pets/Dog/2021/1.jpg"]


def test_the_folder_that_is_named_is_the_class():
    assert label_files(NAMES, "parent", "random") == ["2021", "2021"]
    assert label_files(NAMES, "top", "random") == ["Cat", "Dog"]


def test_folders_of_a_division_are_no_classes():
    names = ["train/Cat/a/1.jpg", "test/Dog/a/1.jpg"]
    assert label_files(names, "top", "folders") == ["Cat", "Dog"]
    assert label_files(names, "top", "random") == ["train", "test"]


def test_a_pattern_is_searched_for_anywhere():
    names = ["x/p1_cat.jpg", "x/p2_dog.jpg", "x/readme.txt"]
    found = label_files(names, {"pattern": r"_(?P<label>\w+)\.jpg$"}, "random")
    assert found == ["cat", "dog", ""]


def test_the_only_group_counts_whatever_its_name():
    assert match_pattern(["p1_a.jpg"], r"(?P<patient>p\d+)_", "group") == ["p1"]


def test_a_group_that_takes_no_part_in_the_match_finds_nothing():
    assert match_pattern(["cat"], r"cat(?P<label>x)?", "label") == [""]


@pytest.mark.parametrize(
    "labels",
    [
        ["Cat", "cat"],
        ["cat", "cats"],
        ["box", "boxes"],
        ["puppy", "puppies"],
        ["Big_cat", "big cat"],
        ["STRASSE", "straße"],
        ["Cat", "\uff23at"],
        ["Cat", "Cat\u200b"],
        ["Cat", "Cat (1)"],
        ["Cat", "Cat - Copy"],
        ["Cat", "Cat."],
    ],
)
def test_two_spellings_of_a_class_are_refused(labels):
    with pytest.raises(InputError) as error:
        check_classes(labels, is_certain=False)
    assert all(label in str(error.value) for label in labels)


def test_a_plural_is_a_class_of_its_own_for_who_says_so():
    check_classes(["glass", "glasses", "cat", "cats"], is_certain=True)
    with pytest.raises(InputError, match="Cat and cat"):
        check_classes(["Cat", "cat"], is_certain=True)


def test_two_unicode_forms_of_a_name_are_one_class():
    assert len(set(normalise_labels(["\u00e9l\u00e8ve", "e\u0301le\u0300ve "]))) == 1
