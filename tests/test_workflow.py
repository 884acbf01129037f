"""The whole workflow, on tiny data, as a user runs it."""

import json
import re
import zipfile

import keras
import numpy as np
import pandas as pd
import pytest
from PIL import Image

from .conftest import Project, copy_finished, draw_folder, tiny_project

RESULTS = "results/tiny"
TABLES = [
    f"{RESULTS}/tables/{name}.csv" for name in ("best_parameters", "test_accuracy")
]
SAME_BYTES = [
    *TABLES,
    f"{RESULTS}/data/photos.csv",
    f"{RESULTS}/data/rejected.csv",
    f"{RESULTS}/data/images.npy",
    f"{RESULTS}/data/mean_image.npy",
    f"{RESULTS}/data/mean_image.png",
    *[f"{RESULTS}/search/bayesian/trial_00{n}/parameters.json" for n in range(2)],
    *[f"{RESULTS}/search/bayesian/trial_00{n}/history.csv" for n in range(2)],
    *[f"{RESULTS}/final/{c}/seed_0/history.csv" for c in ("manual", "bayesian")],
    *[f"{RESULTS}/final/{c}/seed_0/predictions.csv" for c in ("manual", "bayesian")],
    f"{RESULTS}/figures/learning_curve_manual_seed_0.svg",
    *[
        f"{RESULTS}/figures/{name}_manual_seed_0.png"
        for name in ("filters", "mistakes")
    ],
    f"{RESULTS}/figures/predictions_bayesian_seed_0.svg",
    *[f"{RESULTS}/figures/{n}.svg" for n in ("best_so_far", "photos", "test_accuracy")],
    *[f"{RESULTS}/final/{c}/seed_0/losses.csv" for c in ("manual", "bayesian")],
    f"{RESULTS}/figures/trial_curves_bayesian.svg",
    *[f"{RESULTS}/figures/posterior_bayesian.{ending}" for ending in ("png", "gif")],
]


FOUR_TRIALS = 'search={"num_trials": 4}'


def table(project, name):
    return pd.read_csv(project.folder / RESULTS / name)


def test_the_run_ends_by_saying_what_was_found(finished):
    output = finished[1]
    assert "Best of 2 bayesian trials: trial" in output
    assert re.search(r"Test accuracy, manual, seed 0: 0\.\d+ \(95 % interval", output)
    assert f"Tables: {RESULTS}/tables/" in output


def test_no_job_writes_to_the_terminal_what_belongs_in_its_log(finished):
    assert "cudart_stub" not in finished[1]


def test_every_photo_is_accepted_or_named(finished):
    project, _ = finished
    photos = table(project, "data/photos.csv")
    assert photos.columns.tolist() == [
        *("file", "label", "split", "width_px", "height_px", "sha256")
    ]
    assert len(photos) == 81
    assert set(photos["split"]) == {"train", "validation", "test"}
    copies = photos[photos["file"].isin(["Dog/0.jpg", "Dog/copy.jpg"])]
    assert copies["sha256"].nunique() == copies["split"].nunique() == 1
    rejected = table(project, "data/rejected.csv")
    assert rejected.values.tolist() == [["Cat/Thumbs.db", "not an image"]]


def test_the_mean_image_is_that_of_the_training_photos(finished):
    project, _ = finished
    folder = project.folder / RESULTS / "data"
    images = np.load(folder / "images.npy", mmap_mode="r", allow_pickle=False)
    photos = table(project, "data/photos.csv")
    training = images[(photos["split"] == "train").to_numpy()]
    mean_image = np.load(folder / "mean_image.npy", allow_pickle=False)
    np.testing.assert_allclose(mean_image, training.mean(axis=0) / 255, rtol=1e-5)


def test_the_tables_have_the_columns_of_the_contract(finished):
    project, _ = finished
    searched = ["learning_rate", "weight_decay"]
    assert table(project, "tables/trials.csv").columns.tolist() == [
        *("strategy", "trial", "round", *searched, "status", "num_epochs"),
        *("validation_accuracy", "seconds"),
    ]
    assert table(project, "tables/best_parameters.csv").columns.tolist() == [
        *("strategy", "trial", *searched, "validation_accuracy")
    ]
    assert table(project, "tables/test_accuracy.csv").columns.tolist() == [
        *("candidate", "seed", *searched, "validation_accuracy", "test_accuracy"),
        *("num_correct", "num_photos", "ci_low", "ci_high"),
    ]


def test_the_test_accuracy_is_that_of_the_predictions(finished):
    project, _ = finished
    photos = table(project, "data/photos.csv")
    test_files = photos.loc[photos["split"] == "test", "file"].tolist()
    for row in table(project, "tables/test_accuracy.csv").to_dict("records"):
        path = f"final/{row['candidate']}/seed_{row['seed']}/predictions.csv"
        predictions = table(project, path)
        assert predictions["file"].tolist() == test_files
        correct = predictions["label"] == predictions["predicted"]
        assert row["num_correct"] == correct.sum()
        assert row["test_accuracy"] == pytest.approx(correct.mean())
        assert row["ci_low"] < row["test_accuracy"] < row["ci_high"]
    manual = (
        table(project, "tables/test_accuracy.csv").set_index("candidate").loc["manual"]
    )
    assert (manual["learning_rate"], manual["weight_decay"]) == (0.01, 0.0005)


def test_the_model_that_was_kept_loads_and_predicts(finished):
    project, _ = finished
    path = project.folder / RESULTS / "final/manual/seed_0/model.keras"
    model = keras.models.load_model(path, safe_mode=True)
    assert model(np.zeros((1, 67, 67, 3), np.uint8)).shape == (1, 2)


def test_results_say_what_was_computed_with(finished):
    result = json.loads(
        finished[0].read(f"{RESULTS}/final/bayesian/seed_0/result.json")
    )
    assert result["precision"] in ("float32", "bfloat16")
    assert result["status"] == "complete"


def test_a_second_run_has_nothing_to_do(finished):
    run = finished[0].snakemake()
    assert run.returncode == 0
    assert "Nothing to be done" in run.stdout + run.stderr


@pytest.fixture(scope="module")
def longer(finished, tmp_path_factory):
    """The finished run, raised from two trials to four, and what that printed."""
    project = copy_finished(finished, tmp_path_factory.mktemp("longer"))
    project.options += ("--config", FOUR_TRIALS)
    run = project.snakemake()
    assert run.returncode == 0, run.stderr
    return project, run.stdout + run.stderr


def test_two_trials_more_run_two_trials_and_what_follows(finished, longer):
    project, output = longer
    assert "Train trial 002" in output
    assert "Train trial 003" in output
    assert "Train trial 000" not in output
    assert "Train trial 001" not in output
    assert "Train manual again" not in output
    assert "Decode" not in output
    result = f"{RESULTS}/search/bayesian/trial_001/result.json"
    assert project.read(result) == finished[0].read(result)
    assert len(table(project, "tables/trials.csv")) == 4
    best = f"{RESULTS}/tables/best_parameters.csv"
    changed = project.read(best) != finished[0].read(best)
    assert ("Train bayesian/" in output) == changed


def test_the_top_trials_are_trained_again_and_the_mean_selects(finished, tmp_path):
    project = copy_finished(finished, tmp_path)
    project.options += ("--config", 'final={"top_k": 2, "seeds": [0, 1]}')
    run = project.snakemake()
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
    predictions = (project.folder / RESULTS).rglob("predictions.csv")
    assert len(list(predictions)) == 4
    again = project.snakemake()
    assert "Nothing to be done" in again.stdout + again.stderr


def test_another_folder_and_a_zip_in_another_order_give_the_same_bytes(
    longer, tmp_path
):
    project, _ = longer
    source = project.folder.parent / "photos"
    names = sorted(p.relative_to(source).as_posix() for p in source.rglob("*.*"))
    with zipfile.ZipFile(tmp_path / "photos.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in reversed(names):
            archive.write(source / name, name)
    other = tiny_project(tmp_path / "project", "../photos.zip")
    other.options += (FOUR_TRIALS,)
    run = other.snakemake()
    assert run.returncode == 0, run.stdout + run.stderr
    for path in SAME_BYTES:
        assert other.read(path) == project.read(path), path
    trials = [
        table(p, "tables/trials.csv").drop(columns="seconds") for p in (project, other)
    ]
    assert trials[0].equals(trials[1])


def test_a_folder_with_one_class_is_one_line(tmp_path, photo_folder):
    project = tiny_project(tmp_path / "project", photo_folder / "Cat")
    run = project.snakemake()
    assert run.returncode != 0
    assert "Error: data.source: expected photos of two or more classes" in run.stderr
    assert "Traceback" not in run.stderr


def test_fewer_photos_than_a_batch_is_one_line(finished, tmp_path):
    project = copy_finished(finished, tmp_path)
    options = (*project.options, "--config", 'training={"batch_size": 64}')
    run = Project(project.folder, options).snakemake(
        f"{RESULTS}/final/manual/seed_0/history.csv"
    )
    assert run.returncode != 0
    expected = (
        "Error: training.batch_size: expected at most the number of training photos"
    )
    assert expected in run.stderr
    assert "Traceback" not in run.stderr


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
    assert re.search(r"Predicted 10 photos: .*; accuracy 0\.\d+ \(95 %", run.stderr)
    assert "1 files rejected" in run.stderr
    predictions = table(project, "predict/predictions.csv")
    assert predictions["label"].value_counts().to_dict() == {"Cat": 5, "Dog": 5}
    rejected = table(project, "predict/rejected.csv")
    assert rejected.values.tolist() == [["Dog/broken.jpg", "not an image"]]
    with Image.open(project.folder / RESULTS / "predict/contact_sheet.png") as sheet:
        assert sheet.width > 500
    again = project.snakemake("predict")
    assert "Nothing to be done" in again.stdout + again.stderr
    (folder / "Dog" / "broken.jpg").unlink()
    again = project.snakemake("predict")
    assert "0 files rejected" in again.stderr
