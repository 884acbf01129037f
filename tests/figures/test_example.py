import numpy as np
import pandas as pd

from asirra.figures.example import plot_example
from asirra.search.example_task import NUM_RANDOM, evaluate


def test_the_function_the_posterior_and_the_points_are_drawn():
    x = np.linspace(-2, 6, 9)
    posterior = pd.DataFrame({"x": x, "f": evaluate(x), "mean": 0.5, "deviation": 0.1})
    posterior["expected_improvement"] = x + 2
    points = pd.DataFrame({"x": x[:5], "f": evaluate(x[:5])})
    axes, bottom = plot_example(points, posterior).axes
    assert bottom.get_ylabel() == "expected\nimprovement"
    assert min(bottom.lines[0].get_ydata()) >= 0
    assert bottom.lines[0].get_ydata().tolist() == (x + 2).tolist()
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert legend == [
        "f(x)",
        "posterior mean",
        "mean ± 1.96 deviations",
        "random points",
        "suggested points",
    ]
    function, mean, random, suggested = axes.lines
    assert function.get_ydata().tolist() == evaluate(x).tolist()
    assert set(mean.get_ydata()) == {0.5}
    assert random.get_xdata().tolist() == x[:NUM_RANDOM].tolist()
    assert suggested.get_xdata().tolist() == x[NUM_RANDOM:5].tolist()
