"""The acquisition function: a search suggests the point where it is highest.

The suggestion, the posterior, the rounds and the example all take it from here.
"""

import numpy as np
from bayes_opt.acquisition import AcquisitionFunction, ExpectedImprovement

NAME = "expected improvement"
# The name of its column in tables.
COLUMN = NAME.replace(" ", "_")


def make_acquisition(xi: float) -> AcquisitionFunction:
    """Return the function for bayesian-optimization, which looks for its maximum.

    It is the expected improvement (Jones et al. 1998, "Efficient global optimization of
    expensive black-box functions", 4.1).

    Args:
        xi: the least gain over the best score that counts, in units of the score.
    """
    return ExpectedImprovement(xi=xi)


def evaluate_acquisition(
    mean: np.ndarray, deviation: np.ndarray, best: float, xi: float
) -> np.ndarray:
    """Return the acquisition at points, 0 or more, in the shape of the posterior.

    Args:
        mean: posterior mean of the score at each point.
        deviation: its standard deviation, of the same shape.
        best: the highest score so far.
        xi: as `make_acquisition` takes it.
    """
    acquisition = make_acquisition(xi)
    acquisition.y_max = best
    return np.maximum(acquisition.base_acq(mean, deviation), 0.0)
