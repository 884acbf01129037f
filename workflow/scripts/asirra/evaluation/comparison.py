"""Compare final candidates on the same photos, so that differences are paired."""

import itertools
import math
from collections.abc import Mapping, Sequence

import numpy as np
from scipy.special import bdtr, stdtrit

from asirra.evaluation.metrics import wilson_interval


def compare_pairs(correct: Mapping[str, Mapping[int, np.ndarray]]) -> list[dict]:
    """Return the rows of comparison.csv: one per pair and seed, and one over the seeds.

    The keys are candidate, other, seed (or "mean"), difference (candidate's test
    accuracy less the other's), ci_low, ci_high (95 %), mcnemar_p (nan over seeds) and
    the numbers of photos both_right, only_candidate_right, only_other_right,
    both_wrong (over seeds: their sums).

    The interval over seeds is Student's interval of the seeds' differences: it tells
    how the difference varies with the training. The interval of one seed takes the two
    models as given: it tells only how the difference varies with the photos.

    Args:
        correct: which test photos each candidate had right with each seed,
            (num_photos,) bool, all in the same order.
    """
    rows = []
    for candidate, other in itertools.combinations(correct, 2):
        of_seeds = [
            {"seed": seed, **compare(right, correct[other][seed])}
            for seed, right in correct[candidate].items()
        ]
        if len(of_seeds) > 1:
            of_seeds.append({"seed": "mean", **summarise_seeds(of_seeds)})
        names = {"candidate": candidate, "other": other}
        rows += [names | row for row in of_seeds]
    return rows


def compare(right: np.ndarray, other_right: np.ndarray) -> dict:
    """Return how one model compares with another on the same photos.

    mcnemar_p is exact (McNemar 1947): if the models were equally good, either would be
    as likely as the other to be the one that had a photo right alone.

    Args:
        right: which photos the model had right, (num_photos,) bool.
        other_right: which photos the other model had right, (num_photos,) bool.
    """
    counts: dict[str, int] = {
        "both_right": int(np.sum(right & other_right)),
        "only_candidate_right": int(np.sum(right & ~other_right)),
        "only_other_right": int(np.sum(~right & other_right)),
        "both_wrong": int(np.sum(~right & ~other_right)),
    }
    only, only_other = counts["only_candidate_right"], counts["only_other_right"]
    ci_low, ci_high = paired_interval(*counts.values())
    discordant = only + only_other
    return {
        "difference": (only - only_other) / len(right),
        "ci_low": ci_low,
        "ci_high": ci_high,
        "mcnemar_p": min(1.0, 2 * float(bdtr(min(only, only_other), discordant, 0.5))),
        **counts,
    }


def paired_interval(
    both: int, only_first: int, only_second: int, neither: int
) -> tuple[float, float]:
    """Return the 95 % interval of a difference of paired proportions.

    Newcombe 1998, "Improved confidence intervals for the difference between binomial
    proportions based on paired data", method 10: from the two Wilson intervals and
    their correlation.
    """
    num = both + only_first + only_second + neither
    num_first, num_second = both + only_first, both + only_second
    first, second = num_first / num, num_second / num
    low_1, high_1 = wilson_interval(num_first, num)
    low_2, high_2 = wilson_interval(num_second, num)
    product = num_first * num_second * (num - num_first) * (num - num_second)
    covariance: float = both * neither - only_first * only_second
    if covariance > 0:
        covariance = max(covariance - num / 2, 0)
    phi = covariance / math.sqrt(product) if product else 0.0

    def width(a: float, b: float) -> float:
        return math.sqrt(max(a**2 - 2 * phi * a * b + b**2, 0.0))

    difference = first - second
    return (
        difference - width(first - low_1, high_2 - second),
        difference + width(high_1 - first, second - low_2),
    )


def summarise_seeds(of_seeds: Sequence[Mapping]) -> dict:
    """Return the mean difference over seeds, its 95 % interval, and summed counts."""
    differences = np.array([row["difference"] for row in of_seeds])
    mean, num = float(differences.mean()), len(differences)
    half = (
        float(stdtrit(num - 1, 0.975)) * float(differences.std(ddof=1)) / math.sqrt(num)
    )
    counts = [name for name in of_seeds[0] if name.endswith(("right", "wrong"))]
    return {
        "difference": mean,
        "ci_low": max(mean - half, -1.0),
        "ci_high": min(mean + half, 1.0),
        "mcnemar_p": math.nan,
        **{name: sum(row[name] for row in of_seeds) for name in counts},
    }
