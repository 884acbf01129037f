"""What a network holds and computes; no TensorFlow."""

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


def _scaled(count: int, width: float) -> int:
    return max(1, round(count * width))
