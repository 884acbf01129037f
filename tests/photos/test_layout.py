import pytest

from asirra.errors import InputError
from asirra.photos.labels import match_pattern
from asirra.photos.layout import NUMBERED_PATTERN, label_automatically


def label(names, split="random"):
    return label_automatically(names, split)


def many(*names):
    """Return three files for each name, which has a star."""
    return [name.replace("*", str(number)) for name in names for number in range(3)]


def test_kaggle_names_are_labelled_by_prefix():
    names = ["train/cat.0.jpg", "train/dog.0.jpg", "train/Thumbs.db", "test1/1.jpg"]
    assert label(names) == ["cat", "dog", "", ""]


def test_microsoft_names_are_labelled_by_folder():
    names = ["PetImages/Cat/0.jpg", "PetImages/Dog/a.1.jpg", "readme.txt"]
    assert label(names) == ["Cat", "Dog", ""]


def test_a_few_numbered_names_do_not_change_the_layout():
    names = many("Cat/*.jpg", "Dog/*.jpg")
    found = label([*names, "Cat/IMG.1.jpg", "Cat/scan.2.jpg"])
    assert found == ["Cat"] * 3 + ["Dog"] * 3 + ["Cat"] * 2


@pytest.mark.parametrize(
    "names", [["Cat/cat.1.jpg", "Dog/dog.1.jpg"], ["a/Cat/1", "a/Dog/1"]]
)
def test_readings_that_agree_are_no_question(names):
    assert label(names) == ["Cat", "Dog"]


def test_one_folder_below_each_class_is_the_classs():
    assert (
        label(many("Cat/images/*.jpg", "Dog/images/*.jpg")) == ["Cat"] * 3 + ["Dog"] * 3
    )
    assert (
        label(many("Cat/train/*.jpg", "Dog/train/*.jpg")) == ["Cat"] * 3 + ["Dog"] * 3
    )


def test_a_text_beside_the_classes_is_no_question():
    names = [*many("Pets/Cat/*.jpg", "Pets/Dog/*.jpg"), "Pets/readme.txt", "Pets/a.csv"]
    assert label(names)[:6] == ["Cat"] * 3 + ["Dog"] * 3


def divided(*folders):
    """Return cats and dogs in each folder, which has a star."""
    return [
        f"{folder.replace('*', label)}{number}.jpg"
        for folder in folders
        for label in ("cat", "dog")
        for number in range(3)
    ]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (
            many("Cat/2021/*.jpg", "Cat/2022/*.jpg", "Dog/2021/*.jpg"),
            ["two ways", "2021, 2022", "Cat, Dog", "labels: parent", "labels: top"],
        ),
        (many("Cat/*.jpg", "Cat/more/*.jpg", "Dog/*.jpg"), ["two", "Cat, Dog, more"]),
        (many("A/Cat/*.jpg", "B/Cat/*.jpg", "A/Dog/*.jpg"), ["two ways", "A, B"]),
        (
            many("Cat/IMG.*.jpg", "Cat/DSC.*.jpg", "Dog/IMG.*.jpg", "Dog/DSC.*.jpg"),
            ["two ways", "Cat, Dog", "DSC, IMG", "pattern"],
        ),
        (many("train/*.jpg", "test/*.jpg"), ["test, train", "labels: parent"]),
        (many("train/*.jpg", "train2/*.jpg"), ["division", "train, train2"]),
        (many("Cat/*.jpg", "Dog/*.jpg", "test/*.jpg"), ["division", "test"]),
        (many("images/*.jpg", "masks/*.png"), ["images, masks", "kind of file"]),
        (many("Cat/*.jpg", "Dog/*.jpg", "Masks/*.jpg"), ["Masks", "kind of file"]),
        (
            divided("train/*/", "test/*/"),
            ["split: folders", "labels: parent", "cat, dog"],
        ),
        (divided("Train/*/", "VAL/*/"), ["split: folders", "Train, VAL"]),
        (divided("*/train/", "*/test/"), ["split: folders", "labels: top"]),
        (divided("train/*.", "test/*."), ["split: folders", "pattern", "cat, dog"]),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused_in_one_line(names, told):
    with pytest.raises(InputError) as error:
        label(names)
    for text in told:
        assert text in str(error.value)
    assert "\n" not in str(error.value)


def test_with_a_division_by_folders_the_classes_are_read_from_the_rest():
    names = [
        "a/Train/Cat/1.jpg",
        "a/Train/Dog/1.jpg",
        "a/TEST/Cat/2.jpg",
        "a/TEST/Dog/3.jpg",
    ]
    assert label(names, "folders") == ["Cat", "Dog", "Cat", "Dog"]
    numbered = [
        "train/cat.1.jpg",
        "train/dog.1.jpg",
        "test/cat.2.jpg",
        "test/dog.2.jpg",
    ]
    assert label(numbered, "folders") == ["cat", "dog", "cat", "dog"]


def test_the_pattern_that_a_message_offers_reads_numbered_names():
    names = ["train/cat.0.jpg", "test/dog.12.jpeg", "readme.txt"]
    assert match_pattern(names, NUMBERED_PATTERN, "label") == ["cat", "dog", ""]


@pytest.mark.parametrize(
    "folders",
    [
        ("trainset", "testset"),
        ("TrainImages", "TestImages"),
        ("X_train", "X_test"),
        ("train_cat", "train_dog", "test_cat", "test_dog"),
        ("cat_train", "cat_test"),
        ("images512", "masks512"),
        ("images_png", "masks_png"),
        ("Cat", "Cat_mask"),
        ("fold1", "fold2"),
    ],
)
def test_folders_that_name_a_part_or_a_kind_are_refused(folders):
    with pytest.raises(InputError, match="expected folders that are classes"):
        label(many(*[f"{folder}/*.jpg" for folder in folders]))
