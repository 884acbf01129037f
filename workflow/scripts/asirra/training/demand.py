"""What a training asks of the scheduler: memory and time; no TensorFlow."""

import math
from dataclasses import dataclass
from pathlib import Path

from asirra.models.network import NetworkSize

# ASSUME: Python, TensorFlow and a GPU's libraries.
PROCESS_MB = 4000
# Without a GPU; 0.8 GB was measured.
CPU_PROCESS_MB = 1000
# The weights, gradients, momentum, the best weights, those in a resume point that is
# being written, and one copy to spare.
COPIES_OF_WEIGHTS = 6
# Values, gradients, and the memory in which the kernels of a convolution work.
COPIES_OF_ACTIVATIONS = 4
# FLOP/s that any GPU of the last ten years reaches in float32.
SLOW_GPU_RATE = 1e12
# Time to start, to load and to validate.
START_MINUTES = 10


@dataclass(frozen=True)
class Demand:
    """The largest training of an experiment.

    Attributes:
        size: size of the network.
        batch_size: photos in a step.
        num_epochs: passes through the training photos.
        num_patches: patches averaged per validation photo.
    """

    size: NetworkSize
    batch_size: int
    num_epochs: int
    num_patches: int

    def memory_mb(self, process_mb: int = PROCESS_MB) -> int:
        """Return the memory that a training should stay below.

        Args:
            process_mb: what it needs beside the network.
        """
        values = COPIES_OF_WEIGHTS * self.size.parameters
        values += COPIES_OF_ACTIVATIONS * self.batch_size * self.size.activations
        return process_mb + math.ceil(4 * values / 1e6)

    def minutes(self, num_photos: int) -> int:
        """Return the minutes that a training on a slow GPU should stay below.

        Args:
            num_photos: photos that an epoch learns from or validates on.
        """
        # Learning costs three forward passes: one forward, and two for the way back.
        flop = max(3, self.num_patches) * 2 * self.size.multiply_adds
        flop *= num_photos * self.num_epochs
        return START_MINUTES + math.ceil(flop / SLOW_GPU_RATE / 60)


def count_photos(photos_path: str | Path, test_fraction: float) -> int:
    """Return about how many photos a training learns from or is validated on."""
    # Without pandas, because the rows are counted for every job that is planned.
    num_rows = Path(photos_path).read_bytes().count(b"\n")
    return round(num_rows * (1 - test_fraction))
