import pytest

from asirra.errors import InputError
from asirra.photos.listing import list_files

DIVIDED = [
    f"{split}/{label}/{number}.jpg"
    for split in ("Train", "valid", "TEST")
    for label in ("Cat", "Dog")
    for number in range(2)
]


def test_three_classes_are_fine():
    files = list_files(["a.1.png", "b.1.png", "c.1.png"])
    assert files["label"].tolist() == ["a", "b", "c"]


def test_one_class_is_an_error():
    with pytest.raises(InputError, match="two or more classes.*'Cat'"):
        list_files(["Cat/1.jpg", "Cat/2.jpg"])


def test_no_files_is_an_error():
    with pytest.raises(InputError, match="0 files"):
        list_files([])


def test_a_listing_has_a_row_for_each_file_in_the_order_of_the_names():
    names = ["Thumbs.db", "Cat/1.jpg", "Dog/1.jpg"]
    rows = list_files(names).to_dict("records")
    labels = ["", "Cat", "Dog"]
    assert rows == [
        {"file": name, "label": label, "split": "", "group": ""}
        for name, label in zip(names, labels, strict=True)
    ]


@pytest.mark.parametrize(
    "folder",
    [
        ".thumbnails",
        ".ipynb_checkpoints",
        ".Trash-1000",
        "@eaDir",
        "__MACOSX",
        "Cat/.x",
    ],
)
def test_hidden_and_system_folders_are_no_classes(folder):
    names = [f"{folder}/1.jpg", "Cat/1.jpg", "Cat/._2.jpg", "Dog/1.jpg"]
    assert list_files(names)["label"].tolist() == ["", "Cat", "", "Dog"]


def test_a_division_by_folders_is_kept():
    files = list_files(DIVIDED, split="folders")
    assert files["label"].tolist() == ["Cat", "Cat", "Dog", "Dog"] * 3
    assert files["split"].tolist() == ["train"] * 4 + ["validation"] * 4 + ["test"] * 4


def test_without_validation_photos_they_are_drawn_from_those_of_the_training():
    names = [name for name in DIVIDED if not name.startswith("valid")]
    assert (
        list_files(names, split="folders")["split"].tolist() == [""] * 4 + ["test"] * 4
    )


@pytest.mark.parametrize("lacking", ["Train", "TEST"])
def test_a_division_without_training_or_test_is_an_error(lacking):
    names = [name for name in DIVIDED if not name.startswith(lacking)]
    with pytest.raises(InputError, match=f"photos for {lacking.lower()}"):
        list_files(names, split="folders")


def test_a_photo_outside_a_division_is_an_error_that_names_it():
    with pytest.raises(InputError, match="got Cat/9.jpg"):
        list_files([*DIVIDED, "Cat/9.jpg"], labels="parent", split="folders")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text(
        "id,breed,part,patient\n1,pug,train,a\n2,lab,train,a\n3,pug,test,b\n4,lab,Test,\n"
    )
    return {"csv": str(path), "file": "id", "label": "breed"}


def test_a_table_says_label_split_and_group(table):
    names = [f"x/{number}.jpg" for number in range(1, 6)]
    files = list_files(names, table, {"column": "part"}, {"column": "patient"})
    assert files["label"].tolist() == ["pug", "lab", "pug", "lab", ""]
    assert files["split"].tolist() == ["", "", "test", "test", ""]
    assert files["group"].tolist() == ["a", "a", "b", "", ""]


def test_a_pattern_groups_photos_that_a_table_labels(table):
    names = [f"x/{number}.jpg" for number in range(1, 5)]
    files = list_files(names, table, "random", {"pattern": r"(?P<group>[12])\."})
    assert files["group"].tolist() == ["1", "2", "", ""]


def test_a_cell_that_names_no_split_is_an_error(table):
    with pytest.raises(InputError, match="got 'pug'"):
        list_files(
            [f"{number}.jpg" for number in range(1, 5)], table, {"column": "breed"}
        )


def test_a_group_that_no_file_has_is_an_error():
    names = ["Cat/1.jpg", "Dog/1.jpg"]
    with pytest.raises(InputError, match="data.group: expected groups"):
        list_files(names, group={"pattern": "patient(?P<group>x)"})
