import numpy as np
import pytest

from asirra.figures.example import plot_example
from asirra.search.example import (
    evaluate,
    find_maximum,
    search_example,
    summarise_example,
)


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
    axes, bottom = plot_example(points, optimizer).axes
    assert bottom.get_ylabel() == "expected\nimprovement"
    assert min(bottom.lines[0].get_ydata()) >= 0
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert legend == [
        "f(x)",
        "posterior mean",
        "mean ± 1.96 deviations",
        "random points",
        "suggested points",
    ]
