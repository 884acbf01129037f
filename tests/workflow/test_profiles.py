"""The profiles agree where they must, and name rules that exist; two GPUs are used."""

import json
import re

import pytest
import yaml

from tests.conftest import ROOT, tiny_project

PROFILES = sorted(path.parent.name for path in ROOT.glob("profiles/*/config.yaml"))
SHARED = ("rerun-triggers", "rerun-incomplete")
RULES = "".join(
    path.read_text() for path in sorted((ROOT / "workflow" / "rules").rglob("*.smk"))
)
# Takes a GPU as a training does, and says which and when.
STUB = """
import json
import os
import time

from asirra.machine.cards import take_gpus, visible_gpus

start = time.time()
gpus = take_gpus(visible_gpus(os.environ), 1)
time.sleep(3)
with open(snakemake.output.history, "w") as file:
    file.write("epoch,validation_accuracy\\n1,0.5\\n")
with open(snakemake.output.result, "w") as file:
    said = {"gpus": gpus, "start": start, "end": time.time()}
    json.dump({"hyperparameters": said, "status": "complete", "num_epochs": 1,
               "best_epoch": 1, "validation_accuracy": 0.5, "precision": "float32",
               "seconds": 0.0, "epoch_scores": [0.5]}, file)
"""


def read(profile):
    return yaml.safe_load((ROOT / "profiles" / profile / "config.yaml").read_text())


def test_there_is_one_for_a_machine_one_for_gpus_and_one_for_slurm():
    assert PROFILES == ["default", "gpu", "slurm"]


@pytest.mark.parametrize("profile", PROFILES)
def test_what_is_run_again_depends_on_no_profile(profile):
    found, expected = read(profile), read("default")
    assert {key: found[key] for key in SHARED} == {k: expected[k] for k in SHARED}


@pytest.mark.parametrize("profile", ["gpu", "slurm"])
def test_they_set_the_threads_of_every_rule_that_takes_many(profile):
    texts = re.split(r"^(?:    )?(?:rule|checkpoint) ", RULES, flags=re.MULTILINE)[1:]
    threads = {
        text.partition(":")[0]: re.search(r"^    threads: (.*)$", text, re.MULTILINE)
        for text in texts
    }
    many = {rule: found[1] for rule, found in threads.items() if found}
    if profile == "gpu":
        many = {rule for rule, value in many.items() if value != "workflow.cores"}
    assert set(read(profile)["set-threads"]) == set(many)


def test_light_rules_stay_on_the_submitting_node():
    names = re.findall(r"^(?:rule|checkpoint) (\w+):", RULES, re.MULTILINE)
    blocks = re.findall(r"^localrules:\n((?:    .*\n)+)", RULES, re.MULTILINE)
    local = set(re.findall(r"\w+", "".join(blocks)))
    assert set(names) - local == set(read("slurm")["set-threads"])


def test_three_gpus_train_three_trials_at_once_and_no_fourth(
    photo_folder, tmp_path, monkeypatch
):
    project = tiny_project(tmp_path / "project", photo_folder)
    (project.folder / "workflow/scripts/training/train_trial.py").write_text(STUB)
    config = yaml.safe_load((project.folder / "tiny.yaml").read_text())
    config["search"] |= {"trials_per_round": 4, "num_trials": 4}
    (project.folder / "tiny.yaml").write_text(yaml.safe_dump(config))
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0,1,2")
    # A third of the cores would leave room for a fourth.
    run = project.snakemake("results/tiny/tables/trials.csv", "--cores", "8")
    assert run.returncode == 0, run.stderr
    results = [
        json.loads(path.read_text())["hyperparameters"]
        for path in project.folder.glob("results/tiny/search/*/*/result.json")
    ]
    for one in results:
        # Its GPU and those of the others that run while it starts.
        busy = [r["gpus"][0] for r in results if r["start"] <= one["start"] < r["end"]]
        assert len(busy) == len(set(busy)) <= 3
    first_end = min(one["end"] for one in results)
    assert sum(one["start"] < first_end for one in results) == 3


def test_a_job_on_slurm_gets_the_cores_that_its_profile_says():
    # Snakemake cuts a job's threads to `cores`, wherever it runs.
    profile = read("slurm")
    assert max(profile["set-threads"].values()) <= profile["cores"]
    assert profile["local-cores"] < profile["cores"]
