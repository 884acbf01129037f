"""Files of networks for the tests."""

from pathlib import Path

from tests.conftest import ROOT

SHIPPED = ROOT / "config/networks"
SMALL_RESNET = str(SHIPPED / "small_resnet.py")
KERAS_APPLICATIONS = str(SHIPPED / "keras_applications.py")

# A network with all that the shipped ones spare: moving averages, unseeded layers, and
# a last layer in the precision's own format.
BATCH_NORM = """
import keras
from keras import layers


def build(spec, dropout_layer):
    crop = spec.crop_size_px
    return keras.Sequential(
        [
            keras.Input((crop, crop, 3)),
            layers.Rescaling(1 / 255),
            layers.Conv2D(spec.options.get("channels", 4), 3, strides=4),
            layers.BatchNormalization(momentum=0.5),
            layers.ReLU(),
            layers.GlobalAveragePooling2D(),
            dropout_layer(spec.dropout),
            layers.Dense(spec.num_classes),
        ]
    )
"""


def write_network(folder: Path, text: str, name: str = "network.py") -> str:
    """Write a network's file; return its path."""
    path = folder / name
    path.write_text(text)
    return str(path)
