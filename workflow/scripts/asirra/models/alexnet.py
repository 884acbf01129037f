"""AlexNet (Krizhevsky et al. 2012), one tower, no response normalisation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from asirra.models.network import Network, NetworkSize, NetworkSpec

if TYPE_CHECKING:
    from asirra.machine.backend import keras


@dataclass(frozen=True)
class Convolution:
    """A convolution with ReLU, and the pooling after it, if any."""

    name: str
    channels: int
    kernel_px: int
    bias: float
    stride_px: int = 1
    # Whether zeros are added around the input, so that its size stays.
    is_padded: bool = True
    pooling: str | None = None


# Krizhevsky et al. 2012: channels and units at width 1 (3.5), and the first biases (5).
CONVOLUTIONS = [
    Convolution("conv1", 96, 11, 0.0, stride_px=4, is_padded=False, pooling="pool1"),
    Convolution("conv2", 256, 5, 0.1, pooling="pool2"),
    Convolution("conv3", 384, 3, 0.0),
    Convolution("conv4", 384, 3, 0.1),
    Convolution("conv5", 256, 3, 0.1, pooling="pool5"),
]
POOLING_PX, POOLING_STRIDE_PX = 3, 2
HIDDEN_UNITS = {"fc6": 4096, "fc7": 4096}


def build_alexnet(
    spec: NetworkSpec, dropout_layer: type[keras.layers.Layer]
) -> keras.Model:
    """Return the network: pixels in, logits out; it scales and centres the pixels.

    Input shape: (batch, crop, crop, 3), uint8 or float in [0, 255].
    Output shape: (batch, num_classes) float32 logits; their softmax is the prediction.

    Args:
        spec: width 1 is the published network.
        dropout_layer: Keras's own, or `ReplicaDropout` on several devices.
    """
    from asirra.machine.backend import keras

    layers = keras.layers
    seeds = iter(range(spec.seed, spec.seed + 10))
    weights = partial(_make_initializers, spec.initializer, seeds)

    def convolve(convolution: Convolution) -> Iterator[keras.layers.Layer]:
        yield layers.Conv2D(
            _scale(convolution.channels, spec.width),
            convolution.kernel_px,
            strides=convolution.stride_px,
            padding="same" if convolution.is_padded else "valid",
            activation="relu",
            name=convolution.name,
            **weights(0.01, convolution.bias),
        )
        if pool := convolution.pooling:
            yield layers.MaxPooling2D(POOLING_PX, POOLING_STRIDE_PX, name=pool)

    def connect(name: str, units: int) -> Iterator[keras.layers.Layer]:
        units = _scale(units, spec.width)
        yield layers.Dense(units, "relu", name=name, **weights(0.005, 0.1))
        name = name.replace("fc", "dropout")
        yield dropout_layer(spec.dropout, seed=next(seeds), name=name)

    centre = [-mean for mean in spec.channel_mean]
    last = {"name": "fc8", "dtype": "float32"}
    return keras.Sequential(
        [
            keras.Input((spec.crop_size_px, spec.crop_size_px, 3), name="pixels"),
            layers.Rescaling(1 / 255, centre, name="rescale"),
            *(layer for each in CONVOLUTIONS for layer in convolve(each)),
            layers.Flatten(name="flatten"),
            *(layer for each in HIDDEN_UNITS.items() for layer in connect(*each)),
            layers.Dense(spec.num_classes, **last, **weights(0.01, 0.0)),
        ],
        name="alexnet",
    )


def _make_initializers(
    name: str, seeds: Iterator[int], deviation: float, bias: float
) -> dict[str, keras.initializers.Initializer]:
    """Return the arguments of a layer that tell its first weights and biases.

    "alexnet" is the initializer of the published experiment, after Krizhevsky et al.
    2012, 5: weights N(0, 0.01²), in fc6 and fc7 N(0, 0.005²); biases 0 in conv1, conv3
    and fc8, 0.1 elsewhere. "he_normal" is that of He et al. 2015, 2.2, with biases 0.
    """
    from asirra.machine.backend import keras

    if name == "he_normal":
        kernel, bias = keras.initializers.HeNormal(next(seeds)), 0.0
    else:
        kernel = keras.initializers.RandomNormal(0.0, deviation, next(seeds))
    constant = keras.initializers.Constant(bias)
    return {"kernel_initializer": kernel, "bias_initializer": constant}


def measure_alexnet(crop_size_px: int, width: float, num_classes: int) -> NetworkSize:
    """Return the size of the network that `build_alexnet` builds."""
    parameters = activations = multiply_adds = 0
    edge, depth = crop_size_px, 3
    for convolution in CONVOLUTIONS:
        edge = _convolved(edge, convolution)
        channels = _scale(convolution.channels, width)
        weights = convolution.kernel_px**2 * depth * channels
        parameters += weights + channels
        activations += edge**2 * channels
        multiply_adds += edge**2 * weights
        depth = channels
        if convolution.pooling:
            edge = _pooled(edge)
            activations += edge**2 * depth
    inputs = edge**2 * depth
    hidden = [_scale(units, width) for units in HIDDEN_UNITS.values()]
    for units in [*hidden, num_classes]:
        parameters += inputs * units + units
        activations += units
        multiply_adds += inputs * units
        inputs = units
    return NetworkSize(parameters, activations, multiply_adds)


def _scale(count: int, width: float) -> int:
    return max(1, round(count * width))


def _convolved(edge: int, convolution: Convolution) -> int:
    if convolution.is_padded:
        return edge
    return (edge - convolution.kernel_px) // convolution.stride_px + 1


def _pooled(edge: int) -> int:
    return (edge - POOLING_PX) // POOLING_STRIDE_PX + 1


def _min_crop_size_px() -> int:
    """Return the edge of the smallest crop that leaves the last pooling a pixel."""

    def remaining(edge: int) -> int:
        for convolution in CONVOLUTIONS:
            edge = _convolved(edge, convolution)
            edge = _pooled(edge) if convolution.pooling else edge
        return edge

    return next(edge for edge in range(1, 1000) if remaining(edge) >= 1)


ALEXNET = Network("alexnet", build_alexnet, measure_alexnet, _min_crop_size_px())
