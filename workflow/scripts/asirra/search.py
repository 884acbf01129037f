"""From the results so far, the next point to try."""

import math
from collections.abc import Sequence

import numpy as np
from bayes_opt import BayesianOptimization
from bayes_opt.acquisition import ConstantLiar, ExpectedImprovement
from sklearn.gaussian_process.kernels import Matern

from asirra.seeds import seed_number, seed_sequence
from asirra.space import Dimension

# Length scale of the Gaussian process, as a share of a dimension's range. Fixed: fitted
# to few points it takes chance values, and the search creeps along beside its best.
LENGTH_SCALE = 0.25
# Variance of the noise of a score, as a share of the variance of all scores: about a
# point of accuracy where the trials' scores deviate by ten.
NOISE_VARIANCE = 0.01

Point = dict[str, float]


def suggest(
    space: Sequence[Dimension],
    points: Sequence[Point],
    scores: Sequence[float],
    trial: int,
    num_initial: int,
    trials_per_round: int,
    xi: float,
    seed: int,
) -> Point | dict[str, str]:
    """Return the point that a trial tries, or {"over": reason}.

    A pure function of its arguments. The first `num_initial` points are random, as are
    those of a first round, which has no results to learn from.

    Args:
        space: the dimensions.
        points: of all trials of earlier rounds, by trial.
        scores: their validation accuracies, same order.
        trial: the number of the trial, from 0.
        num_initial, trials_per_round, xi: as in the config's section `search`.
        seed: the config's `seed`.
    """
    if is_exhausted(space, points):
        return {"over": "every point of the space has been tried"}
    if trial < num_initial or not points:
        return suggest_random(space, seed, trial)
    position = trial % trials_per_round
    return suggest_bayesian(space, points, scores, position, xi, seed)


def is_exhausted(space: Sequence[Dimension], points: Sequence[Point]) -> bool:
    """Tell whether every point of a space of integers has been tried."""
    distinct = {tuple(point[dimension.name] for dimension in space) for point in points}
    return len(distinct) >= math.prod(dimension.count_values() for dimension in space)


def suggest_random(space: Sequence[Dimension], seed: int, trial: int) -> Point:
    """Return the random point of a trial, uniform in the coordinates."""
    rng = np.random.default_rng(seed_sequence(seed, "initial points", trial))
    coordinates = [rng.uniform(*dimension.bounds) for dimension in space]
    return {d.name: d.to_value(c) for d, c in zip(space, coordinates, strict=True)}


def suggest_bayesian(
    space: Sequence[Dimension],
    points: Sequence[Point],
    scores: Sequence[float],
    position: int,
    xi: float,
    seed: int,
) -> Point:
    """Return the point of highest expected improvement over the results so far.

    A pure function of the arguments.

    Args:
        space: the dimensions.
        points: of all trials of earlier rounds, by trial; at least one.
        scores: their validation accuracies, same order.
        position: of the suggestion in its round, from 0. The points before it in the
            round are suggested anew and taken to score the mean of the results
            (constant liar, Ginsbourger et al. 2010, "Kriging is well-suited to
            parallelize optimization", 3.2), so it avoids them.
        xi: of the expected improvement, in units of the score.
        seed: the config's `seed`.
    """
    optimizer = make_optimizer(space, points, scores, xi, seed)
    for _ in range(position + 1):
        suggestion = optimizer.suggest()
    return {d.name: d.to_value(suggestion[d.name]) for d in space}


def make_optimizer(
    space: Sequence[Dimension],
    points: Sequence[Point],
    scores: Sequence[float],
    xi: float,
    seed: int,
) -> BayesianOptimization:
    """Return a fresh optimiser that knows the results, registered in their order.

    Its Gaussian process (Matern 5/2) works on coordinates. The arguments are those of
    `suggest_bayesian`.
    """
    bounds = {dimension.name: dimension.bounds for dimension in space}
    optimizer = BayesianOptimization(
        f=None,
        pbounds=bounds,
        acquisition_function=ConstantLiar(ExpectedImprovement(xi=xi), strategy="mean"),
        random_state=seed_number(seed, "suggestion", len(points)),
        allow_duplicate_points=True,
        verbose=0,
    )
    length_scale = [LENGTH_SCALE * (high - low) for low, high in bounds.values()]
    kernel = Matern(length_scale, length_scale_bounds="fixed", nu=2.5)
    optimizer.set_gp_params(kernel=kernel, alpha=NOISE_VARIANCE)
    for point, score in zip(points, scores, strict=True):
        coordinates = {d.name: d.to_coordinate(point[d.name]) for d in space}
        optimizer.register(params=coordinates, target=score)
    return optimizer
