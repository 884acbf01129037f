"""The Gaussian process of the search, averaged over kernels."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.stats import norm, qmc

from asirra.search.inputs import Inputs
from asirra.search.kernels import JITTER, Kernels, draw_kernels

# Inputs predicted at once: what keeps the arrays of a thousand results small.
CHUNK = 256
# Of scores that are not all equal, as a share of the largest.
LEAST_DEVIATION = 1e-12


class Conditioned:
    """Gaussian processes that know values at some inputs, one per kernel.

    Args:
        kernels: the kernels.
        inputs: (num_known, num_inputs) where values are known.
        values: (num_kernels, num_known, num_draws) the values; draws of them share all
            that does not depend on them.
        variances: (num_kernels, num_known) of the noise on each value.
    """

    def __init__(
        self,
        kernels: Kernels,
        inputs: np.ndarray,
        values: np.ndarray,
        variances: np.ndarray,
    ):
        self.kernels, self.inputs = kernels, inputs
        covariance = kernels.covariance(inputs, inputs)
        places = np.arange(len(inputs))
        covariance[:, places, places] += variances + JITTER
        self._root = np.linalg.inv(np.linalg.cholesky(covariance)).transpose(0, 2, 1)
        self._weights = self._root @ (self._root.transpose(0, 2, 1) @ values)

    def predict(self, inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the mean and the deviation, without noise, at inputs.

        Returns:
            (num_kernels, num_points, num_draws); (num_kernels, num_points, 1), as it
            depends on no value.
        """
        chunks = np.array_split(inputs, -(-len(inputs) // CHUNK))
        parts = [self._predict(chunk) for chunk in chunks]
        means, deviations = zip(*parts, strict=True)
        return np.concatenate(means, axis=1), np.concatenate(deviations, axis=1)

    def _predict(self, inputs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        covariance = self.kernels.covariance(inputs, self.inputs)
        known = ((covariance @ self._root) ** 2).sum(-1)
        variance = self.kernels.variance()[:, None] - known
        return covariance @ self._weights, np.sqrt(np.maximum(variance, JITTER))[
            ..., None
        ]

    def covariance(self, inputs: np.ndarray) -> np.ndarray:
        """Return the covariance of inputs, (num_kernels, num_points, num_points)."""
        known = self.kernels.covariance(inputs, self.inputs) @ self._root
        return self.kernels.covariance(inputs, inputs) - known @ known.transpose(
            0, 2, 1
        )

    def draw(
        self, num_draws: int, inputs: np.ndarray, rng: np.random.Generator
    ) -> np.ndarray:
        """Return joint draws of the value without noise at inputs, by Sobol points.

        Returns:
            (num_kernels, num_points, num_draws).
        """
        mean, _ = self.predict(inputs)
        covariance = self.covariance(inputs)
        places = np.arange(len(inputs))
        covariance[:, places, places] += JITTER
        shares = qmc.Sobol(len(inputs), rng=rng).random(num_draws)
        # A share of 0 or 1 would be an infinite draw.
        normal = norm.ppf(np.clip(shares, JITTER, 1 - JITTER)).T
        return mean + np.linalg.cholesky(covariance) @ normal


class MarginalProcess:
    """The Gaussian process of results, for bayesian-optimization's `fit` and `predict`.

    Args:
        inputs: of the space.
        round_coordinates: moves coordinates to where a point can be: a whole number, or
            one value of a choice.
        variances: of each score, (num_results,), in addition to the noise that is
            learned; in units of the score squared.
        seed: draws the kernels.
    """

    def __init__(
        self,
        inputs: Inputs,
        round_coordinates: Callable[[np.ndarray], np.ndarray],
        variances: np.ndarray,
        seed: int,
    ):
        self.inputs, self.seed = inputs, seed
        self._round, self._variances = round_coordinates, variances

    def scale(self, coordinates: np.ndarray) -> np.ndarray:
        """Return the inputs of coordinates, both (num_points, num_inputs)."""
        return self.inputs.scale(self._round(coordinates))

    def fit(self, coordinates: np.ndarray, scores: np.ndarray) -> MarginalProcess:
        """Learn the results: coordinates (num_results, num_inputs) and their scores."""
        rng = np.random.default_rng(self.seed)
        self.known = self.scale(coordinates)
        self.mean, self.unit = scores.mean(), scores.std()
        # Equal scores have a deviation of their last bits.
        if self.unit <= LEAST_DEVIATION * np.abs(scores).max():
            self.unit = 1.0
        variances = self._variances / self.unit**2
        scores = (scores - self.mean) / self.unit
        dimensions = self.inputs.dimensions
        self.kernels = draw_kernels(self.known, dimensions, scores, variances, rng)
        values = np.broadcast_to(
            scores[:, None], (len(self.kernels.noise), len(scores), 1)
        )
        noise = self.kernels.noise[:, None] + variances
        self.conditioned = Conditioned(self.kernels, self.known, values, noise)
        return self

    @property
    def noise(self) -> float:
        """Standard deviation of the noise that is believed, in units of the score."""
        return float(self.unit * np.sqrt(self.kernels.noise.mean()))

    def posterior_mean(self, coordinates: np.ndarray) -> np.ndarray:
        """Return the mean of the score without noise, averaged over the kernels."""
        means, _ = self.conditioned.predict(self.scale(coordinates))
        return self.mean + self.unit * means.mean(axis=(0, 2))

    def predict(
        self,
        coordinates: np.ndarray,
        return_std: bool = False,
        return_cov: bool = False,
    ) -> np.ndarray | tuple[np.ndarray, np.ndarray]:
        """Return the mean of the score without noise, averaged over the kernels.

        Args:
            coordinates: (num_points, num_inputs).
            return_std: whether to return the deviation, (num_points,), as well.
            return_cov: whether to return the covariance, (num_points, num_points).
        """
        inputs = self.scale(np.atleast_2d(coordinates))
        means, deviations = (part[..., 0] for part in self.conditioned.predict(inputs))
        mean = self.mean + self.unit * means.mean(axis=0)
        if return_std:
            variance = (deviations**2).mean(axis=0) + means.var(axis=0)
            return mean, self.unit * np.sqrt(variance)
        if return_cov:
            apart = means - means.mean(axis=0)
            between = apart.T @ apart / len(means)
            within = self.conditioned.covariance(inputs).mean(axis=0)
            return mean, self.unit**2 * (within + between)
        return mean
