"""The target predict, as a user runs it."""

import re
import shutil

import pandas as pd
import pytest
from PIL import Image

from asirra.photos.sources import KINDS
from tests.conftest import copy_finished, draw_folder

RESULTS = "results/tiny"


def table(project, name):
    return pd.read_csv(project.folder / RESULTS / name)


def test_any_photos_are_predicted_with_the_chosen_model(finished, tmp_path):
    project = copy_finished(finished, tmp_path)
    folder = draw_folder(tmp_path / "mine", 5)
    (folder / "Dog" / "broken.jpg").write_bytes(b"no photo")
    none_named = project.snakemake("predict")
    assert none_named.returncode != 0
    assert "Error: predict: expected a folder or zip of photos" in none_named.stderr
    assert "Traceback" not in none_named.stderr
    project.options += ("--config", "predict=../mine")
    run = project.snakemake("predict")
    assert run.returncode == 0, run.stderr
    found = r"Predicted 10 photos: .*; accuracy on new photos [01]\.\d+ \(95 %"
    assert re.search(found, run.stderr)
    assert "1 files rejected" in run.stderr
    predictions = table(project, "predict/predictions.csv")
    # The cats are drawn as the experiment's first five are.
    known = predictions["split"].isin(["train", "validation", "test"])
    assert (known == (predictions["label"] == "Cat")).all()
    assert "5 of 10 photos were among the experiment's (" in run.stderr
    accuracy = table(project, "predict/accuracy.csv")
    assert accuracy["photos"][0] == "new"
    assert accuracy["num_photos"].sum() == 10
    assert predictions["label"].value_counts().to_dict() == {"Cat": 5, "Dog": 5}
    rejected = table(project, "predict/rejected.csv")
    assert rejected.values.tolist() == [["Dog/broken.jpg", "a text file, not a photo"]]
    with Image.open(project.folder / RESULTS / "predict/contact_sheet.png") as sheet:
        assert sheet.width > 500
    again = project.snakemake("predict")
    assert "Nothing to be done" in again.stdout + again.stderr
    (folder / "Dog" / "broken.jpg").unlink()
    again = project.snakemake("predict")
    assert "0 files rejected" in again.stderr
    assert "out of date" not in again.stderr


def test_nothing_to_predict_is_an_error_that_leaves_no_table(finished, tmp_path):
    project = copy_finished(finished, tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "note.txt").write_text("no photo")
    project.options += ("--config", "predict=../mine")
    run = project.snakemake("predict")
    assert run.returncode != 0
    line = "Error: predict: expected at least one photo, got 1 files that are none"
    assert line in run.stderr
    assert not (project.folder / RESULTS / "predict/predictions.csv").exists()
    (tmp_path / "mine" / "note.txt").rename(tmp_path / "note.txt")
    project.options = (*project.options[:-1], "predict=../note.txt")
    run = project.snakemake("predict")
    assert f"Error: predict: expected {' or '.join(KINDS)}" in run.stderr


def add_photo(project):
    photos = project.folder.parent / "photos"
    shutil.copy(photos / "Cat/1.jpg", photos / "Cat/more.jpg")


def change_training(project):
    path = project.folder / "workflow/scripts/asirra/training/loop.py"
    path.write_text(path.read_text() + "# edited\n")


def remove_source(project):
    shutil.rmtree(project.folder.parent / "photos")
    # Nor may what is packed be known.
    (project.folder / RESULTS / "data/source.json").unlink()


@pytest.mark.parametrize("change", [add_photo, change_training, remove_source])
def test_a_model_that_is_there_predicts_whatever_changed(finished, tmp_path, change):
    project = copy_finished(finished, tmp_path)
    draw_folder(tmp_path / "mine", 1)
    model = project.read(f"{RESULTS}/final/bayesian/seed_0/model.keras")
    change(project)
    project.options += ("--config", "predict=../mine")
    plan = project.snakemake("--dry-run", "predict")
    assert plan.returncode == 0, plan.stderr
    assert "Train" not in plan.stdout + plan.stderr
    assert "List the files" not in plan.stdout + plan.stderr
    run = project.snakemake("predict")
    assert run.returncode == 0, run.stderr
    assert len(table(project, "predict/predictions.csv")) == 2
    assert project.read(f"{RESULTS}/final/bayesian/seed_0/model.keras") == model
    line = "model.keras was used as it is, but it is out of date"
    if change is remove_source:
        line = "model.keras was used as it is; whether it is out of date cannot be told"
    assert run.stderr.count(line) == 1
