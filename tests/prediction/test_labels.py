import pytest

from asirra.prediction.labels import read_labels

CLASSES = ["Cat", "Dog"]


@pytest.mark.parametrize(
    ("names", "labels"),
    [
        (["cat.1.jpg", "dog.2.jpg", "fox.3.jpg"], ["Cat", "Dog", ""]),
        (["x/dog/1.jpg", "x/other/2.jpg"], ["Dog", ""]),
        (["1.jpg"], [""]),
    ],
)
def test_labels_are_read_from_names_where_they_tell_one(names, labels):
    assert read_labels(names, CLASSES) == dict(zip(names, labels, strict=True))


def test_a_folder_of_one_numbered_class_is_labelled_by_the_names():
    names = ["mine/dog.1.jpg", "mine/Dog.2.jpg", "cat/dog.3.jpg", "cat/x.jpg", "y.jpg"]
    labels = read_labels(names, CLASSES)
    assert list(labels.values()) == ["Dog", "Dog", "Dog", "Cat", ""]
