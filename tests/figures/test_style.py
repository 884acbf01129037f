import pytest

from asirra.figures.best_so_far import plot_best_so_far
from asirra.figures.style import (
    BLUE,
    COLORS,
    GREEN,
    ORANGE,
    VERMILION,
    choose_looks,
    save_figure,
)
from tests.figures.tables import ACCURACY, TRIALS


@pytest.mark.parametrize("draw", [lambda: plot_best_so_far(TRIALS, ACCURACY)])
def test_a_figure_drawn_again_has_the_same_bytes(draw, tmp_path):
    for name in ("a.svg", "b.svg"):
        save_figure(draw(), tmp_path / name)
    first = (tmp_path / "a.svg").read_bytes()
    assert first.startswith(b"<?xml")
    assert first == (tmp_path / "b.svg").read_bytes()


@pytest.mark.parametrize("mixed", [False, True])
def test_the_first_looks_stay_and_32_are_told_apart(mixed):
    looks = choose_looks(4, mixed)
    assert [look["color"] for look in looks] == [BLUE, ORANGE, GREEN, VERMILION]
    styles = ["-", "--", "-.", ":"] if mixed else ["-"] * 4
    assert [look["linestyle"] for look in looks] == styles
    many = choose_looks(100, mixed)
    assert len(many) == 100
    of_lines = [(look["color"], look["linestyle"]) for look in many]
    of_markers = [(look["color"], look["fillstyle"]) for look in many]
    assert len(set(of_lines[:32])) == len(set(of_markers[:32])) == 32
    assert many[: len(looks)] == looks


def test_all_colours_differ():
    assert len(set(COLORS)) == 8
