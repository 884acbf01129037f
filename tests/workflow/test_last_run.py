"""What a run says of the run before it."""

import yaml

from tests.conftest import Project, tiny_project

TARGET = "results/tiny/data/files.csv"


def test_a_run_says_what_changed_and_what_is_left(tmp_path, photo_folder):
    project = tiny_project(tmp_path / "project", photo_folder)
    results = project.folder / "results/tiny"
    run = project.snakemake("--dry-run", TARGET)
    assert not results.exists()
    run = project.snakemake(TARGET)
    assert run.returncode == 0, run.stderr
    assert "you changed" not in run.stderr
    kept = yaml.safe_load((results / "config.yaml").read_text())
    assert kept["data"]["source"] == str(photo_folder)
    (results / "search/random/trial_000").mkdir(parents=True)
    other = ("model={width: 0.1}", "training={resume_minutes: 1}")
    run = Project(project.folder, (*project.options, *other)).snakemake("-n", TARGET)
    assert run.returncode == 0, run.stderr
    changed = "since its last run you changed model.width from 0.05 to 0.1; another"
    assert run.stderr.count(changed) == 1
    left = "results/tiny/search/random has 1 trials that are not of this search"
    assert run.stderr.count(left) == 1
    # A dry run leaves what is kept.
    assert yaml.safe_load((results / "config.yaml").read_text()) == kept
