"""The profiles agree where they must, and name rules that exist; two GPUs are used."""

import json
import re

import pytest
import yaml

from .conftest import ROOT, tiny_project

PROFILES = sorted(path.parent.name for path in ROOT.glob("profiles/*/config.yaml"))
SHARED = ("rerun-triggers", "rerun-incomplete")
RULES = "".join(
    path.read_text() for path in sorted((ROOT / "workflow" / "rules").glob("*.smk"))
)
# Takes a card as a training does, and says which and when.
STUB = """
import json
import os
import time

from asirra.cards import take_cards, visible_cards

start = time.time()
cards = take_cards(visible_cards(os.environ), 1)
time.sleep(3)
with open(snakemake.output.history, "w") as file:
    file.write("epoch,validation_accuracy\\n1,0.5\\n")
with open(snakemake.output.result, "w") as file:
    result = {"status": "complete", "num_epochs": 1, "validation_accuracy": 0.5,
              "seconds": 0}
    json.dump(result | {"cards": cards, "start": start, "end": time.time()}, file)
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
        many = {rule for rule, value in many.items() if value == "TRAINING_THREADS"}
    assert set(read(profile)["set-threads"]) == set(many)


def test_light_rules_stay_on_the_submitting_node():
    names = re.findall(r"^(?:rule|checkpoint) (\w+):", RULES, re.MULTILINE)
    blocks = re.findall(r"^localrules:\n((?:    .*\n)+)", RULES, re.MULTILINE)
    local = set(re.findall(r"\w+", "".join(blocks)))
    assert set(names) - local == set(read("slurm")["set-threads"])


def test_two_gpus_train_two_trials_at_once(photo_folder, tmp_path, monkeypatch):
    project = tiny_project(tmp_path / "project", photo_folder)
    (project.folder / "workflow/scripts/train_trial.py").write_text(STUB)
    config = yaml.safe_load((project.folder / "tiny.yaml").read_text())
    config["search"]["trials_per_round"] = 2
    (project.folder / "tiny.yaml").write_text(yaml.safe_dump(config))
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "0,1")
    run = project.snakemake("results/tiny/tables/trials.csv")
    assert run.returncode == 0, run.stderr
    first, second = (
        json.loads(path.read_text())
        for path in project.folder.glob("results/tiny/search/*/*/result.json")
    )
    assert sorted(first["cards"] + second["cards"]) == [0, 1]
    assert max(first["start"], second["start"]) < min(first["end"], second["end"])
