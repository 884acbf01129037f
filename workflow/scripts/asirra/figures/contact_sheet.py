"""Photos in rows, each with a caption."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

# Photos on a contact sheet: so many columns and rows.
NUM_COLUMNS, NUM_ROWS = 6, 4
NUM_PHOTOS = NUM_COLUMNS * NUM_ROWS


def plot_contact_sheet(
    images: Sequence[np.ndarray] | np.ndarray, captions: Sequence[str], title: str
) -> Figure:
    """Draw photos in rows, each with its caption.

    Args:
        images: (num_photos, image_size, image_size, 3) uint8.
        captions: of the photos, one or two lines each.
        title: of the sheet.
    """
    num_rows = max(1, -(-len(images) // NUM_COLUMNS))
    size = (1.9 * NUM_COLUMNS, 2.3 * num_rows + 0.5)
    figure, grid = plt.subplots(
        num_rows, NUM_COLUMNS, figsize=size, layout="constrained", squeeze=False
    )
    for axes in grid.flat:
        axes.axis("off")
        # To lay out ticks that nobody sees would take half the time.
        axes.set(xticks=[], yticks=[])
    for axes, image, caption in zip(
        grid.flat[: len(images)], images, captions, strict=True
    ):
        axes.imshow(image)
        axes.set_title(caption, fontsize=8, parse_math=False)
    figure.suptitle(title)
    return figure
