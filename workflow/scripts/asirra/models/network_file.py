"""A network of the user's own: a Python file with a function `build`."""

from __future__ import annotations

import ast
import importlib.util
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asirra.errors import InputError
from asirra.models.network import Network, NetworkSize, NetworkSpec

if TYPE_CHECKING:
    from asirra.machine.backend import keras

# A constant of the file: the least crop that the network takes, unless 1.
MIN_CROP = "MIN_CROP_SIZE_PX"


def is_network_file(name: str) -> bool:
    """Return whether a value of `model.network` is the path of a file."""
    return name.endswith(".py")


def describe_network_file(path: str) -> Network:
    """Return what is known of a network before its file is run."""
    return Network(
        path, partial(build_from_file, path), assume_size, read_min_crop(path)
    )


def read_min_crop(path: str) -> int:
    """Return the least crop that a file states, in pixels.

    It is 1 where the file states none, or where it cannot be read, which
    `check_networks` reports.
    """
    try:
        module = ast.parse(Path(path).read_bytes())
        return int(read_constants(module)[MIN_CROP])
    except (OSError, SyntaxError, ValueError, TypeError, KeyError):
        return 1


def read_constants(module: ast.Module) -> dict[str, Any]:
    """Return the literals that a module assigns to names; None stands for others."""
    return {
        target.id: node.value.value if isinstance(node.value, ast.Constant) else None
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def assume_size(crop_size_px: int, width: float, num_classes: int) -> NetworkSize:
    """Return the size that a network is taken to have whose file is not run yet.

    ASSUME: it is as large as ResNet-50 (He et al. 2016), which has 26 million weights
    and, at 224 px, 11 million values after its convolutions (Radosavovic et al. 2020)
    and 4.1 billion multiply-adds; these two grow with the crop's area. What the file
    makes of the width is not known.
    """
    area = crop_size_px**2
    return NetworkSize(26_000_000, 220 * area, 82_000 * area)


def build_from_file(
    path: str, spec: NetworkSpec, dropout_layer: type[keras.layers.Layer]
) -> keras.Model:
    """Return the network that a file builds: pixels in, float32 logits out.

    Input shape: (batch, crop, crop, 3), uint8 or float in [0, 255].
    Output shape: (batch, num_classes) float32.

    Args:
        path: the file.
        spec: what `build` takes first.
        dropout_layer: what it takes second.

    Raises:
        InputError: when the file raises, or returns something else; it names the file,
            what was expected and what came.
    """
    from asirra.machine.backend import keras

    # What a file draws without a seed of its own then depends on the spec's alone.
    keras.utils.set_random_seed(spec.seed)
    module = _run(path, "when it is imported", lambda: _import(path))
    model = _run(path, "in build", lambda: module.build(spec, dropout_layer))
    _check_shapes(path, model, spec)
    if model.outputs[0].dtype != "float32":
        # A loss in a mixed precision's own format would be too coarse.
        cast = keras.layers.Activation("linear", dtype="float32", name="float32")
        model = keras.Model(model.inputs[0], cast(model.outputs[0]), name=model.name)
    _check_values(path, model, spec)
    _check_is_saved(path, model, dropout_layer)
    return model


def _import(path: str) -> Any:
    """Run a file, which may import modules that lie beside it."""
    # At the end, so that they hide no library.
    file = Path(path).resolve()
    if str(file.parent) not in sys.path:
        sys.path.append(str(file.parent))
    module_spec = importlib.util.spec_from_file_location("network_file", file)
    assert module_spec and module_spec.loader
    module = importlib.util.module_from_spec(module_spec)
    module_spec.loader.exec_module(module)
    return module


def _run(path: str, when: str, function: Callable[[], Any]) -> Any:
    """Return what a function of the file returns; tell in a line what it raises."""
    try:
        return function()
    except Exception as error:
        # For the job's log.
        traceback.print_exc()
        frames = traceback.extract_tb(error.__traceback__)
        own = str(Path(path).resolve())
        lines = [frame.lineno for frame in frames if frame.filename == own]
        place = f", line {lines[-1]}" if lines else ""
        text = " ".join(str(error).split())
        raise _wrong(
            path, f"a network, got {type(error).__name__} {when}{place}: {text}"
        ) from None


def _check_shapes(path: str, model: Any, spec: NetworkSpec) -> None:
    from asirra.machine.backend import keras

    if not isinstance(model, keras.Model):
        raise _wrong(path, f"build to return a keras.Model, got {type(model).__name__}")
    # A model that a class defines has no inputs before it is called.
    ends = [getattr(model, "inputs", None) or [], getattr(model, "outputs", None) or []]
    came = [[tuple(end.shape) for end in each] for each in ends]
    pixels = (None, spec.crop_size_px, spec.crop_size_px, 3)
    logits = (None, spec.num_classes)
    if came != [[pixels], [logits]]:
        raise _wrong(
            path,
            f"a functional or sequential model from {pixels} to {logits}, got one from "
            f"{' to '.join(', '.join(map(str, each)) or 'none' for each in came)}",
        )


def _check_values(path: str, model: keras.Model, spec: NetworkSpec) -> None:
    """Check that the network takes pixels and returns no probabilities."""
    import numpy as np

    shape = (2, spec.crop_size_px, spec.crop_size_px, 3)
    pixels = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    values = _run(path, "for two photos", lambda: np.array(model(pixels)))
    if (values >= 0).all() and np.allclose(values.sum(axis=1), 1, atol=1e-3):
        raise _wrong(
            path, "logits, so no softmax at the end, got probabilities, whose sum is 1"
        )


def _check_is_saved(
    path: str, model: keras.Model, dropout_layer: type[keras.layers.Layer]
) -> None:
    """Check that the saved network can be read where the file is not known."""
    from asirra.machine.backend import keras

    known = {dropout_layer.__name__: dropout_layer}
    try:
        config = keras.saving.serialize_keras_object(model)
        keras.saving.deserialize_keras_object(config, known, safe_mode=True)
    except Exception as error:
        traceback.print_exc()
        (reason, *_) = str(error).strip().splitlines() or [type(error).__name__]
        raise _wrong(
            path,
            "layers and functions of Keras alone, so that the saved model can be read "
            f"without this file, got one that cannot: {reason}",
        ) from None


def _wrong(path: str, what: str) -> InputError:
    return InputError(f"model.network: {path}: expected {what}")
