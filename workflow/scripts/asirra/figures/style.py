"""What all figures share: how they look and how they are saved."""

from pathlib import Path

import matplotlib

matplotlib.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from asirra.files import written

# Fixed ids, so that a figure drawn again has the same bytes.
plt.rcParams.update({"svg.hashsalt": "asirra", "axes.grid": True, "grid.alpha": 0.3})
# Okabe and Ito 2008, "Color universal design": told apart with any colour vision.
BLUE, ORANGE, GREEN, VERMILION = "#0072B2", "#E69F00", "#009E73", "#D55E00"
COLORS = (BLUE, ORANGE, GREEN, VERMILION)
STATUS_MARKERS = {"complete": "o", "diverged": "x", "pruned": "v"}


def save_figure(figure: Figure, path: Path) -> None:
    """Write a figure as SVG or PNG, by the path's ending, without a date; close it."""
    metadata = {"Date": None} if path.suffix == ".svg" else None
    with written(path) as partial:
        figure.savefig(partial, metadata=metadata)
    plt.close(figure)
