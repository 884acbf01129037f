"""Where a function of the space is highest: many places, then steps around the best."""

from collections.abc import Callable

import numpy as np
from scipy.stats import qmc

from asirra.search.inputs import Inputs
from asirra.search.space import Choice

# Places that fill the space, and places around those that are promising already.
NUM_PLACES, NUM_AROUND = 1024, 512
# Deviations of the steps around promising places, in shares of a range.
STEPS = (0.01, 0.03, 0.1, 0.3)
# Then rounds of steps around the best so far, each half as long as the round before.
NUM_ROUNDS, NUM_BEST, NUM_AROUND_BEST, FIRST_STEP = 6, 8, 16, 0.1
# Probability that a step changes the value of a choice.
CHANGE = 0.2


def maximise(
    function: Callable[[np.ndarray], np.ndarray],
    inputs: Inputs,
    promising: np.ndarray,
    rng: np.random.Generator,
) -> np.ndarray:
    """Return the coordinates (num_inputs,) at which a function was found highest.

    Args:
        function: from coordinates (num_points, num_inputs) to values (num_points,).
        inputs: of the space.
        promising: shares of places to look around, (num_places, num_dimensions).
        rng: draws the places.
    """
    num_dimensions = len(inputs.space)
    spread = qmc.Sobol(num_dimensions, rng=rng).random(NUM_PLACES)
    steps = rng.choice(STEPS, (NUM_AROUND, 1))
    centres = promising[rng.integers(len(promising), size=NUM_AROUND)]
    shares = np.concatenate([spread, _step(centres, steps, inputs, rng)])
    values = function(inputs.from_shares(shares))
    for number in range(NUM_ROUNDS):
        best = np.argsort(-values, kind="stable")[:NUM_BEST]
        centres = np.repeat(shares[best], NUM_AROUND_BEST, axis=0)
        moved = _step(centres, FIRST_STEP / 2**number, inputs, rng)
        shares = np.concatenate([shares[best], moved])
        values = np.concatenate([values[best], function(inputs.from_shares(moved))])
    return inputs.from_shares(shares[[values.argmax()]])[0]


def _step(
    shares: np.ndarray,
    steps: np.ndarray | float,
    inputs: Inputs,
    rng: np.random.Generator,
) -> np.ndarray:
    """Return shares a step away: half of the numbers move, and choices now and then."""
    moved = rng.random(shares.shape) < 0.5
    # A step that moves nothing would be lost.
    moved[np.arange(len(shares)), rng.integers(shares.shape[1], size=len(shares))] = (
        True
    )
    moves = moved * steps * rng.standard_normal(shares.shape)
    shares = np.clip(shares + moves, 0.0, 1.0)
    for place, dimension in enumerate(inputs.space):
        if isinstance(dimension, Choice):
            changed = rng.random(len(shares)) < CHANGE
            shares[changed, place] = rng.random(changed.sum())
    return shares
