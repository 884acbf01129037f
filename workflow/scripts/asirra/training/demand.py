"""What a training asks of the machine that runs it; no TensorFlow."""

import math

from asirra.models.sizes import NetworkSize

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
