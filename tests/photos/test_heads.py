import numpy as np
import pytest
from PIL import Image

from asirra.photos.heads import CANVAS_PX, draw_head, to_color


def drawn(is_dog, seed=0):
    canvas = Image.new("RGBA", (CANVAS_PX, CANVAS_PX))
    draw_head(canvas, is_dog, np.random.default_rng(seed))
    return np.asarray(canvas)


@pytest.mark.parametrize("is_dog", [False, True])
def test_a_head_is_opaque_in_the_middle_of_a_clear_canvas(is_dog):
    opacity = drawn(is_dog)[:, :, 3]
    middle = CANVAS_PX // 2
    assert opacity[middle, middle] == 255
    assert opacity[:, [0, -1]].max() == 0
    assert 0.1 < (opacity == 255).mean() < 0.7


@pytest.mark.parametrize("is_dog", [False, True])
def test_the_seed_decides_all(is_dog):
    assert np.array_equal(drawn(is_dog), drawn(is_dog))
    assert not np.array_equal(drawn(is_dog), drawn(is_dog, seed=1))


def test_a_cat_has_white_whiskers_and_a_dog_has_none():
    for is_dog, expected in ((False, True), (True, False)):
        found = (drawn(is_dog)[:, :, :3] == 240).all(axis=2).any()
        assert found == expected


def test_a_colour_is_whole_numbers():
    assert to_color(np.array([1.9, 20.0, 235.2])) == (1, 20, 235)
