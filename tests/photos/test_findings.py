import pandas as pd

from asirra.photos.findings import count_classes, describe_photos


def make_photos(rows):
    rows = [(*row, row[0]) if len(row) == 3 else row for row in rows]
    photos = pd.DataFrame(rows, columns=["file", "label", "split", "sha256"])
    return photos.assign(white_level="255")


PHOTOS = make_photos(
    [
        ("1.jpg", "cat", "train"),
        ("2.jpg", "cat", "train"),
        ("3.jpg", "cat", "test"),
        ("4.jpg", "dog", "validation"),
    ]
)
NONE = pd.DataFrame(columns=["file", "reason"], dtype=str)


def list_as_given(photos, rejected=NONE, splits=""):
    given = photos[["file"]].assign(split=splits)
    return pd.concat([given, rejected[["file"]].assign(split="")], ignore_index=True)


def test_classes_are_counted_in_every_split():
    rows = count_classes(PHOTOS).to_numpy().tolist()
    assert rows == [
        ["cat", "train", 2],
        ["cat", "validation", 0],
        ["cat", "test", 1],
        ["dog", "train", 0],
        ["dog", "validation", 1],
        ["dog", "test", 0],
    ]


def test_what_was_found_is_said():
    assert describe_photos(list_as_given(PHOTOS), PHOTOS, NONE) == [
        "Photos: 4 of 4 files",
        "Classes: 2: cat 3, dog 1; the largest, cat, has 75.0% of the photos",
        "Splits: train 2, validation 1, test 1",
    ]


def test_the_commonest_reasons_come_first_and_many_are_said_aloud():
    reasons = ["empty", "damaged: X: one", "damaged: Y: two", "no label", "truncated"]
    rejected = pd.DataFrame({"file": list("abcde"), "reason": reasons})
    lines = describe_photos(list_as_given(PHOTOS, rejected), PHOTOS, rejected)
    assert lines[0] == (
        "Photos: 4 of 9 files; 5 rejected: 2 × damaged; 1 × empty; 1 × no label; "
        "others (all in data/rejected.csv)"
    )
    assert lines[1].startswith("WARNING: 56% of the files are rejected")


def test_a_photo_under_two_labels_is_named():
    photos = make_photos(
        [
            ("1.jpg", "cat", "train", "x"),
            ("2.jpg", "dog", "train", "x"),
            ("3.jpg", "cat", "test", "y"),
            ("4.jpg", "cat", "test", "y"),
        ]
    )
    lines = describe_photos(list_as_given(photos), photos, NONE)
    assert lines[-2].startswith("Copies: 4 photos")
    assert lines[-1] == (
        "WARNING: 1 photos are there under two labels: 1.jpg (cat) = 2.jpg (dog)"
    )


def test_photos_that_leave_their_given_split_are_counted():
    given = list_as_given(PHOTOS, splits=["train", "", "train", "validation"])
    assert describe_photos(given, PHOTOS, NONE)[-1].startswith("Moved: 1 photos")


def test_a_mixture_of_depths_is_said():
    photos = PHOTOS.assign(white_level=["255", "4095", "4095", "255"])
    lines = describe_photos(list_as_given(photos), photos, NONE)
    assert lines[-2] == "2 photos have more than 8 bits: 4095 is white"
    assert lines[-1].startswith("2 photos of 8 bits and 2 deeper ones are mixed")


def test_photos_of_the_training_that_go_to_a_given_test_are_counted():
    given = list_as_given(PHOTOS, splits=["", "", "", ""])
    assert not [
        line for line in describe_photos(given, PHOTOS, NONE) if "Moved" in line
    ]
    photos = PHOTOS.assign(split=["train", "test", "test", "validation"])
    given = list_as_given(photos, splits=["", "", "test", ""])
    assert describe_photos(given, photos, NONE)[-1].startswith("Moved: 1 photos")
