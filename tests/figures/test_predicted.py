import numpy as np
import pytest
from PIL import Image

from asirra.errors import InputError
from asirra.figures.predicted import describe_prediction, read_predicted
from asirra.photos.decoding import decode_photo
from asirra.photos.levels import INTEGER
from tests.conftest import draw_folder

FILES = ["Cat/1.jpg", "Dog/0.jpg"]


def test_the_photos_are_those_that_were_predicted(tmp_path):
    folder = draw_folder(tmp_path / "photos", 2)
    images = read_predicted(folder, FILES, 72, {})
    for file, image in zip(FILES, images, strict=True):
        decoded = decode_photo((folder / file).read_bytes(), 72)
        np.testing.assert_array_equal(image, decoded.pixels)


def test_deep_photos_have_the_white_that_they_were_predicted_with(tmp_path):
    (tmp_path / "Cat").mkdir()
    Image.fromarray(np.full((9, 9), 1000, np.uint16)).save(tmp_path / "Cat/1.png")
    (image,) = read_predicted(tmp_path, ["Cat/1.png"], 72, {INTEGER: 2000})
    assert image.min() == image.max() == 128


@pytest.mark.parametrize("change", ["damage", "remove"])
def test_a_photo_that_is_none_any_more_is_named(tmp_path, change):
    folder = draw_folder(tmp_path / "photos", 2)
    if change == "damage":
        (folder / "Dog/0.jpg").write_bytes(b"no photo")
    else:
        (folder / "Dog/0.jpg").unlink()
    with pytest.raises(InputError, match="predict: expected the photo Dog/0.jpg in"):
        read_predicted(folder, FILES, 72, {})


def test_a_prediction_is_described():
    row = {
        "file": "Dog/a_name_that_is_too_long_for_a_sheet.jpg",
        "predicted": "Dog",
        "probability_Cat": 0.25,
        "probability_Dog": 0.75,
    }
    caption = "_is_too_long_for_a_sheet.jpg"[-24:] + "\nDog at 75.0%"
    assert describe_prediction(row) == caption
