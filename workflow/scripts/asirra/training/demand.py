"""What a training asks of the machine that runs it; no TensorFlow."""

import math
from dataclasses import dataclass

# (channels, kernel edge, whether a pooling follows) at width 1; conv1 has stride 4 and
# no padding, the others keep the size.
CONVOLUTIONS = [
    (96, 11, True),
    (256, 5, True),
    (384, 3, False),
    (384, 3, False),
    (256, 3, True),
]
HIDDEN_UNITS = [4096, 4096]
# ASSUME: Python, TensorFlow and the libraries of a GPU; 0.8 GB measured without one.
PROCESS_MB = 4000
# Gradients, momentum, the best, a resume point that is being written, one to spare.
COPIES_OF_WEIGHTS = 6
# Values, gradients, and what the kernels of a convolution work in.
COPIES_OF_ACTIVATIONS = 4
# FLOP/s that any GPU of the last ten years reaches in float32.
SLOW_GPU_RATE = 1e12
# To start, to load and to validate.
START_MINUTES = 10


@dataclass(frozen=True)
class NetworkSize:
    """What AlexNet holds and computes.

    Attributes:
        parameters: weights and biases.
        activations: values of all layers, per photo.
        multiply_adds: of the forward pass, per photo.
    """

    parameters: int
    activations: int
    multiply_adds: int


def network_size(crop_size_px: int, width: float, num_classes: int) -> NetworkSize:
    """Return the size of the network that `build_alexnet` builds."""
    parameters = activations = multiply_adds = 0
    edge, depth = crop_size_px, 3
    for index, (channels, kernel, is_pooled) in enumerate(CONVOLUTIONS):
        if index == 0:
            edge = (edge - kernel) // 4 + 1
        channels = _scaled(channels, width)
        weights = kernel**2 * depth * channels
        parameters += weights + channels
        activations += edge**2 * channels
        multiply_adds += edge**2 * weights
        depth = channels
        if is_pooled:
            edge = (edge - 3) // 2 + 1
            activations += edge**2 * depth
    inputs = edge**2 * depth
    for units in (*(_scaled(units, width) for units in HIDDEN_UNITS), num_classes):
        parameters += inputs * units + units
        activations += units
        multiply_adds += inputs * units
        inputs = units
    return NetworkSize(parameters, activations, multiply_adds)


def training_memory_mb(size: NetworkSize, batch_size: int) -> int:
    """Return the memory, in MB, that a training should stay below."""
    values = COPIES_OF_WEIGHTS * size.parameters
    values += COPIES_OF_ACTIVATIONS * batch_size * size.activations
    return PROCESS_MB + math.ceil(4 * values / 1e6)


def training_minutes(size: NetworkSize, num_photos: int, num_patches: int) -> int:
    """Return the minutes that a training on a slow GPU should stay below.

    Args:
        size: of the network.
        num_photos: learnt from or validated on, over all epochs.
        num_patches: of a photo in validation.
    """
    # To learn costs three forward passes, two of them back through the network.
    flop = max(3, num_patches) * 2 * size.multiply_adds * num_photos
    return START_MINUTES + math.ceil(flop / SLOW_GPU_RATE / 60)


def _scaled(count: int, width: float) -> int:
    return max(1, round(count * width))
