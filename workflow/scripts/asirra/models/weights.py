"""Read weights of a saved model without TensorFlow, whose start takes seconds."""

import io
import zipfile
from pathlib import Path

import h5py
import numpy as np


def read_first_kernel(model_path: Path) -> np.ndarray:
    """Return the first convolution's kernel: (height, width, channels, filters).

    A file in Keras's format is a zip of a configuration and an HDF5 file, which numbers
    the layers of each class; nothing in it is unpickled.
    """
    with zipfile.ZipFile(model_path) as archive:
        weights = io.BytesIO(archive.read("model.weights.h5"))
    with h5py.File(weights) as file:
        return file["layers/conv2d/vars/0"][()]
