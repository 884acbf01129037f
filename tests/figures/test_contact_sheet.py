import numpy as np
import pytest

from asirra.figures.contact_sheet import plot_contact_sheet


@pytest.mark.parametrize("num_photos", [0, 1, 7])
def test_a_contact_sheet_shows_each_photo_with_its_caption(num_photos):
    images = np.zeros((num_photos, 8, 8, 3), np.uint8)
    captions = [f"{k}$_x" for k in range(num_photos)]
    figure = plot_contact_sheet(images, captions, "mistakes")
    shown = [axes.get_title() for axes in figure.axes if axes.images]
    assert shown == captions


def test_a_photo_without_a_caption_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        plot_contact_sheet(np.zeros((2, 8, 8, 3), np.uint8), ["one"], "mistakes")
