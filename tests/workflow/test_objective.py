"""A search that improves a loss, of classes with uneven numbers of photos."""

import json
import shutil

import pandas as pd
import pytest

from tests.conftest import tiny_project

RESULTS = "results/tiny"
SEARCH = {"objective": "log_loss", "num_trials": 3, "num_initial": 2}


@pytest.fixture(scope="module")
def uneven(photo_folder, tmp_path_factory):
    """An experiment on three times as many dogs as cats."""
    folder = tmp_path_factory.mktemp("objective")
    photos = shutil.copytree(photo_folder, folder / "photos")
    for number in range(13, 40):
        (photos / "Cat" / f"{number}.jpg").unlink()
    project = tiny_project(folder / "project", photos)
    project.options += (
        f"search={json.dumps(SEARCH)}",
        'training={"num_epochs": 2, "class_weights": "balanced", "schedule": "cosine"}',
    )
    run = project.snakemake()
    assert run.returncode == 0, run.stdout + run.stderr
    return project


def read(project, name):
    return pd.read_csv(project.folder / RESULTS / name)


def test_tables_show_the_loss_under_its_name_and_without_a_minus_sign(uneven):
    names = ("trials", "best_parameters", "retrained", "test_accuracy", "best_points")
    for name in names:
        values = read(uneven, f"tables/{name}.csv").filter(like="log_loss")
        assert len(values.columns)
        assert (values.dropna() > 0).all(axis=None)
    dependence = read(uneven, "tables/partial_dependence.csv")
    assert (dependence["mean"] > 0).all()


def test_the_lowest_loss_is_the_best_so_far_and_that_of_the_best_epoch(uneven):
    trials = read(uneven, "tables/trials.csv")["validation_log_loss"]
    assert read(uneven, "tables/rounds.csv")["best_so_far"].equals(trials.cummin())
    result = json.loads(uneven.read(f"{RESULTS}/search/bayesian/trial_000/result.json"))
    history = read(uneven, "search/bayesian/trial_000/history.csv")
    best = history["validation_log_loss"].min()
    assert result["validation_log_loss"] == best == min(result["epoch_scores"])


def test_the_summary_names_the_objective(uneven):
    summary = uneven.read(f"{RESULTS}/summary.txt").decode()
    assert "validation log loss 0." in summary


def test_validation_photos_without_a_class_have_no_roc_auc(uneven):
    photos = uneven.folder.parent / "photos"
    given = uneven.folder.parent / "given"
    for start, split in enumerate(("train", "validation", "test")):
        for label in ("Cat", "Dog"):
            (given / split / label).mkdir(parents=True)
            for photo in sorted((photos / label).iterdir())[start::3]:
                shutil.copy(photo, given / split / label)
    shutil.rmtree(given / "validation" / "Cat")
    project = tiny_project(uneven.folder.parent / "other", given)
    project.options = ("--configfile", "tiny.yaml", "--config")
    project.options += (f'data={{"source": "{given}", "split": "folders"}}',)
    project.options += ('search={"objective": "roc_auc"}',)
    run = project.snakemake()
    assert run.returncode != 0
    assert "class 'Cat' has" in run.stderr and "validation" in run.stderr
    assert "Traceback" not in run.stdout + run.stderr
    assert not list((project.folder / RESULTS).rglob("result.json"))
