"""What the workflow knows of a network; no TensorFlow."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from asirra.errors import InputError

if TYPE_CHECKING:
    from asirra.machine.backend import keras


class CannotBuild(InputError):
    """A file raises ValueError, as Keras does where layers do not fit together.

    Other hyperparameters may do.
    """


@dataclass(frozen=True)
class NetworkSpec:
    """What a network is built from: keys of the config's section `model`, and the data.

    Attributes:
        crop_size_px: edge of the input.
        width: factor on every layer's channels and units.
        initializer: distribution of the first weights.
        dropout: share of the hidden units dropped in training.
        num_classes: units of the last layer.
        channel_mean: mean of the training photos per channel, (3,), in [0, 1].
        seed: seed of the weights and of the dropout.
        options: keys of a network file's own.
    """

    crop_size_px: int
    width: float
    initializer: str
    dropout: float
    num_classes: int
    channel_mean: Sequence[float]
    seed: int
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class NetworkSize:
    """What a network holds and computes.

    Attributes:
        parameters: number of weights and biases.
        activations: number of values that all layers return for a photo.
        multiply_adds: number of multiply-adds in the forward pass of a photo.
    """

    parameters: int
    activations: int
    multiply_adds: int


@dataclass(frozen=True)
class Network:
    """A network that the configuration may name.

    Attributes:
        name: value of the config's key `model.network`: name of the module in
            `asirra.models`, or path of a network file.
        build: returns the network of a spec, pixels in and logits out; takes the class
            of its dropout layers too. Input shape: (batch, crop, crop, 3), uint8 or
            float in [0, 255]. Output shape: (batch, num_classes) float32; their softmax
            is the prediction.
        size: returns the size for a crop_size_px, a width and a num_classes.
        min_crop_size_px: edge of the smallest crop that leaves something for the last
            layers.
    """

    name: str
    build: Callable[[NetworkSpec, type[keras.layers.Layer]], keras.Model]
    size: Callable[[int, float, int], NetworkSize]
    min_crop_size_px: int
