"""What each hyperparameter does, as the Gaussian process of all results shows."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from bayes_opt import BayesianOptimization
from scipy.stats import qmc, sobol_indices, uniform

from asirra.objectives import Objective
from asirra.search.designs import make_point
from asirra.search.gaussian_process import make_optimizer
from asirra.search.library import to_library
from asirra.search.point import Point
from asirra.search.settings import SearchSettings
from asirra.search.study import Study
from asirra.seeds import seed_sequence

# Numbers of Sobol points, which must be powers of two: those that give the importance,
# those averaged over the other dimensions, and those among which the highest posterior
# mean is sought.
NUM_INDEX_POINTS, NUM_AVERAGED, NUM_SOUGHT = 512, 128, 4096
NUM_LEVELS = 25


class Explained:
    """The Gaussian process fitted to all results of a search, none compressed.

    Args:
        study: all trials, at least one.
        settings: its xi, gaussian_process and seed are read.
        objective: what the search improves.
    """

    def __init__(self, study: Study, settings: SearchSettings, objective: Objective):
        self.space = study.space
        self.points = [result.point for result in study.results]
        self.scores, self.objective = study.scores, objective
        self.seed = settings.seed
        self.optimizer: BayesianOptimization = make_optimizer(
            study, settings, compresses=False
        )
        self._predict(self.points[:1], fit_gp=True)

    def _predict(
        self, points: Sequence[Point], fit_gp: bool = False, **what: bool
    ) -> Any:
        asked = [to_library(self.space, point) for point in points]
        return self.optimizer.predict(asked, fit_gp=fit_gp, **what)

    def importance(self) -> list[dict]:
        """Return the share of the posterior mean's variance of each hyperparameter.

        The shares are Sobol's indices (Sobol 2001, "Global sensitivity indices for
        nonlinear mathematical models"), by SciPy: first_order is what the
        hyperparameter explains alone, total_order adds what it explains with others.
        Nothing is known of one that had the same value in all trials: its shares are
        nan, and the note says "not varied".
        """

        def mean(shares: np.ndarray) -> np.ndarray:
            # SciPy fails on one dimension, so it gets a second one without effect.
            rows = shares[: len(self.space)].T
            return self._predict([make_point(self.space, row) for row in rows])

        indices = sobol_indices(
            func=mean,
            n=NUM_INDEX_POINTS,
            dists=[uniform()] * max(len(self.space), 2),
            rng=np.random.default_rng(seed_sequence(self.seed, "importance")),
        )
        # Where the mean is the same everywhere, there is no variance: NaN becomes 0.
        first, total = map(np.nan_to_num, (indices.first_order, indices.total_order))
        rows = []
        for place, dimension in enumerate(self.space):
            shares = {"first_order": first[place], "total_order": total[place]}
            is_varied = len({point[dimension.name] for point in self.points}) > 1
            rows.append(
                {"hyperparameter": dimension.name}
                | {
                    name: round(float(max(share, 0.0)), 4) if is_varied else math.nan
                    for name, share in shares.items()
                }
                | {"note": "" if is_varied else "not varied"}
            )
        return rows

    def partial_dependence(self) -> list[dict]:
        """Return the posterior mean at values of each hyperparameter, over the others.

        This is the partial dependence (Friedman 2001, "Greedy function approximation",
        8.2) of the posterior; the deviation is that of the averaged mean.
        """
        shares = self._sobol_shares("partial dependence", NUM_AVERAGED)
        averaged = [make_point(self.space, row) for row in shares]
        rows = []
        for dimension in self.space:
            for value in dimension.levels(NUM_LEVELS):
                points = [point | {dimension.name: value} for point in averaged]
                mean, covariance = self._predict(points, return_cov=True)
                rows.append(
                    {
                        "hyperparameter": dimension.name,
                        "value": value,
                        "mean": self.objective.to_value(float(mean.mean())),
                        "deviation": float(np.sqrt(max(covariance.mean(), 0.0))),
                    }
                )
        return rows

    def best_points(self) -> list[dict]:
        """Return the best point tried, and the point of the highest posterior mean."""
        shares = self._sobol_shares("best point", NUM_SOUGHT)
        sought = self.points + [make_point(self.space, row) for row in shares]
        tried = int(np.argmax(self.scores))
        believed = int(np.argmax(self._predict(sought)))
        rows = []
        for name, place in {"tried": tried, "posterior": believed}.items():
            mean, deviation = self._predict([sought[place]], return_std=True)
            is_scored = place < len(self.points) and np.isfinite(self.scores[place])
            rows.append(
                {
                    "point": name,
                    **sought[place],
                    "posterior_mean": self.objective.to_value(float(mean[0])),
                    "posterior_deviation": float(deviation[0]),
                    self.objective.column: (
                        self.objective.to_value(self.scores[place])
                        if is_scored
                        else np.nan
                    ),
                }
            )
        return rows

    def _sobol_shares(self, purpose: str, num_points: int) -> np.ndarray:
        """Return points that fill the space, (num_points, num_dimensions) in [0, 1]."""
        rng = np.random.default_rng(seed_sequence(self.seed, purpose))
        return qmc.Sobol(len(self.space), rng=rng).random(num_points)
