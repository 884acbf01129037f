"""Check what a network's own file returns, before it is trained."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from asirra.errors import InputError
from asirra.models.network import CannotBuild, NetworkSpec

if TYPE_CHECKING:
    from asirra.machine.backend import keras


def run_own(path: str, when: str, function: Callable[[], Any]) -> Any:
    """Return what a function of the file returns; tell in a line what it raises.

    Raises:
        InputError: when it raises; of a ValueError, CannotBuild.
        MemoryError, ResourceExhaustedError: as the function does.
    """
    from asirra.machine.backend import tf

    try:
        return function()
    except (MemoryError, tf.errors.ResourceExhaustedError):
        raise
    except (Exception, SystemExit) as error:
        # For the job's log.
        traceback.print_exc()
        frames = traceback.extract_tb(error.__traceback__)
        own = str(Path(path).resolve())
        lines = [frame.lineno for frame in frames if frame.filename == own]
        place = f", line {lines[-1]}" if lines else ""
        text = " ".join(str(error).split())
        wrong = _wrong(
            path, f"a network, got {type(error).__name__} {when}{place}: {text}"
        )
        raise (
            CannotBuild(*wrong.args) if isinstance(error, ValueError) else wrong
        ) from None


def check_shapes(path: str, model: Any, spec: NetworkSpec) -> None:
    """Check that it is a model from pixels to logits, with weights to train."""
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
    # A sequential model has one output, and no attribute of that name.
    output = None if isinstance(model, keras.Sequential) else model.output
    if isinstance(output, dict | list | tuple):
        raise _wrong(path, f"one output, got a {type(output).__name__} of them")
    if not model.trainable_variables:
        raise _wrong(path, "weights that can be trained, got none")
    if wrong := {
        str(v.dtype) for v in model.variables if "float" in v.dtype
    }.difference({"float32"}):
        raise _wrong(path, f"weights of float32, got {', '.join(sorted(wrong))}")


def check_values(path: str, model: keras.Model, spec: NetworkSpec) -> None:
    """Check that the network takes pixels and returns no probabilities."""
    shape = (2, spec.crop_size_px, spec.crop_size_px, 3)
    pixels = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    logits = run_own(path, "for two photos", lambda: model(pixels))
    values = np.array(logits)
    if (values >= 0).all() and np.allclose(values.sum(axis=1), 1, atol=1e-3):
        raise _wrong(
            path, "logits, so no softmax at the end, got probabilities, whose sum is 1"
        )


def check_is_saved(
    path: str, model: keras.Model, dropout_layer: type[keras.layers.Layer]
) -> None:
    """Check that the saved network can be read where the file is not known."""
    from asirra.machine.backend import keras

    known = {dropout_layer.__name__: dropout_layer}
    registry = keras.saving.get_custom_objects()
    registered = dict(registry)
    registry.clear()
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
    finally:
        registry.update(registered)


def _wrong(path: str, what: str) -> InputError:
    return InputError(f"model.network: {path}: expected {what}")
