import numpy as np
import pytest

from asirra.photos.packed import Split
from asirra.training.class_weights import weigh_classes
from tests.splits import make_split


def make(labels, classes=("cat", "dog")):
    images = np.zeros((len(labels), 4, 4, 3), np.uint8)
    rows = np.arange(len(labels))
    labels = np.array(labels, np.int32)
    return Split(images, rows, labels, list(classes), [""] * len(rows))


def test_without_weights_the_loss_stays_as_it_is():
    assert weigh_classes("none", make_split(8)) is None


def test_the_classes_weigh_the_same_and_their_mean_is_one():
    labels = [0] * 6 + [1] * 2
    weights = weigh_classes("balanced", make(labels))
    assert weights.dtype == np.float32
    of_photos = weights[labels]
    assert of_photos.mean() == pytest.approx(1)
    assert of_photos[:6].sum() == pytest.approx(of_photos[6:].sum())
