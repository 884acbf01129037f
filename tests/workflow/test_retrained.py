"""The top trials are trained again, and the mean selects, as a user runs it."""

import json
import re

import numpy as np
import pandas as pd
import pytest

from tests.conftest import copy_finished

RESULTS = "results/tiny"
# Figures are left out.
TABLES = ("retrained", "best_parameters", "test_accuracy")
TARGETS = [f"{RESULTS}/tables/{name}.csv" for name in TABLES]


def table(project, name):
    return pd.read_csv(project.folder / RESULTS / name)


def test_the_top_trials_are_trained_again_and_the_mean_selects(finished, tmp_path):
    project = copy_finished(finished, tmp_path)
    final = {"candidates": ["bayesian"], "top_k": 2, "seeds": [0, 1]}
    project.options += ("--config", f"final={json.dumps(final)}")
    run = project.snakemake(*TARGETS)
    assert run.returncode == 0, run.stderr
    output = run.stdout + run.stderr
    # Trial 0 or 1 was trained with seed 0 already.
    assert len(re.findall(r"Train bayesian/trial_\d+ again, seed 0", output)) == 1
    assert len(re.findall(r"Train bayesian/trial_\d+ again, seed 1", output)) == 2
    assert "Train trial" not in output
    retrained = table(project, "tables/retrained.csv").set_index("trial")
    for trial, row in retrained.iterrows():
        accuracies = []
        for seed in (0, 1):
            path = f"final/bayesian/trial_{trial:03d}/seed_{seed}/result.json"
            result = json.loads(project.read(f"{RESULTS}/{path}"))
            accuracies.append(result["validation_accuracy"])
            assert result["hyperparameters"]["learning_rate"] == row["learning_rate"]
        assert row["mean_validation_accuracy"] == pytest.approx(np.mean(accuracies))
    best = int(retrained["mean_validation_accuracy"].idxmax())
    assert retrained.index[retrained["selected"]].tolist() == [best]
    assert table(project, "tables/best_parameters.csv")["trial"].tolist() == [best]
    for name in ("model.keras", "history.csv", "result.json"):
        trained = f"{RESULTS}/final/bayesian/trial_{best:03d}/seed_1/{name}"
        kept = f"{RESULTS}/final/bayesian/seed_1/{name}"
        assert project.read(kept) == project.read(trained)
    # Only what was selected reads the test photos.
    final = project.folder / RESULTS / "final"
    tested = {str(p.parent.relative_to(final)) for p in final.rglob("predictions.csv")}
    assert tested == {"manual/seed_0", "bayesian/seed_0", "bayesian/seed_1"}
    again = project.snakemake(*TARGETS)
    assert "Nothing to be done" in again.stdout + again.stderr
