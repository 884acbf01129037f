"""What the report says of a configuration: its first page, and its captions."""

from types import SimpleNamespace

import jinja2
import pytest
import yaml

from tests.conftest import ROOT

REPORT = ROOT / "workflow/report"
# Of figures that show scores.
OF_SCORES = (
    *("best_so_far", "importance", "learning_curve", "parallel_coordinates"),
    *("posterior", "strategies", "trial_curves"),
)


def render(name: str = "workflow", **search) -> str:
    """Return a page or caption for the default experiment, some of `search` changed."""
    config = yaml.safe_load((ROOT / "config/config.yaml").read_text())
    config["search"] |= search
    template = jinja2.Template(
        (REPORT / f"{name}.rst").read_text(), undefined=jinja2.StrictUndefined
    )
    job = SimpleNamespace(
        config=config,
        wildcards=SimpleNamespace(
            strategy="bayesian", candidate="manual", final_seed="0", table="trials"
        ),
        input=SimpleNamespace(importance="a.csv", accuracies="a.csv"),
        params=SimpleNamespace(references={}),
    )
    return " ".join(template.render(snakemake=job).split())


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


@pytest.mark.parametrize("name", sorted(path.stem for path in REPORT.glob("*.rst")))
def test_a_caption_names_the_objective_where_scores_are_shown(name):
    assert ("validation accuracy" in render(name)) == (name in OF_SCORES)
    text = render(name, objective="macro_f1")
    assert "validation accuracy" not in text
    assert ("validation macro F1" in text) == (name in OF_SCORES)
