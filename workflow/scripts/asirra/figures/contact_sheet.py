"""Photos in rows, each with a caption."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.figure import Figure

# Photos on a contact sheet: so many columns and rows.
NUM_COLUMNS, NUM_ROWS = 6, 4


def choose_mistakes(predictions: pd.DataFrame) -> pd.DataFrame:
    """Return the mistakes, the most confident first: as many as a sheet shows."""
    confidence = predictions.filter(like="probability_").max(axis=1)
    wrong = predictions["label"] != predictions["predicted"]
    mistakes = predictions.assign(confidence=confidence)[wrong]
    order = mistakes.sort_values("confidence", ascending=False, kind="stable")
    return order.head(NUM_COLUMNS * NUM_ROWS)


def plot_contact_sheet(images: np.ndarray, captions: list[str], title: str) -> Figure:
    """Draw photos in rows, each with its caption.

    Args:
        images: (num_photos, image_size, image_size, 3) uint8.
        captions: of the photos, a line or two.
        title: of the sheet.
    """
    num_rows = max(1, -(-len(images) // NUM_COLUMNS))
    size = (1.9 * NUM_COLUMNS, 2.3 * num_rows + 0.5)
    figure, grid = plt.subplots(
        num_rows, NUM_COLUMNS, figsize=size, layout="constrained", squeeze=False
    )
    for axes in grid.flat:
        axes.axis("off")
    for axes, image, caption in zip(grid.flat, images, captions, strict=False):
        axes.imshow(image)
        axes.set_title(caption, fontsize=8, parse_math=False)
    figure.suptitle(title)
    return figure
