import numpy as np
import pytest
from matplotlib import pyplot as plt

from asirra.batches import Split


def make_split(num_photos, image_size=72, seed=0, rows=None):
    """Return random photos of two classes that a channel's level tells apart."""
    rng = np.random.default_rng(seed)
    labels = (np.arange(num_photos) % 2).astype(np.int32)
    images = rng.integers(0, 128, (num_photos, image_size, image_size, 3), np.uint8)
    images[labels == 1, :, :, 0] += 127
    rows = np.arange(num_photos) if rows is None else rows
    files = [f"{row}.jpg" for row in rows]
    return Split(images, rows, labels[rows], ["cat", "dog"], files)


@pytest.fixture
def split():
    return make_split(40)


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")
