"""Points that depend on no result: random and Sobol."""

from collections.abc import Iterable, Sequence

import numpy as np
from scipy.stats import qmc

from asirra.search.point import Point
from asirra.search.space import Dimension
from asirra.seeds import seed_sequence

# A sequence is balanced at powers of two; this power holds the most trials allowed.
SOBOL_EXPONENT = 10


def make_point(space: Sequence[Dimension], shares: Iterable[float]) -> Point:
    """Return the point at shares (num_dimensions,) of the ranges, each in [0, 1]."""
    return {
        d.name: d.from_share(float(share))
        for d, share in zip(space, shares, strict=True)
    }


def suggest_random(space: Sequence[Dimension], seed: int, index: int) -> Point:
    """Return point number `index` of a random sequence, uniform on each scale."""
    rng = np.random.default_rng(seed_sequence(seed, "initial points", index))
    return make_point(space, rng.random(len(space)))


def suggest_sobol(space: Sequence[Dimension], seed: int, index: int) -> Point:
    """Return point number `index` of a sequence that fills the space evenly.

    The sequence is that of Sobol 1967, scrambled (Owen 1998, "Scrambling Sobol' and
    Niederreiter-Xing points"), by SciPy.
    """
    rng = np.random.default_rng(seed_sequence(seed, "sobol"))
    sampler = qmc.Sobol(len(space), scramble=True, rng=rng)
    return make_point(space, sampler.random_base2(SOBOL_EXPONENT)[index])
