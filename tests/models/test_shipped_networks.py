"""The files in config/networks: built, trained, saved and read again."""

import subprocess
import sys

import keras
import numpy as np
import pytest

from asirra.errors import InputError
from asirra.models.registry import find_network
from asirra.models.weights import read_first_kernel
from tests.conftest import ROOT
from tests.models.networks import (
    BATCH_NORM,
    KERAS_APPLICATIONS,
    SMALL_RESNET,
    write_network,
)
from tests.splits import make_split
from tests.training import examples

MOBILE = {"name": "MobileNetV2", "weights": None}
# Two devices take a process of their own, and each network one: the devices know a sum
# over them by its number alone.
TWO_DEVICES = f"""
import sys
sys.path[:0] = [{str(ROOT / "workflow/scripts")!r}, {str(ROOT)!r}]
from asirra.machine.devices import configure_device
configure_device("float32", 2)
from tests.splits import make_split
from tests.training import examples
for devices in (1, 2):
    training = examples.run(
        make_split(16), network=sys.argv[1], devices=devices, num_epochs=2
    )
    print(*training.losses)
print(*[type(layer).__name__ for layer in training.model.layers])
"""


def build(path, crop=32, **changes):
    return find_network(path).build(
        examples.make_spec(crop, **changes), keras.layers.Dropout
    )


@pytest.mark.parametrize(
    ("path", "options", "precision"),
    [
        (SMALL_RESNET, {"depth": 2}, "float32"),
        (SMALL_RESNET, {"depth": 2}, "bfloat16"),
        (KERAS_APPLICATIONS, MOBILE, "bfloat16"),
    ],
)
def test_it_trains_and_its_saved_model_is_read_without_its_file(
    tmp_path, single_precision, path, options, precision
):
    if precision == "bfloat16":
        keras.mixed_precision.set_dtype_policy("mixed_bfloat16")
    settings = {"crop_size_px": 32, "precision": precision, "num_epochs": 1}
    training = examples.run(make_split(8), network=path, options=options, **settings)
    assert training.status == "complete"
    assert np.isfinite(training.losses).all()
    assert all(variable.dtype == "float32" for variable in training.model.weights)
    training.model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(
        tmp_path / "model.keras", compile=False, safe_mode=True
    )
    pixels = make_split(2).images[:, :32, :32]
    np.testing.assert_allclose(loaded(pixels), training.model(pixels), rtol=1e-6)
    assert read_first_kernel(tmp_path / "model.keras").shape[2] == 3


@pytest.fixture
def single_precision():
    yield
    keras.mixed_precision.set_dtype_policy("float32")


def test_the_small_resnet_has_the_channels_and_blocks_that_are_asked_for():
    def sizes(**changes):
        layers = build(SMALL_RESNET, **changes).layers
        kernels = [layer for layer in layers if type(layer).__name__ == "Conv2D"]
        return len(kernels), kernels[-1].filters

    # A first convolution, two in each block, one where a stage changes the size.
    assert sizes(width=1.0, options={"depth": 2}) == (1 + 16 + 3, 512)
    assert sizes(width=0.25, options={}) == (1 + 8 + 3, 128)
    assert sizes(width=0.01, options={"depth": 1}) == (1 + 8 + 3, 8)


def test_it_learns():
    training = examples.run(
        make_split(40),
        network=SMALL_RESNET,
        width=0.25,
        crop_size_px=48,
        num_epochs=6,
        learning_rate=0.05,
    )
    assert training.history[-1]["loss"] < 0.7 * training.history[0]["loss"]


def test_the_least_crop_works():
    least = find_network(SMALL_RESNET).min_crop_size_px
    model = build(SMALL_RESNET, least)
    assert model(np.zeros((1, least, least, 3), np.uint8)).shape == (1, 2)


def test_nothing_is_downloaded():
    with pytest.raises(InputError, match="path of a file, or null, got 'imagenet'"):
        build(KERAS_APPLICATIONS, options=MOBILE | {"weights": "imagenet"})


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({}, "got KeyError in build, line .*: 'name'"),
        (MOBILE | {"name": "MobileNetV9"}, "AttributeError .*MobileNetV9"),
        (MOBILE | {"weights": "none.weights.h5"}, "got ValueError in build, .*weights"),
        ({"name": "Xception", "weights": None}, "got ValueError in build.*at least 71"),
    ],
)
def test_what_is_wrong_with_its_options_is_one_line(options, message):
    with pytest.raises(InputError, match=message):
        build(KERAS_APPLICATIONS, options=options)


def test_weights_of_a_file_are_those_that_training_starts_from(tmp_path):
    base = keras.applications.MobileNetV2(
        include_top=False, weights=None, input_shape=(32, 32, 3), pooling="avg"
    )
    base.save_weights(tmp_path / "own.weights.h5")
    path = str(tmp_path / "own.weights.h5")
    model = build(KERAS_APPLICATIONS, options=MOBILE | {"weights": path})
    (inner,) = [layer for layer in model.layers if isinstance(layer, keras.Model)]
    for mine, theirs in zip(inner.get_weights(), base.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, theirs)


@pytest.mark.parametrize("name", ["small_resnet", "batch_norm"])
def test_two_devices_share_a_training(tmp_path, name):
    path = SMALL_RESNET
    if name == "batch_norm":
        path = write_network(tmp_path, BATCH_NORM)
    run = subprocess.run(
        [sys.executable, "-c", TWO_DEVICES, path],
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert run.returncode == 0, run.stderr
    *_, one, two, layers = [
        line for line in run.stdout.splitlines() if not line.startswith("epoch")
    ]
    one, two = (np.array(losses.split(), float) for losses in (one, two))
    assert len(one) == len(two) == 4
    # Batch normalisation sees the photos of its own device alone.
    np.testing.assert_allclose(two, one, rtol=1e-5 if name == "small_resnet" else 0.3)
    assert "ReplicaDropout" not in layers
