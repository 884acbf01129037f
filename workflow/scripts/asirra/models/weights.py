"""Read weights of a saved model without TensorFlow, whose start takes seconds."""

import io
import re
import zipfile
from pathlib import Path

import h5py
import numpy as np

# Of a convolution's kernel: the layer's number, which the first one has not.
KERNEL = re.compile(r"(?:.*/)?conv2d(?:_(\d+))?/vars/0")


def read_first_kernel(model_path: Path) -> np.ndarray | None:
    """Return the kernel of the first convolution of three channels, or None.

    Output shape: (height, width, 3, filters).

    A file in Keras's format is a zip of a configuration and an HDF5 file, which numbers
    the layers of each class; nothing in it is unpickled.
    """
    with zipfile.ZipFile(model_path) as archive:
        weights = io.BytesIO(archive.read("model.weights.h5"))
    with h5py.File(weights) as file:
        names: list[str] = []
        file.visit(names.append)
        found = [match for match in map(KERNEL.fullmatch, names) if match]
        for match in sorted(found, key=lambda match: int(match[1] or 0)):
            kernel = file[match[0]][()]
            if kernel.ndim == 4 and kernel.shape[2] == 3:
                return kernel
    return None
