"""Kernels of the Gaussian process: many, drawn from what the results say of them.

Few results fit many kernels, and the most likely one alone is often wrong. So none is
believed: suggestions average over all that are drawn (Snoek et al. 2012, "Practical
Bayesian optimization of machine learning algorithms", 3.2).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

# Priors, normal in the logarithm: the median and the deviation of the logarithm. All
# scores are in units of their standard deviation, all inputs from 0 to 1.
#
# The median length scale grows with the root of the number of dimensions (Hvarfner et
# al. 2024, "Vanilla Bayesian optimization performs great in high dimensions", 4).
LENGTH_SCALE, LENGTH_SCALE_DEVIATION = 0.3, 0.7
SIGNAL, SIGNAL_DEVIATION = 1.0, 0.5
# Trainings of equal hyperparameters: a hundredth to a quarter of the variance of the
# scores of a search (tests/data/grid_curves.csv and the tables of docs/search.md).
NOISE, NOISE_DEVIATION = 0.02, 1.5
# The constant mean of the process has a normal prior of this variance.
MEAN_VARIANCE = 10.0
# Added to the variances, so that close points do not make the covariance singular.
JITTER = 1e-6

NUM_KERNELS = 12
NUM_WALKERS, NUM_STEPS = 24, 40
# Kernels are drawn from so many results at most, and of more results a quarter as many.
MAX_RESULTS = 128
# The largest step of a walker, as in Goodman and Weare 2010, 2.
STRETCH = 2.0


@dataclass(frozen=True)
class Kernels:
    """Matern 5/2 kernels, with a length scale per dimension, a constant and noise.

    Attributes:
        length_scales: (num_kernels, num_inputs) equal for the inputs of a dimension.
        signal: (num_kernels,) variance of the score without noise.
        noise: (num_kernels,) variance of the noise.
    """

    length_scales: np.ndarray
    signal: np.ndarray
    noise: np.ndarray

    def covariance(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Return the covariance without noise, (num_kernels, num_first, num_second).

        Args:
            first: inputs, (num_first, num_inputs).
            second: inputs, (num_second, num_inputs).
        """
        scaled = first / self.length_scales[:, None]
        others = second / self.length_scales[:, None]
        squares = (scaled**2).sum(-1)[:, :, None] + (others**2).sum(-1)[:, None]
        squares -= 2 * scaled @ others.transpose(0, 2, 1)
        distance = np.sqrt(5 * np.maximum(squares, 0.0))
        matern = (1 + distance + distance**2 / 3) * np.exp(-distance)
        return self.signal[:, None, None] * matern + MEAN_VARIANCE

    def variance(self) -> np.ndarray:
        """Return the variance of any point before a result is known, (num_kernels,)."""
        return self.signal + MEAN_VARIANCE


def draw_kernels(
    inputs: np.ndarray,
    dimensions: np.ndarray,
    scores: np.ndarray,
    variances: np.ndarray,
    rng: np.random.Generator,
) -> Kernels:
    """Return kernels drawn from their posterior, given results.

    By the affine-invariant ensemble sampler (Goodman and Weare 2010, "Ensemble samplers
    with affine invariance"), which needs no setting for the scale of a parameter.

    Args:
        inputs: (num_results, num_inputs).
        dimensions: (num_inputs,) as in `Inputs`.
        scores: (num_results,) of mean 0 and deviation 1.
        variances: (num_results,) of each score, in addition to the noise.
        rng: draws them.
    """
    num_kernels = NUM_KERNELS
    if len(scores) > MAX_RESULTS:
        kept = rng.choice(len(scores), MAX_RESULTS, replace=False)
        inputs, scores, variances = inputs[kept], scores[kept], variances[kept]
        num_kernels //= 4
    means, deviations = _priors(dimensions[-1] + 1)

    def log_posterior(thetas: np.ndarray) -> np.ndarray:
        kernels = _make_kernels(thetas, dimensions)
        covariance = kernels.covariance(inputs, inputs)
        covariance += _diagonal(kernels.noise[:, None] + variances + JITTER)
        factor = np.linalg.cholesky(covariance)
        rest = np.linalg.solve(
            factor, np.broadcast_to(scores, factor.shape[:2])[..., None]
        )
        fit = (rest**2).sum((1, 2)) / 2
        volume = np.log(np.diagonal(factor, axis1=1, axis2=2)).sum(1)
        prior = (((thetas - means) / deviations) ** 2).sum(1) / 2
        return -fit - volume - prior

    num_walkers = max(NUM_WALKERS, 2 * len(means))
    walkers = means + deviations * rng.standard_normal((num_walkers, len(means)))
    walkers = _walk(walkers, log_posterior, rng)
    chosen = rng.choice(num_walkers, num_kernels, replace=False)
    return _make_kernels(walkers[chosen], dimensions)


def _priors(num_dimensions: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the means and the deviations of the logarithms (num_dimensions + 2,)."""
    medians = [LENGTH_SCALE * math.sqrt(num_dimensions)] * num_dimensions
    deviations = [LENGTH_SCALE_DEVIATION] * num_dimensions
    means = np.log([*medians, SIGNAL, NOISE])
    return means, np.array([*deviations, SIGNAL_DEVIATION, NOISE_DEVIATION])


def _make_kernels(thetas: np.ndarray, dimensions: np.ndarray) -> Kernels:
    """Return the kernels of the logarithms (num_kernels, num_dimensions + 2)."""
    # A walker that strays to where nothing is likely must not overflow on its way.
    values = np.exp(np.clip(thetas, -12.0, 6.0))
    return Kernels(values[:, dimensions], values[:, -2], values[:, -1])


def _diagonal(values: np.ndarray) -> np.ndarray:
    """Return matrices (num, size, size) of these diagonals (num, size)."""
    return values[:, :, None] * np.eye(values.shape[1])


def _walk(
    walkers: np.ndarray,
    log_density: Callable[[np.ndarray], np.ndarray],
    rng: np.random.Generator,
) -> np.ndarray:
    """Return the walkers (num_walkers, num_parameters) after their steps."""
    density = log_density(walkers)
    halves = np.split(np.arange(len(walkers)), 2)
    for _ in range(NUM_STEPS):
        for moving, resting in (halves, halves[::-1]):
            # Of density 1 / sqrt(stretch) from 1 / STRETCH to STRETCH.
            low, high = STRETCH**-0.5, STRETCH**0.5
            stretch = (low + (high - low) * rng.random(len(moving))) ** 2
            partners = walkers[rng.choice(resting, len(moving))]
            proposed = partners + stretch[:, None] * (walkers[moving] - partners)
            new = log_density(proposed)
            gain = (walkers.shape[1] - 1) * np.log(stretch) + new - density[moving]
            taken = np.log(rng.random(len(moving))) < gain
            walkers[moving[taken]] = proposed[taken]
            density[moving[taken]] = new[taken]
    return walkers
