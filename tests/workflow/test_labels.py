"""Labels, divisions and groups as a user gives them, and what a run says of them."""

import json

import pandas as pd
import pytest

from tests.conftest import Project, tiny_project

DATA = "results/tiny/data"
TARGETS = (f"{DATA}/findings.txt", f"{DATA}/near_duplicates.csv")


@pytest.fixture
def divided(tmp_path, photo_folder):
    """Photos in folders of a division, with a table that says what the folders say."""
    source = tmp_path / "photos"
    rows = []
    for number in range(40):
        part = "Train" if number < 25 else "test"
        for label in ("Cat", "Dog"):
            folder = source / part / label
            folder.mkdir(parents=True, exist_ok=True)
            name = f"{label[0]}{number}.jpg"
            (folder / name).symlink_to(photo_folder / label / f"{number}.jpg")
            rows.append((name[:-4], label.upper(), part, f"animal {number // 2}"))
    table = pd.DataFrame(rows, columns=["id", "class", "part", "animal"])
    table.to_csv(tmp_path / "labels.csv", index=False)
    return source


def with_data(project, source, **data):
    """Return the project with other keys of `data`."""
    config = project.folder / "mine.json"
    config.write_text(json.dumps({"data": {"source": str(source), **data}}))
    return Project(project.folder, ("--configfile", "tiny.yaml", config.name))


def test_a_division_is_asked_for_and_kept(tmp_path, divided):
    project = tiny_project(tmp_path / "project", divided)
    run = project.snakemake(*TARGETS)
    assert run.returncode != 0
    [line] = [line for line in run.stderr.splitlines() if line.startswith("Error: ")]
    assert "data.split: folders" in line
    assert "data.labels: parent" in line
    assert "Traceback" not in run.stderr
    run = with_data(project, divided, split="folders").snakemake(*TARGETS, check=True)
    photos = pd.read_csv(project.folder / DATA / "photos.csv")
    is_given_test = photos["file"].str.startswith("test/")
    assert is_given_test.equals(photos["split"] == "test")
    assert photos["split"].value_counts().to_dict() == {
        "train": 40,
        "test": 30,
        "validation": 10,
    }
    findings = project.read(f"{DATA}/findings.txt").decode()
    assert findings.splitlines() == [
        "Photos: 80 of 80 files",
        "Classes: 2: Cat 40, Dog 40; the largest, Cat, has 50.0% of the photos",
        "Splits: train 40, validation 10, test 30",
    ]
    assert findings in run.stderr
    assert project.read(f"{DATA}/near_duplicates.csv")


def test_a_table_gives_labels_and_groups_and_is_read_again_when_it_changes(
    tmp_path, divided
):
    project = tiny_project(tmp_path / "project", divided)
    labels = {"csv": "../labels.csv", "file": "id", "label": "class"}
    project = with_data(project, divided, labels=labels, group={"column": "animal"})
    project.snakemake(*TARGETS, check=True)
    photos = pd.read_csv(project.folder / DATA / "photos.csv")
    assert set(photos["label"]) == {"CAT", "DOG"}
    animal = photos["file"].str.extract(r"(\d+)\.jpg")[0].astype(int) // 2
    assert (photos["split"].groupby(animal).nunique() == 1).all()
    assert "Nothing to be done" in project.snakemake(*TARGETS).stderr
    path = tmp_path / "labels.csv"
    path.write_text(path.read_text().replace("DOG", "HOUND"))
    project.snakemake(*TARGETS, check=True)
    photos = pd.read_csv(project.folder / DATA / "photos.csv")
    assert set(photos["label"]) == {"CAT", "HOUND"}
