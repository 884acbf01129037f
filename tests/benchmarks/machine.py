"""What the machine does at best, and what the workflow does with it: one figure each.

Each function is run in a process of its own by `performance.py`, and returns
the median of several repeats.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil

from asirra.models.alexnet import ALEXNET
from asirra.models.network import NetworkSpec
from asirra.objectives import OBJECTIVES
from asirra.photos.packed import Split

if TYPE_CHECKING:
    from asirra.machine.backend import keras

REPEATS = 7
MEAN = [0.5, 0.5, 0.5]


def multiply_rate(precision: str) -> float:
    """Return the FLOP/s of a product of two matrices of 4096 × 4096."""
    import tensorflow as tf

    size = 4096
    matrix = tf.cast(tf.random.normal((size, size)), precision)
    multiply = tf.function(lambda: tf.reduce_sum(tf.matmul(matrix, matrix)))
    return 2 * size**3 / median_seconds(lambda: float(multiply()))


class Stopwatch:
    """Takes the place of a resume point, which is asked after every step."""

    def __init__(self):
        self.times = []

    def load(self) -> None:
        return None

    def is_due(self, epoch_ended: bool) -> bool:
        self.times.append(time.monotonic())
        return False


def training_rate(
    crop_size_px: int,
    image_size_px: int,
    width: float,
    batch_size: int,
    precision: str,
    num_photos: int,
    num_steps: int,
) -> dict[str, float]:
    """Train from a memory-mapped file; return photos_per_second and memory_mb.

    The memory is the process's own, without the pages of mapped files.
    """
    from asirra.machine.devices import configure_device
    from asirra.training.loop import TrainingData, train

    configure_device(precision)
    with tempfile.TemporaryDirectory() as folder:
        images = write_photos(Path(folder) / "images.npy", num_photos, image_size_px)
        rows = np.linspace(0, num_photos - 1, num_steps * batch_size).astype(int)
        watch = Stopwatch()
        train(
            hyperparameters(crop_size_px, width, batch_size, precision),
            TrainingData(
                train=make_split(images, rows),
                validation=make_split(images, rows[:1]),
                channel_mean=MEAN,
            ),
            OBJECTIVES["accuracy"],
            0,
            watch,
        )
    # The first steps trace and warm up.
    seconds = statistics.median(np.diff(watch.times)[1:])
    return {"photos_per_second": batch_size / seconds, "memory_mb": own_memory_mb()}


def bare_fit_rate(
    crop_size_px: int, width: float, batch_size: int, precision: str
) -> float:
    """Return the photos/s of Keras's `fit` on arrays in memory, and nothing else."""
    import keras

    from asirra.machine.devices import configure_device

    configure_device(precision)
    model = build_network(crop_size_px, width)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.SGD(0.01, momentum=0.9), loss)
    num_photos = 10 * batch_size
    shape = (num_photos, crop_size_px, crop_size_px, 3)
    photos = np.random.default_rng(0).random(shape, np.float32) * 255
    labels = np.arange(num_photos) % 2

    def fit() -> None:
        model.fit(photos, labels, batch_size, verbose=0)

    return num_photos / median_seconds(fit, 3)


def prediction_rate(
    crop_size_px: int, image_size_px: int, width: float, precision: str
) -> float:
    """Return the photos/s of predictions with 10 patches."""
    from asirra.machine.devices import configure_device
    from asirra.prediction.predictor import make_predictor

    configure_device(precision)
    model = build_network(crop_size_px, width)
    predict = make_predictor(model, image_size_px, 10)
    with tempfile.TemporaryDirectory() as folder:
        images = write_photos(Path(folder) / "images.npy", 64, image_size_px)
        rows = np.arange(len(images))
        return len(rows) / median_seconds(lambda: predict(images, rows), 3)


def packing_rate(source: str, image_size_px: int, num_photos: int) -> dict[str, float]:
    """Return the photos/s of packing, and of libjpeg's decoding of the same alone.

    Both on two cores.
    """
    import io

    from PIL import Image

    from asirra.photos.listing import list_files
    from asirra.photos.packing import pack_photos
    from asirra.photos.sources import open_source

    with open_source(source) as opened, tempfile.TemporaryDirectory() as folder:
        files = list_files(opened.names()).head(num_photos)

        def pack() -> None:
            pack_photos(files, opened.read, Path(folder) / "i.npy", image_size_px, 2)

        contents = [opened.read(name) for name in files["file"]]

        def decode(content: bytes) -> None:
            if content[:2] == b"\xff\xd8":
                with Image.open(io.BytesIO(content)) as image:
                    image.load()

        def decode_all() -> None:
            with ThreadPoolExecutor(2) as pool:
                list(pool.map(decode, contents))

        return {
            "packed": len(files) / median_seconds(pack, 3),
            "decoded": len(files) / median_seconds(decode_all, 3),
        }


def training_flop(crop_size_px: int, width: float) -> float:
    """Return the FLOP of a training step per photo: forward, and twice that back."""
    return 3 * 2 * ALEXNET.size(crop_size_px, width, 2).multiply_adds


def median_seconds(function: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the median of the seconds of some calls, after one that does not count."""
    function()
    seconds = []
    for _ in range(repeats):
        start = time.monotonic()
        function()
        seconds.append(time.monotonic() - start)
    return statistics.median(seconds)


def write_photos(path: Path, num_photos: int, image_size_px: int) -> np.ndarray:
    """Write random photos; return them memory-mapped."""
    shape = (num_photos, image_size_px, image_size_px, 3)
    images = np.lib.format.open_memmap(path, "w+", np.uint8, shape)
    some = np.random.default_rng(0).integers(0, 256, (100, *shape[1:]), np.uint8)
    for first in range(0, num_photos, 100):
        images[first : first + 100] = some[: num_photos - first]
    images.flush()
    return np.asarray(np.load(path, mmap_mode="r"))


def make_split(images: np.ndarray, rows: Sequence[int]) -> Split:
    labels = (np.arange(len(rows)) % 2).astype(np.int32)
    return Split(images, np.asarray(rows), labels, ["cat", "dog"], [])


def build_network(crop_size_px: int, width: float) -> keras.Model:
    """Return AlexNet for two classes, as a training on one device builds it."""
    from asirra.machine.backend import keras

    spec = NetworkSpec(
        crop_size_px=crop_size_px,
        width=width,
        initializer="he_normal",
        dropout=0.5,
        num_classes=2,
        channel_mean=MEAN,
        seed=0,
    )
    return ALEXNET.build(spec, keras.layers.Dropout)


def hyperparameters(crop_size_px: int, width: float, batch_size: int, precision: str):
    from asirra.training.hyperparameters import Hyperparameters

    return Hyperparameters(
        network="alexnet",
        crop_size_px=crop_size_px,
        width=width,
        initializer="he_normal",
        dropout=0.5,
        batch_size=batch_size,
        num_epochs=1,
        momentum=0.9,
        learning_rate=0.001,
        weight_decay=0.0005,
        schedule="plateau",
        learning_rate_patience=30,
        learning_rate_decay=0.1,
        score_threshold=1e-4,
        learning_rate_warmup_epochs=0,
        class_weights="none",
        validation_patches=1,
        precision=precision,
        devices=1,
    )


def own_memory_mb() -> float:
    """Return this process's memory now, without the pages of mapped files."""
    memory = psutil.Process().memory_info()
    # Only Linux tells which part is of files.
    return (memory.rss - getattr(memory, "shared", 0)) / 1e6
