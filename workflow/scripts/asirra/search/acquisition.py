"""The acquisition function: a search suggests the point where it is highest.

It is the expected improvement (Jones et al. 1998, "Efficient global optimization of
expensive black-box functions", 4.1), in two forms: as published, over the best score;
and over what the best score would be without noise.
"""

import math
from typing import Any

import numpy as np
from bayes_opt.acquisition import AcquisitionFunction, ExpectedImprovement
from bayes_opt.target_space import TargetSpace
from scipy.special import erfcx, log_ndtr, logsumexp

from asirra.search.maximiser import maximise
from asirra.search.process import Conditioned, MarginalProcess

NAME = "expected improvement"
# The name of its column in tables.
COLUMN = NAME.replace(" ", "_")

# Draws, for each kernel, of the scores without noise.
NUM_DRAWS = 4
# Points of the highest posterior mean around which the maximum is sought.
NUM_PROMISING = 5


def make_acquisition(xi: float) -> AcquisitionFunction:
    """Return the published function for bayesian-optimization.

    Args:
        xi: the least gain over the best score that counts, in units of the score.
    """
    return ExpectedImprovement(xi=xi)


def evaluate_acquisition(
    mean: np.ndarray, deviation: np.ndarray, best: float, xi: float
) -> np.ndarray:
    """Return the published function at points, 0 or more, in the posterior's shape.

    Args:
        mean: posterior mean of the score at each point.
        deviation: its standard deviation, of the same shape.
        best: the highest score so far.
        xi: as `make_acquisition` takes it.
    """
    acquisition = make_acquisition(xi)
    acquisition.y_max = best
    return np.maximum(acquisition.base_acq(mean, deviation), 0.0)


class NoisyExpectedImprovement(AcquisitionFunction):
    """Expected improvement over what the best score would be without its noise.

    The best one is unknown under noise, so that the scores without noise are drawn
    jointly, and the improvement over the best of each draw is averaged (Letham et al.
    2019, "Constrained Bayesian optimization with noisy experiments", 3), over the
    kernels too. A point whose result is awaited is drawn like one that has a result.
    The logarithm is maximised: it has no plateaus (Ament et al. 2023, "Unexpected
    improvements to expected improvement", 4.1).

    Args:
        xi: the least gain that counts, in units of the score.
    """

    def __init__(self, xi: float):
        super().__init__()
        self.xi = xi
        self.awaited: list[np.ndarray] = []

    def base_acq(
        self, mean: np.ndarray, std: np.ndarray, best: np.ndarray
    ) -> np.ndarray:
        """Return the logarithm; its arguments are broadcast."""
        return log_expected_improvement(mean, std, best)

    def suggest(
        self,
        gp: MarginalProcess,
        target_space: TargetSpace,
        n_random: int = 0,
        n_smart: int = 0,
        fit_gp: bool = True,
        random_state: Any = None,
    ) -> np.ndarray:
        """Return the coordinates (num_inputs,) of the highest acquisition.

        Args:
            gp: the Gaussian process.
            target_space: knows the results.
            n_random: for the library's own maximiser, which is not used: with choices
                or whole numbers it takes minutes.
            n_smart: as `n_random`.
            fit_gp: whether to fit the process first.
            random_state: draws the places that are tried, a `RandomState`.
        """
        # A point whose result is awaited changes nothing that the process knows.
        if fit_gp and not self.awaited:
            self._fit_gp(gp, target_space)
        rng = np.random.default_rng(random_state.randint(2**31))
        means = gp.posterior_mean(target_space.params)
        best = np.argsort(-means, kind="stable")
        promising = target_space.params[best[:NUM_PROMISING]]
        drawn, bests = self._draw(gp, rng)

        def function(coordinates: np.ndarray) -> np.ndarray:
            mean, deviation = drawn.predict(gp.scale(coordinates))
            logs = self.base_acq(mean, deviation, bests)
            return logsumexp(logs, axis=(0, 2))

        found = maximise(function, gp.inputs, gp.inputs.to_shares(promising), rng)
        return target_space.kernel_transform(found)[0]

    def evaluate(self, gp: MarginalProcess, coordinates: np.ndarray) -> np.ndarray:
        """Return the acquisition, 0 or more, at coordinates, in units of the score."""
        drawn, bests = self._draw(gp, np.random.default_rng(gp.seed))
        mean, deviation = drawn.predict(gp.scale(coordinates))
        logs = self.base_acq(mean, deviation, bests)
        return gp.unit * np.exp(logs).mean(axis=(0, 2))

    def _draw(
        self, gp: MarginalProcess, rng: np.random.Generator
    ) -> tuple[Conditioned, np.ndarray]:
        """Return the process that knows drawn scores, and the best of each draw.

        The best ones are (num_kernels, 1, num_draws), with `xi` added.
        """
        known = gp.known
        if self.awaited:
            known = np.concatenate([known, gp.scale(np.stack(self.awaited))])
        scores = gp.conditioned.draw(NUM_DRAWS, known, rng)
        drawn = Conditioned(gp.kernels, known, scores, np.zeros((1, 1)))
        return drawn, scores.max(axis=1, keepdims=True) + self.xi / gp.unit


def log_expected_improvement(
    mean: np.ndarray, deviation: np.ndarray, best: np.ndarray
) -> np.ndarray:
    """Return the logarithm of the expected improvement; the arguments are broadcast.

    As Ament et al. 2023, eq. 9: where there is next to none, the closed form is the
    difference of two almost equal numbers.
    """
    gain = (mean - best) / deviation
    high = np.maximum(gain, -1.0)
    density = np.exp(-(high**2) / 2) / math.sqrt(2 * math.pi)
    near = np.log(density + high * np.exp(log_ndtr(high)))
    # Beyond -1e5, the closed form below loses all its digits.
    low = np.clip(gain, -1e5, -1.0)
    ratio = np.log(-low * erfcx(-low / math.sqrt(2))) + math.log(math.pi / 2) / 2
    rest = np.log(-np.expm1(np.minimum(ratio, -1e-15)))
    far = -(low**2) / 2 - math.log(2 * math.pi) / 2 + rest
    return np.where(gain > -1.0, near, far) + np.log(deviation)
