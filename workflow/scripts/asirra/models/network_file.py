"""A network of the user's own: a Python file with a function `build`."""

from __future__ import annotations

import ast
import importlib.util
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from asirra.models.network import Network, NetworkSize, NetworkSpec
from asirra.models.network_checks import (
    check_is_saved,
    check_shapes,
    check_values,
    run_own,
)

if TYPE_CHECKING:
    from asirra.machine.backend import keras

# A constant of the file: the least crop that the network takes, unless 1.
MIN_CROP = "MIN_CROP_SIZE_PX"
# What the file is called as a module.
MODULE = "network_file"


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
    """Return the literals that a module assigns to names; of others, their text."""
    return {
        target.id: (
            node.value.value
            if isinstance(node.value, ast.Constant)
            else ast.unparse(node.value)
        )
        for node in module.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
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
    module = run_own(path, "when it is imported", lambda: _import(path))
    model = run_own(path, "in build", lambda: module.build(spec, dropout_layer))
    # It must be possible to read the saved network without the file.
    del sys.modules[MODULE]
    check_shapes(path, model, spec)
    if model.outputs[0].dtype != "float32":
        # A loss in a mixed precision's own format would be too coarse.
        cast = keras.layers.Activation("linear", dtype="float32", name="float32")
        model = keras.Model(model.inputs[0], cast(model.outputs[0]), name=model.name)
    check_values(path, model, spec)
    check_is_saved(path, model, dropout_layer)
    return model


def _import(path: str) -> Any:
    """Run a file, which may import modules that lie beside it."""
    # At the end, so that they hide no library.
    file = Path(path).resolve()
    if str(file.parent) not in sys.path:
        sys.path.append(str(file.parent))
    module_spec = importlib.util.spec_from_file_location(MODULE, file)
    assert module_spec and module_spec.loader
    module = importlib.util.module_from_spec(module_spec)
    # Dataclasses look for the module of their annotations there.
    sys.modules[MODULE] = module
    module_spec.loader.exec_module(module)
    return module
