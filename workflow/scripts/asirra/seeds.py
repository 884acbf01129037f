"""Seeds: every use of randomness derives its own from the config's seed."""

import zlib

import numpy as np


def seed_sequence(seed: int, purpose: str, *indices: int) -> np.random.SeedSequence:
    """Return the seed sequence of one purpose, independent of that of any other.

    Args:
        seed: the config's `seed`.
        purpose: what the numbers are for, e.g. "split".
        indices: numbers that tell apart uses of one purpose, e.g. the trial's number.
    """
    return np.random.SeedSequence([seed, zlib.crc32(purpose.encode()), *indices])


def seed_number(seed: int, purpose: str, *indices: int) -> int:
    """Return a 31-bit seed for a library that takes one Python integer."""
    return int(seed_sequence(seed, purpose, *indices).generate_state(1)[0] >> 1)
