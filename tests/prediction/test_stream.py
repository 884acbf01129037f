import tracemalloc

import numpy as np
import pandas as pd

from asirra.photos.sources import open_source
from asirra.prediction.stream import PHOTOS_AT_ONCE, infer, measure_accuracy
from tests.conftest import draw_folder

CLASSES = ["Cat", "Dog"]


def predict(images, rows):
    """Stands for a network: the brighter, the more a dog."""
    share = images[rows].mean(axis=(1, 2, 3)) / 255
    return np.stack([1 - share, share], axis=1).astype(np.float32)


class RepeatedSource:
    """A source of many photos that are one, without their memory."""

    def __init__(self, content, count):
        self.content, self.count = content, count

    def names(self):
        return [f"{number:06d}.jpg" for number in range(self.count)]

    def read(self, name):
        return self.content


def test_photos_are_predicted_and_broken_files_named(tmp_path):
    folder = draw_folder(tmp_path / "photos", 3)
    (folder / "Cat" / "broken.jpg").write_bytes(b"no photo")
    (folder / "unlabelled.jpg").write_bytes((folder / "Dog" / "0.jpg").read_bytes())
    with open_source(folder) as source:
        inference = infer(source, predict, CLASSES, 72, 2)
    assert inference.rejected == [("Cat/broken.jpg", "a text file, not a photo")]
    table = pd.DataFrame(inference.rows)
    assert table["file"].tolist() == [
        *(f"Cat/{k}.jpg" for k in range(3)),
        *(f"Dog/{k}.jpg" for k in range(3)),
        "unlabelled.jpg",
    ]
    assert table["label"].tolist() == [*["Cat"] * 3, *["Dog"] * 3, ""]
    np.testing.assert_allclose(
        table["probability_Cat"] + table["probability_Dog"], 1, atol=1e-5
    )
    is_dog = table["probability_Dog"] > table["probability_Cat"]
    assert (table["predicted"] == np.where(is_dog, "Dog", "Cat")).all()
    accuracy = measure_accuracy(table)
    assert accuracy["num_photos"].tolist() == [6]
    assert accuracy["ci_low"][0] < accuracy["accuracy"][0] < accuracy["ci_high"][0]


def test_without_labels_there_is_no_accuracy():
    predictions = pd.DataFrame({"label": ["", ""], "predicted": ["Cat", "Dog"]})
    assert len(measure_accuracy(predictions)) == 0


def test_memory_does_not_grow_with_the_photos(tmp_path):
    content = (draw_folder(tmp_path / "photos", 1) / "Cat" / "0.jpg").read_bytes()

    def peak(count):
        tracemalloc.start()
        source = RepeatedSource(content, count)
        inference = infer(source, predict, CLASSES, 72, 2)
        assert len(inference.rows) == count
        _, peak_bytes = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak_bytes

    few, many = peak(2 * PHOTOS_AT_ONCE), peak(8 * PHOTOS_AT_ONCE)
    # Their rows alone: less than a tenth of their pixels.
    assert many - few < 0.1 * 6 * PHOTOS_AT_ONCE * 72 * 72 * 3
