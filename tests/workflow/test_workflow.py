"""The whole workflow, on tiny data, as a user runs it."""

import json
import platform
import re
import zipfile

import keras
import numpy as np
import pandas as pd
import pytest

from tests.conftest import copy_finished, tiny_project

RESULTS = "results/tiny"
TABLES = [
    f"{RESULTS}/tables/{name}.csv"
    for name in ("best_parameters", "test_accuracy", "recall")
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
    assert "Selected of 2 bayesian trials: trial" in output
    assert re.search(r"Test accuracy, manual, seed 0: 0\.\d+ \(95 % interval", output)
    assert f"Tables: {RESULTS}/tables/" in output


def test_no_job_writes_to_the_terminal_what_belongs_in_its_log(finished):
    assert "cudart_stub" not in finished[1]


@pytest.mark.skipif(platform.machine() != "x86_64", reason="oneDNN is for x86 CPUs")
def test_the_jobs_train_and_predict_with_onednn(finished):
    logs = finished[0].folder / RESULTS / "logs"
    for rule in ("train_trial", "train_final", "evaluate_test"):
        for log in (logs / rule).rglob("*.log"):
            assert "oneDNN custom operations are on" in log.read_text(), log


def test_every_photo_is_accepted_or_named(finished):
    project, _ = finished
    photos = table(project, "data/photos.csv")
    assert photos.columns.tolist() == [
        *("file", "label", "split", "width_px", "height_px", "sha256"),
        "white_level",
    ]
    assert len(photos) == 81
    assert set(photos["split"]) == {"train", "validation", "test"}
    copies = photos[photos["file"].isin(["Dog/0.jpg", "Dog/copy.jpg"])]
    assert copies["sha256"].nunique() == copies["split"].nunique() == 1
    rejected = table(project, "data/rejected.csv")
    assert rejected.values.tolist() == [["Cat/Thumbs.db", "a text file, not a photo"]]


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
        *("validation_accuracy", "seconds", "reason"),
    ]
    assert table(project, "tables/best_parameters.csv").columns.tolist() == [
        *("strategy", "trial", *searched, "validation_accuracy")
    ]
    assert table(project, "tables/test_accuracy.csv").columns.tolist() == [
        *("candidate", "seed", *searched, "validation_accuracy", "test_accuracy"),
        *("num_correct", "num_photos", "ci_low", "ci_high", "largest_class_share"),
        *[
            f"test_{name}{ending}"
            for name in ("balanced_accuracy", "log_loss", "expected_calibration_error")
            for ending in ("", "_ci_low", "_ci_high")
        ],
    ]
    assert table(project, "tables/recall.csv").columns.tolist() == [
        *("candidate", "seed", "label", "num_photos", "recall", "ci_low", "ci_high")
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


def test_the_recalls_are_those_of_the_test_accuracy(finished):
    recalls = table(finished[0], "tables/recall.csv").set_index(["candidate", "seed"])
    for row in table(finished[0], "tables/test_accuracy.csv").to_dict("records"):
        of_model = recalls.loc[row["candidate"], row["seed"]]
        num_right = (of_model["recall"] * of_model["num_photos"]).sum()
        assert num_right == pytest.approx(row["num_correct"])
        assert of_model["recall"].mean() == pytest.approx(row["test_balanced_accuracy"])
        share = of_model["num_photos"].max() / row["num_photos"]
        assert row["largest_class_share"] == pytest.approx(share)


def test_trials_that_learned_nothing_are_named_and_counted(finished):
    project, output = finished
    classes = table(project, "tables/classes.csv")
    of_validation = classes.loc[classes["split"] == "validation", "num_photos"]
    trials = table(project, "tables/trials.csv")
    share = of_validation.max() / of_validation.sum()
    is_idle = trials["reason"] == "learned nothing"
    # The largest class of the training may be the smaller one of the validation.
    assert not is_idle[trials["validation_accuracy"] > share].any()
    said = f"{is_idle.sum()} of {len(trials)} bayesian trials learned nothing: "
    assert (said in output) == is_idle.any()
    log = project.folder / RESULTS / "logs/train_trial/bayesian_000.log"
    assert "validation accuracy of a guess without the photo: 0." in log.read_text()


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
    project, output = finished
    assert result["device"].endswith(("core", "cores")) or " × " in result["device"]
    assert f"Trained on {result['device']} ({result['precision']})" in output
    # A trial may have more cores than a final training.
    trial = json.loads(project.read(f"{RESULTS}/search/bayesian/trial_000/result.json"))
    log = project.read(f"{RESULTS}/logs/train_trial/bayesian_000.log").decode()
    said = f"device {trial['device']}\nprecision {trial['precision']}: this "
    assert said in log


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


def test_every_pair_of_candidates_is_compared(finished):
    comparison = table(finished[0], "tables/comparison.csv")
    accuracies = table(finished[0], "tables/test_accuracy.csv").set_index("candidate")
    pairs = comparison[["candidate", "other"]].values.tolist()
    assert pairs == [["manual", "bayesian"]]
    for row in comparison.to_dict("records"):
        difference = (
            accuracies.loc[row["candidate"], "test_accuracy"]
            - accuracies.loc[row["other"], "test_accuracy"]
        )
        assert row["difference"] == pytest.approx(difference)
        assert row["ci_low"] <= row["difference"] <= row["ci_high"]


def test_another_folder_and_a_zip_in_another_order_give_the_same_bytes(
    finished, tmp_path
):
    project, _ = finished
    source = project.folder.parent / "photos"
    names = sorted(p.relative_to(source).as_posix() for p in source.rglob("*.*"))
    with zipfile.ZipFile(tmp_path / "photos.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in reversed(names):
            archive.write(source / name, name)
    other = tiny_project(tmp_path / "project", "../photos.zip")
    trials_table = f"{RESULTS}/tables/trials.csv"
    run = other.snakemake(*SAME_BYTES, trials_table)
    assert run.returncode == 0, run.stdout + run.stderr
    for path in SAME_BYTES:
        assert other.read(path) == project.read(path), path
    trials = [
        table(p, "tables/trials.csv").drop(columns="seconds") for p in (project, other)
    ]
    assert trials[0].equals(trials[1])
