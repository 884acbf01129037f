import shutil
import tracemalloc

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from asirra.photos.listing import list_files
from asirra.photos.packing import pack_photos
from asirra.photos.sources import open_source
from asirra.prediction.stream import (
    PHOTOS_AT_ONCE,
    describe_known,
    infer,
    measure_accuracy,
)
from tests.conftest import draw_folder

# An experiment's photos, none of which is predicted below.
PHOTOS = pd.DataFrame(
    {
        "label": ["Cat", "Dog"],
        "split": ["train", "test"],
        "sha256": ["0" * 64, "1" * 64],
        "white_level": ["255", "255"],
    }
)


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
        inference = infer(source, predict, PHOTOS, 72, 2)
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
    assert accuracy["photos"].tolist() == ["new"]
    assert accuracy["num_photos"].tolist() == [6]
    assert accuracy["ci_low"][0] < accuracy["accuracy"][0] < accuracy["ci_high"][0]


def test_without_labels_there_is_no_accuracy():
    predictions = pd.DataFrame(
        {"label": ["", ""], "split": ["", "train"], "predicted": ["Cat", "Dog"]}
    )
    assert len(measure_accuracy(predictions)) == 0


def pack(folder, tmp_path):
    """Return the table that packing makes of a folder."""
    with open_source(folder) as source:
        files = list_files(source.names())
        return pack_photos(files, source.read, tmp_path / "images.npy", 72, 2)[0]


def test_photos_of_the_experiment_are_told_whatever_their_names(tmp_path):
    folder = draw_folder(tmp_path / "photos", 4)
    photos = pack(folder, tmp_path)
    of_cats = ["train", "validation", "test", "train"]
    photos["split"] = [*of_cats, *["test"] * 4]
    # A copy that is in another split: the model was trained on it.
    copy = photos.iloc[[0]].assign(split="test")
    photos = pd.concat([copy, photos], ignore_index=True).astype({"white_level": str})
    (folder / "Cat/0.jpg").rename(folder / "Cat/renamed.jpg")
    for number in range(4):
        (folder / f"Dog/{number}.jpg").unlink()
    shutil.copy(folder / "Cat/2.jpg", folder / "2.jpg")
    Image.new("RGB", (9, 9), "red").save(folder / "Cat/new.png")
    with open_source(folder) as source:
        table = pd.DataFrame(infer(source, predict, photos, 72, 2).rows)
    columns = ["file", "label", "split", "predicted"]
    assert table.columns.tolist()[:4] == columns
    assert dict(zip(table["file"], table["split"], strict=True)) == {
        "2.jpg": "test",
        "Cat/1.jpg": "validation",
        "Cat/2.jpg": "test",
        "Cat/3.jpg": "train",
        "Cat/new.png": "",
        "Cat/renamed.jpg": "train",
    }
    accuracy = measure_accuracy(table)
    assert accuracy.columns.tolist() == [
        *("photos", "num_correct", "num_photos", "accuracy", "ci_low", "ci_high")
    ]
    assert accuracy["photos"].tolist() == ["new", "test", "validation", "train"]
    assert accuracy["num_photos"].tolist() == [1, 1, 1, 2]
    assert describe_known(table) == [
        "5 of 6 photos were among the experiment's (2 train, 1 validation, 2 test): "
        "their accuracy says nothing of new photos"
    ]
    assert describe_known(table[table["split"] == ""]) == []


def test_each_group_has_its_own_accuracy():
    rows = [("Cat", "", "Cat"), ("Cat", "", "Dog"), ("Dog", "train", "Dog")]
    rows += [("", "test", "Dog")]
    predictions = pd.DataFrame(rows, columns=["label", "split", "predicted"])
    table = measure_accuracy(predictions)
    counts = table[["photos", "num_correct", "num_photos"]].to_numpy().tolist()
    assert counts == [["new", 1, 2], ["train", 1, 1]]
    assert table["accuracy"].tolist() == [0.5, 1.0]


def test_deep_photos_have_the_white_of_the_experiment(tmp_path):
    for number, level in enumerate((500, 2000, 4000)):
        path = tmp_path / "photos" / ("Cat", "Dog")[number % 2] / f"{number}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(np.full((9, 9), level, np.uint16)).save(path)
    photos = pack(tmp_path / "photos", tmp_path).assign(split="train")
    photos["white_level"] = photos["white_level"].astype(str)
    assert set(photos["white_level"]) == {"4095"}
    # The brightest one is not there: the white is still the experiment's.
    (tmp_path / "photos/Cat/2.png").unlink()
    with open_source(tmp_path / "photos") as source:
        rows = infer(source, predict, photos, 72, 2).rows
        alone = infer(source, predict, PHOTOS, 72, 2).rows
    assert [row["probability_Dog"] for row in rows] == pytest.approx(
        [31 / 255, 125 / 255], abs=1e-5
    )
    assert [row["split"] for row in rows] == ["train", "train"]
    # An experiment of 8 bits tells no white, so the photo's own peak does.
    assert [row["probability_Dog"] for row in alone] == pytest.approx(
        [125 / 255, 125 / 255], abs=1e-5
    )


def test_memory_does_not_grow_with_the_photos(tmp_path):
    content = (draw_folder(tmp_path / "photos", 1) / "Cat" / "0.jpg").read_bytes()

    def peak(count):
        tracemalloc.start()
        source = RepeatedSource(content, count)
        inference = infer(source, predict, PHOTOS, 72, 2)
        assert len(inference.rows) == count
        _, peak_bytes = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak_bytes

    few, many = peak(2 * PHOTOS_AT_ONCE), peak(8 * PHOTOS_AT_ONCE)
    # Their rows alone: less than a tenth of their pixels.
    assert many - few < 0.1 * 6 * PHOTOS_AT_ONCE * 72 * 72 * 3
