"""What the report's first page says of a configuration."""

from types import SimpleNamespace

import jinja2
import yaml

from tests.conftest import ROOT


def render(**search) -> str:
    """Return the page for the default experiment with some of `search` changed."""
    config = yaml.safe_load((ROOT / "config/config.yaml").read_text())
    config["search"] |= search
    template = jinja2.Template((ROOT / "workflow/report/workflow.rst").read_text())
    page = template.render(snakemake=SimpleNamespace(config=config))
    return " ".join(page.split())


def test_every_kind_of_hyperparameter():
    space = {
        "learning_rate": {"low": 0.001, "high": 0.1, "scale": "log"},
        "weight_decay": None,
        "batch_size": {"values": [32, 64]},
    }
    text = "over learning_rate from 0.001 to 0.1 (log); batch_size of 32, 64. Each"
    assert text in render(space=space)


def test_a_search_that_may_stop():
    assert "8 trials of each of bayesian" in render()
    stop = {"rounds_without_gain": 3, "min_gain": 0.0}
    assert "At most 8 trials of each of bayesian" in render(stop=stop)
