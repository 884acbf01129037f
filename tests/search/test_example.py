import numpy as np
import pytest

from asirra.search.acquisition import COLUMN
from asirra.search.example import (
    LINE_SIZE,
    compute_example_posterior,
    find_maximum,
    search_example,
    summarise_example,
)
from asirra.search.example_task import evaluate


def test_the_function_is_the_published_one():
    expected = np.exp(-1) + np.exp(-16) + 1 / 5
    assert evaluate(2.0) == pytest.approx(expected)


def test_the_true_maximum_is_above_every_point_of_a_grid():
    x, f = find_maximum()
    assert f >= evaluate(np.linspace(-2, 6, 100_001)).max() - 1e-9
    assert evaluate(x) == pytest.approx(f)


def test_the_search_comes_within_a_hundredth_of_the_maximum_and_repeats():
    points, optimizer = search_example()
    assert len(points) == 16
    assert points["f"].max() > find_maximum()[1] - 0.01
    assert search_example()[0].equals(points)
    assert "best of 16 points" in summarise_example(points)
    posterior = compute_example_posterior(points, optimizer)
    assert posterior["x"].tolist() == np.linspace(-2, 6, LINE_SIZE).tolist()
    assert posterior["f"].tolist() == evaluate(posterior["x"]).tolist()
    # The search knows the function where it has been.
    at = np.searchsorted(posterior["x"], points["x"][points["x"] < 6])
    np.testing.assert_allclose(posterior["mean"][at], posterior["f"][at], atol=0.02)
    assert posterior["deviation"].min() >= 0
    assert posterior[COLUMN].min() >= 0
