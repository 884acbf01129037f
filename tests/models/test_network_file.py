import ast

import keras
import numpy as np
import pytest

from asirra.errors import InputError
from asirra.models.network_file import (
    is_network_file,
    read_constants,
    read_min_crop,
)
from asirra.models.registry import find_network
from tests.models.networks import BATCH_NORM, write_network
from tests.training.examples import make_spec

CROP = 24
PARTS = {
    "good": "pool, dense(spec.num_classes)",
    "softmax": "pool, dense(spec.num_classes, 'softmax')",
    "classes": "pool, dense(1)",
    "maps": "dense(spec.num_classes)",
    "lambda": "keras.layers.Lambda(lambda x: x * 2), pool, dense(spec.num_classes)",
    "custom": "Own(), pool, dense(spec.num_classes)",
    "function": "pool, dense(spec.num_classes), keras.layers.Activation(double)",
    "registered": "Registered(), pool, dense(spec.num_classes)",
    "frozen": "pool, keras.layers.Dense(spec.num_classes, trainable=False)",
    "float64": "pool, dense(spec.num_classes, dtype='float64')",
}
TEXT = """
import keras

dense, pool = keras.layers.Dense, keras.layers.GlobalAveragePooling2D()

class Own(keras.layers.Layer):
    def call(self, x):
        return x

@keras.saving.register_keras_serializable()
class Registered(keras.layers.Layer):
    def call(self, x):
        return x

def double(x):
    return 2 * x

def build(spec, dropout_layer):
    edge = {edge}
    model = keras.Sequential([keras.Input((edge, edge, 3)), {parts}])
    return model
"""


@pytest.fixture(autouse=True)
def single_precision():
    yield
    keras.mixed_precision.set_dtype_policy("float32")


def build(path, dropout_layer=keras.layers.Dropout, **changes):
    return find_network(path).build(make_spec(CROP, **changes), dropout_layer)


def expect_error(path, message, **changes):
    with pytest.raises(InputError) as error:
        build(path, **changes)
    assert str(error.value).startswith(f"model.network: {path}: expected ")
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def write_parts(folder, name, edge="spec.crop_size_px"):
    return write_network(folder, TEXT.format(edge=edge, parts=PARTS[name]))


def test_a_file_builds_from_pixels_to_logits(tmp_path):
    model = build(write_parts(tmp_path, "good"), num_classes=3)
    assert model(np.zeros((2, CROP, CROP, 3), np.uint8)).shape == (2, 3)


def test_its_first_weights_depend_on_the_seed_alone(tmp_path):
    path = write_network(tmp_path, BATCH_NORM)

    def weights(seed):
        return np.concatenate([w.ravel() for w in build(path, seed=seed).get_weights()])

    first, again, other = weights(0), weights(0), weights(1)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_it_has_its_options_and_the_dropout_that_is_handed_to_it(tmp_path):
    class Mine(keras.layers.Dropout):
        pass

    path = write_network(tmp_path, BATCH_NORM)
    model = build(path, Mine, options={"channels": 5}, dropout=0.25)
    assert model.layers[1].filters == 5
    assert [layer.rate for layer in model.layers if type(layer) is Mine] == [0.25]


@pytest.mark.parametrize("precision", ["mixed_bfloat16", "mixed_float16"])
def test_logits_are_float32_in_every_precision(tmp_path, precision):
    keras.mixed_precision.set_dtype_policy(precision)
    model = build(write_network(tmp_path, BATCH_NORM))
    pixels = np.zeros((2, CROP, CROP, 3), np.uint8)
    assert model(pixels).dtype == model.outputs[0].dtype == "float32"
    model.save(tmp_path / "model.keras")
    loaded = keras.models.load_model(tmp_path / "model.keras", safe_mode=True)
    np.testing.assert_array_equal(loaded(pixels), model(pixels))


def test_it_may_import_what_lies_beside_it(tmp_path):
    (tmp_path / "edges_of_mine.py").write_text("def edge(spec):\n    return 24\n")
    text = "import edges_of_mine\n" + TEXT
    text = text.format(edge="edges_of_mine.edge(spec)", parts=PARTS["good"])
    build(write_network(tmp_path, text))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("softmax", "logits, so no softmax at the end, got probabilities"),
        (
            "classes",
            "from (None, 24, 24, 3) to (None, 2), got one from (None, 24, 24, ",
        ),
        ("maps", "to (None, 2), got one from (None, 24, 24, 3) to (None, 24, 24, 2)"),
        ("lambda", "layers and functions of Keras alone, so that the saved model can "),
        ("custom", "layers and functions of Keras alone, so that the saved model can "),
        ("function", "layers and functions of Keras alone, so that the saved model "),
        ("registered", "layers and functions of Keras alone, so that the saved "),
        ("frozen", "weights that can be trained, got none"),
        ("float64", "weights of float32, got float64"),
    ],
)
def test_a_network_that_is_wrong_is_one_line(tmp_path, name, message):
    expect_error(write_parts(tmp_path, name), message)


def test_an_input_of_another_size_is_named(tmp_path):
    path = write_parts(tmp_path, "good", edge=32)
    expect_error(path, "(None, 24, 24, 3) to (None, 2), got one from (None, 32, 32, 3)")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("return None", "build to return a keras.Model, got NoneType"),
        ("return spec.options['depth']", "got KeyError in build, line 5: 'depth'"),
        ("raise SystemExit(0)", "got SystemExit in build, line 5: 0"),
        ("raise ValueError('one\\ntwo')", "got ValueError in build, line 5: one two"),
        (
            "return Net()",
            "model from (None, 24, 24, 3) to (None, 2), got one from none",
        ),
    ],
)
def test_what_build_raises_or_returns_is_one_line(tmp_path, body, message):
    lines = ["import keras", "class Net(keras.Model):", "    pass"]
    lines += ["def build(spec, dropout_layer):", f"    {body}"]
    expect_error(write_network(tmp_path, "\n".join(lines)), message)


def test_a_file_that_does_not_run_is_one_line(tmp_path, capsys):
    path = write_network(tmp_path, "import no_such_library\n")
    message = "got ModuleNotFoundError when it is imported, line 1: No module named"
    expect_error(path, message)
    # For the job's log.
    assert "Traceback" in capsys.readouterr().err


def test_a_build_of_other_arguments_is_one_line(tmp_path):
    path = write_network(tmp_path, "def build():\n    pass\n")
    expect_error(path, "got TypeError in build: build() takes 0 positional arguments")


def test_the_least_crop_is_read_without_running_the_file(tmp_path):
    text = "raise SystemExit\nMIN_CROP_SIZE_PX = 32\n"
    path = write_network(tmp_path, text)
    assert read_min_crop(path) == find_network(path).min_crop_size_px == 32
    for text in ("", "MIN_CROP_SIZE_PX = size()\n", "def build(:\n"):
        assert read_min_crop(write_network(tmp_path, text)) == 1
    assert read_min_crop(str(tmp_path / "none.py")) == 1


def test_its_size_grows_with_the_crop():
    network = find_network("none.py")
    small, large = (network.size(crop, 0.25, 2) for crop in (112, 224))
    assert large.parameters == 26_000_000
    assert large.activations == 4 * small.activations == pytest.approx(11e6, rel=0.01)
    assert large.multiply_adds == pytest.approx(4.1e9, rel=0.01)


def test_a_file_is_told_by_its_ending():
    assert is_network_file("a/b.py")
    assert not is_network_file("alexnet")


@pytest.mark.parametrize("outputs", ["[logits]", "{'logits': logits}"])
def test_several_outputs_are_one_line(tmp_path, outputs):
    lines = ["import keras", "def build(spec, dropout_layer):"]
    lines += ["    x = keras.Input((24, 24, 3))"]
    lines += ["    pooled = keras.layers.GlobalAveragePooling2D()(x)"]
    lines += ["    logits = keras.layers.Dense(2)(pooled)"]
    lines += [f"    return keras.Model(x, {outputs})"]
    expect_error(write_network(tmp_path, "\n".join(lines)), "one output, got a ")


def test_a_file_may_have_dataclasses_and_a_mark_of_its_encoding(tmp_path):
    text = "from __future__ import annotations\nfrom dataclasses import dataclass\n"
    text += "@dataclass\nclass Edge:\n    px: int\n"
    text += TEXT.format(edge="Edge(spec.crop_size_px).px", parts=PARTS["good"])
    path = tmp_path / "network.py"
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    build(str(path))


def test_a_constant_with_a_type_counts_and_an_expression_is_shown(tmp_path):
    path = write_network(tmp_path, "MIN_CROP_SIZE_PX: int = 32\n")
    assert read_min_crop(path) == 32
    module = ast.parse("MIN_CROP_SIZE_PX = 2 ** 7")
    assert read_constants(module) == {"MIN_CROP_SIZE_PX": "2 ** 7"}
