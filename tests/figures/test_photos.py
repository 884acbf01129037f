import pandas as pd
import pytest

from asirra.figures.photos import plot_photos, wrap

PHOTOS = pd.DataFrame({"width_px": [42, 1050, 500], "height_px": [32, 768, 375]})


@pytest.mark.parametrize("reasons", [["empty", "not an image", "empty"], []])
def test_photos_are_drawn_by_size_and_rejected_ones_by_reason(reasons):
    rejected = pd.DataFrame({"reason": reasons}, dtype=str)
    left, right, _ = plot_photos(PHOTOS, rejected).axes
    assert left.get_title() == "3 photos accepted"
    assert left.collections[0].get_array().sum() == 3
    assert (left.get_xlabel(), left.get_ylabel()) == ("width, px", "height, px")
    assert right.get_title() == f"{len(reasons)} files rejected"
    assert [bar.get_width() for bar in right.patches] == ([2, 1] if reasons else [])


def test_where_no_file_was_rejected_there_is_no_empty_axis():
    photos = pd.DataFrame({"width_px": [100, 200], "height_px": [50, 80]})
    rejected = pd.DataFrame({"file": [], "reason": []})
    right = plot_photos(photos, rejected).axes[1]
    assert right.get_title() == "0 files rejected"
    assert not right.axison


def test_a_long_reason_is_wrapped():
    lines = wrap("damaged: UnidentifiedImageError: cannot identify").split("\n")
    assert len(lines) > 1
    assert max(map(len, lines)) <= 24
