"""What all figures share: how they look and how they are saved."""

from pathlib import Path
from typing import TypedDict

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from asirra.files import written
from asirra.objectives import Objective

# Fixed ids, so that a figure drawn again has the same bytes.
plt.rcParams.update({"svg.hashsalt": "asirra", "axes.grid": True, "grid.alpha": 0.3})
# Okabe and Ito 2008, "Color universal design": told apart with any colour vision. The
# faintest on white come last.
BLUE, ORANGE, GREEN, VERMILION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
PURPLE, SKY_BLUE, BLACK, YELLOW = "#CC79A7", "#56B4E9", "#000000", "#F0E442"
COLORS = (BLUE, ORANGE, GREEN, VERMILION, PURPLE, BLACK, SKY_BLUE, YELLOW)
LINE_STYLES = ("-", "--", "-.", ":")
# How much of a marker is filled.
FILL_STYLES = ("full", "none", "left", "top")
STATUS_MARKERS = {"complete": "o", "diverged": "x", "pruned": "v", "failed": "s"}


class Look(TypedDict):
    """How a line or a marker looks, as keyword arguments of `Axes.plot`."""

    color: str
    linestyle: str
    fillstyle: str


def choose_looks(number: int, mixed: bool = False) -> list[Look]:
    """Return a look for each of so many lines or markers.

    All colours come once with solid lines and full markers, once more with dashed lines
    and empty markers, and so on: 32 looks differ, and after them they repeat.

    Args:
        number: of the lines.
        mixed: whether the line style changes with the colour as well: for lines that
            may lie on one another.
    """
    rounds = [divmod(index, len(COLORS)) for index in range(number)]
    return [
        {
            "color": COLORS[place],
            "linestyle": LINE_STYLES[(repeat + place * mixed) % len(LINE_STYLES)],
            "fillstyle": FILL_STYLES[repeat % len(FILL_STYLES)],
        }
        for repeat, place in rounds
    ]


def as_text(value: object) -> str:
    """Return what shows a value as it is: two dollar signs would be mathematics."""
    return str(value).replace("$", r"\$")


def color_map(objective: Objective) -> str:
    """Return the name of a colour map in which the better value is the brighter."""
    return "viridis_r" if objective.is_loss else "viridis"


def save_figure(figure: Figure, path: Path) -> None:
    """Write a figure as SVG or PNG, by the path's ending, without a date; close it."""
    metadata = {"Date": None} if path.suffix == ".svg" else None
    with written(path) as partial:
        figure.savefig(partial, metadata=metadata)
    plt.close(figure)
