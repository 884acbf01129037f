"""The trainings of a round share the cores: at once, each on its own part."""

import json

import pytest
import yaml

from tests.conftest import tiny_project

# Says what TensorFlow would be told of the cores, and when it ran.
STUB = """
import json
import os
import time

start = time.time()
time.sleep(3)
with open(snakemake.output.history, "w") as file:
    file.write("epoch,validation_accuracy\\n1,0.5\\n")
with open(snakemake.output.result, "w") as file:
    said = {"cores": int(os.environ["OMP_NUM_THREADS"]), "start": start,
            "end": time.time()}
    json.dump({"hyperparameters": said, "status": "complete", "num_epochs": 1,
               "best_epoch": 1, "validation_accuracy": 0.5, "precision": "float32",
               "seconds": 0.0, "epoch_scores": [0.5]}, file)
"""

FINAL_STUB = """
import os

for path in snakemake.output:
    with open(path, "w") as file:
        file.write(os.environ["OMP_NUM_THREADS"])
"""


@pytest.fixture
def project(photo_folder, tmp_path):
    project = tiny_project(tmp_path / "project", photo_folder)
    script = project.folder / "workflow/scripts/training/train_trial.py"
    script.write_text(STUB)
    return project


def configure(project, **sections):
    config = yaml.safe_load((project.folder / "tiny.yaml").read_text())
    for name, keys in sections.items():
        config.setdefault(name, {}).update(keys)
    (project.folder / "tiny.yaml").write_text(yaml.safe_dump(config))


def run_trials(project, cores):
    """Run the search; return what each trial says."""
    table = "results/tiny/tables/trials.csv"
    project.snakemake(table, "--cores", str(cores), check=True)
    return [
        json.loads(path.read_text())["hyperparameters"]
        for path in sorted(project.folder.glob("results/tiny/search/*/*/result.json"))
    ]


def most_at_once(trials):
    return max(
        sum(other["start"] <= one["start"] < other["end"] for other in trials)
        for one in trials
    )


@pytest.mark.parametrize(
    ("cores", "num_trials", "training", "each", "at_once"),
    [(2, 4, {}, 1, 2), (16, 4, {}, 8, 2), (2, 2, {"cores": 2}, 2, 1)],
)
def test_a_round_shares_the_cores(project, cores, num_trials, training, each, at_once):
    search = {"trials_per_round": 2, "num_trials": num_trials}
    configure(project, search=search, training=training)
    trials = run_trials(project, cores)
    assert len(trials) == num_trials
    assert {trial["cores"] for trial in trials} == {each}
    assert most_at_once(trials) == at_once


def test_final_trainings_share_the_cores(project):
    script = project.folder / "workflow/scripts/training/train_final.py"
    script.write_text(FINAL_STUB)
    configure(project, final={"seeds": [0, 1, 2, 4]})
    paths = [f"results/tiny/final/manual/seed_{seed}/result.json" for seed in (0, 1)]
    project.snakemake(*paths, "--cores", "16", check=True)
    # Four seeds of two points.
    assert [project.read(path) for path in paths] == [b"2", b"2"]
