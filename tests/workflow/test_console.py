"""What a run says of its trainings while it runs, and its table of the trials."""

import re
import time

import pandas as pd

from tests.conftest import copy_finished, tiny_project

RESULTS = "results/tiny"
TRIALS = f"{RESULTS}/tables/trials.csv"
UNDER_WAY = f"{RESULTS}/tables/trials_under_way.csv"
TRIAL_LINE = re.compile(
    r"^trial (\d) of (\d): learning_rate \S+, weight_decay \S+: validation accuracy "
    r"(\d\.\d{4}) \(best (\d\.\d{4})\), [^;]+ s(; about .* left)?$",
    re.MULTILINE,
)
ANY_LINE = re.compile(r"^(.*trial \d+ of|final .*seed)", re.MULTILINE)


def test_each_training_is_told_once_in_its_order(finished):
    project, printed = finished
    told = TRIAL_LINE.findall(printed)
    assert [(number, of) for number, of, *_ in told] == [("1", "2"), ("2", "2")]
    trials = pd.read_csv(project.folder / TRIALS)
    values = [f"{value:.4f}" for value in trials["validation_accuracy"]]
    assert [value for _, _, value, *_ in told] == values
    assert told[-1][3] == max(values)
    finals = re.findall(r"^final (.+), seed 0: validation accuracy 0", printed, re.M)
    assert sorted(name.split()[0] for name in finals) == ["bayesian", "manual"]
    assert len(ANY_LINE.findall(printed)) == 4
    # The trainings after the search are to come; after the last one, nothing is.
    assert told[-1][-1]
    assert not printed.split("\nfinal ")[-1].split("\n")[0].endswith("left")
    assert not (project.folder / UNDER_WAY).exists()


def test_where_nothing_is_trained_nothing_is_said(finished, tmp_path):
    project = copy_finished(finished, tmp_path)
    again = project.snakemake()
    assert "Nothing to be done" in again.stdout + again.stderr
    assert not ANY_LINE.search(again.stdout + again.stderr)
    (project.folder / f"{RESULTS}/search/bayesian/trial_001/result.json").unlink()
    dry = project.snakemake("--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert not ANY_LINE.search(dry.stdout + dry.stderr)
    assert not (project.folder / UNDER_WAY).exists()


def test_a_trial_is_told_in_the_rich_display(finished, tmp_path):
    project = copy_finished(finished, tmp_path)
    result = f"{RESULTS}/search/bayesian/trial_001/result.json"
    (project.folder / result).unlink()
    run = project.snakemake(result, "--logger", "rich")
    assert run.returncode == 0, run.stderr
    told = TRIAL_LINE.findall(run.stdout + run.stderr)
    assert [(number, of) for number, of, *_ in told] == [("2", "2")]


def test_a_quiet_run_that_is_killed_leaves_a_table_and_goes_on(tmp_path, photo_folder):
    project = tiny_project(tmp_path / "project", photo_folder)
    run = project.start(TRIALS, "--quiet")
    end = time.monotonic() + 300
    while not (project.folder / UNDER_WAY).exists():
        assert run.poll() is None, run.stdout.read()
        assert time.monotonic() < end
        time.sleep(0.01)
    project.kill()
    output, _ = run.communicate()
    assert [number for number, *_ in TRIAL_LINE.findall(output)] == ["1"]
    under_way = pd.read_csv(project.folder / UNDER_WAY)
    assert under_way["trial"].tolist() == [0]
    assert project.snakemake("--unlock").returncode == 0
    run = project.snakemake(TRIALS, "--quiet")
    assert run.returncode == 0, run.stderr
    # What the first run told counts, and is not told again.
    told = TRIAL_LINE.findall(run.stdout + run.stderr)
    assert [(number, of) for number, of, *_ in told] == [("2", "2")]
    assert not (project.folder / UNDER_WAY).exists()
    trials = pd.read_csv(project.folder / TRIALS)
    assert under_way.columns.tolist() == trials.columns.tolist()
    both = trials.columns.drop("reason")
    assert under_way[both].equals(trials[both].head(1))
