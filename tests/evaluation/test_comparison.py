import numpy as np
import pytest

from asirra.evaluation.comparison import compare, compare_pairs, paired_interval


def photos(both, only_first, only_second, neither):
    counts = [both, only_first, only_second, neither]
    first = np.repeat([True, True, False, False], counts)
    second = np.repeat([True, False, True, False], counts)
    return first, second


def test_the_paired_interval_is_the_published_one():
    # Newcombe 1998, table II, method 10: his first and second examples.
    assert paired_interval(36, 12, 2, 0) == pytest.approx((0.0569, 0.3404), abs=5e-5)
    assert paired_interval(53, 0, 1, 0)[0] == pytest.approx(-0.0979, abs=2e-3)


def test_one_pair_of_models():
    row = compare(*photos(50, 9, 1, 40))
    assert row["difference"] == pytest.approx(0.08)
    assert row["ci_low"] < 0.08 < row["ci_high"]
    # Two-sided: 10 photos, at most 1 or at least 9 of them.
    assert row["mcnemar_p"] == pytest.approx(2 * (1 + 10) / 2**10)
    names = ("both_right", "only_candidate_right", "only_other_right", "both_wrong")
    assert [row[name] for name in names] == [50, 9, 1, 40]


def test_equal_models_do_not_differ():
    right = np.array([True, False, True])
    row = compare(right, right)
    assert (row["difference"], row["mcnemar_p"]) == (0.0, 1.0)
    assert row["ci_low"] < 0 < row["ci_high"]


def test_every_pair_by_seed_and_over_the_seeds():
    first, second = photos(50, 9, 1, 40)
    correct = {
        "manual": {0: first, 1: first},
        "bayesian": {0: second, 1: first},
        "random": {0: second, 1: second},
    }
    rows = compare_pairs(correct)
    pairs = [(row["candidate"], row["other"], row["seed"]) for row in rows]
    assert pairs[:4] == [
        *(("manual", "bayesian", seed) for seed in (0, 1, "mean")),
        ("manual", "random", 0),
    ]
    assert len(rows) == 9
    mean = rows[2]
    assert mean["difference"] == pytest.approx(0.04)
    # Student's t of one degree of freedom: 12.706 deviations of the mean.
    half = 12.7062 * 0.08 / 2**0.5 / 2**0.5
    assert mean["ci_high"] - 0.04 == pytest.approx(half, rel=1e-4)
    assert mean["only_candidate_right"] == 9
    assert np.isnan(mean["mcnemar_p"])


def test_a_candidate_alone_is_compared_with_nothing():
    assert compare_pairs({"manual": {0: np.array([True])}}) == []
