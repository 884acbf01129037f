"""Figures one after the other, as a GIF."""

from collections.abc import Iterable
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from PIL import Image

from asirra.files import written

FRAME_SECONDS = 0.5
GIF_DPI = 72
GIF_COLORS = 256


def save_animation(figures: Iterable[Figure], path: Path) -> None:
    """Write figures as a GIF, in one palette of all their colours; close them.

    Args:
        figures: of one size, with the same axes; at least one.
        path: where to write.
    """
    frames = _render(figures)
    palette = Image.fromarray(np.concatenate(frames)).quantize(GIF_COLORS)
    first, *others = [
        Image.fromarray(frame).quantize(palette=palette, dither=Image.Dither.NONE)
        for frame in frames
    ]
    with written(path) as partial:
        first.save(
            partial,
            save_all=True,
            append_images=others,
            duration=round(1000 * FRAME_SECONDS),
            loop=0,
        )


def _render(figures: Iterable[Figure]) -> list[np.ndarray]:
    """Return the pixels (height, width, 3) uint8 of figures; close them."""
    frames: list[np.ndarray] = []
    places: list[Bbox] = []
    for figure in figures:
        figure.set_dpi(GIF_DPI)
        if places:
            # The layout of the first: to compute one takes longer than to draw.
            figure.set_layout_engine("none")
            for axes, place in zip(figure.axes, places, strict=True):
                axes.set_position(place)
        canvas = FigureCanvasAgg(figure)
        canvas.draw()
        places = places or [axes.get_position() for axes in figure.axes]
        frames.append(np.array(canvas.buffer_rgba())[..., :3])
        plt.close(figure)
    return frames
