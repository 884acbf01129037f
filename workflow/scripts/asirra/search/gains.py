"""What trials gained from an epoch on: what another one may gain from there."""

from collections.abc import Sequence

import numpy as np

# Of a gain that few trials have shown: the deviation that it is taken to have had once
# before, in points of the score's range.
PRIOR_DEVIATION = 0.02


def expect_gain(finished: Sequence[Sequence[float]], epoch: int) -> tuple[float, float]:
    """Return the mean gain from an epoch to the end, and the variance of another one.

    The highest score up to an epoch counts.

    Args:
        finished: the scores per epoch of trials that went on after the epoch, at least
            one.
        epoch: counted from 1.
    """
    gains = np.array([max(scores) - max(scores[:epoch]) for scores in finished])
    squares = np.sum((gains - gains.mean()) ** 2) + PRIOR_DEVIATION**2
    return float(gains.mean()), float(squares / len(gains) * (1 + 1 / len(gains)))
