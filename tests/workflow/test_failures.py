"""A trial that cannot run does not end the search; what is no trial's fault does."""

import contextlib
import json
import os
import re
import resource
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import psutil
import pytest
import yaml
from snakemake.resources import ResourceScopes

from tests.conftest import ROOT, SNAKEMAKE, Project, copy_finished, copy_project
from tests.workflow.test_resume import wait_for

RESULTS = "results/tiny"
TRIALS = f"{RESULTS}/tables/trials.csv"
FIGURES = [
    f"{RESULTS}/figures/{name}"
    for name in (
        *("best_so_far.svg", "strategies.svg", "trial_curves_bayesian.svg"),
        *("parallel_coordinates_bayesian.svg", "importance_bayesian.svg"),
        "posterior_bayesian.png",
    )
]
# A small training maps 2 GB; the weights of the widest network take 20 GB.
ADDRESS_SPACE = 4 * 10**9
TOO_WIDE = 16.0
# A graph that cannot be built at some depths.
DEEP = """
import keras


def build(spec, dropout_layer):
    if spec.options["depth"] > 1:
        raise ValueError("Negative dimension size")
    pixels = keras.Input((spec.crop_size_px, spec.crop_size_px, 3))
    x = keras.layers.Rescaling(1 / 255)(pixels)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(pixels, keras.layers.Dense(spec.num_classes)(x))
"""
DEPTHS = {"options.depth": {"values": [1, 2]}}


@pytest.fixture
def project(tmp_path, photo_folder) -> Project:
    """A project on the drawn photos, whose figures need no final training."""
    folder = copy_project(tmp_path / "project")
    (folder / "deep.py").write_text(DEEP)
    config = yaml.safe_load((ROOT / "tests/config/tiny.yaml").read_text())
    config["data"]["source"] = str(photo_folder)
    (folder / "tiny.yaml").write_text(yaml.safe_dump(config))
    return Project(folder, ("--configfile", "tiny.yaml"))


def configure(project: Project, **sections: dict) -> None:
    path = project.folder / "tiny.yaml"
    config = yaml.safe_load(path.read_text())
    for name, section in sections.items():
        config[name] = config.get(name, {}) | section
    path.write_text(yaml.safe_dump(config))


def run(project: Project, *arguments: str, limit: int | None = None):
    """Run Snakemake, under a limit of bytes for the addresses of each process."""

    def set_limit():
        if limit:
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    return subprocess.run(
        [*SNAKEMAKE, *arguments, *project.options],
        cwd=project.folder,
        capture_output=True,
        text=True,
        timeout=900,
        preexec_fn=set_limit,
    )


@contextlib.contextmanager
def killing(project: Project, trial: int) -> Iterator[list[int]]:
    """SIGKILL every process that trains a trial; yield the attempts it was in."""
    folder = project.folder / RESULTS / f"search/bayesian/trial_{trial:03d}"
    attempts: list[int] = []
    is_over = threading.Event()

    def kill():
        while not is_over.wait(0.05):
            for path in folder.rglob("attempts.json"):
                with contextlib.suppress(OSError, ValueError):
                    number = json.loads(path.read_text())[-1]["attempt"]
                    if number not in attempts and kill_training(project):
                        attempts.append(number)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield attempts
    finally:
        is_over.set()
        thread.join()


def kill_training(project: Project) -> bool:
    """Kill the job that trains in a project's folder; return whether there was one."""
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            # Not the shell that waits for it.
            is_python = "python" in process.name()
            is_own = is_python and Path(process.cwd()) == project.folder.resolve()
            if is_own and process.cmdline()[-1].endswith(".train_trial.py"):
                process.kill()
                return True
    return False


def read_trials(project: Project) -> pd.DataFrame:
    return pd.read_csv(project.folder / TRIALS, keep_default_na=False)


def find_results(project: Project) -> list[Path]:
    return sorted((project.folder / RESULTS).rglob("result.json"))


def test_out_of_memory_and_killed_the_search_goes_on_and_all_is_drawn(project):
    points = [
        {"learning_rate": 0.01, "momentum": 0.9, "width": width}
        for width in (0.05, TOO_WIDE, 0.1)
    ]
    space = {
        "weight_decay": None,
        "momentum": {"low": 0.5, "high": 0.95, "scale": "linear"},
        "width": {"values": [0.05, 0.1, TOO_WIDE]},
    }
    search = {"num_trials": 5, "first": points, "space": space}
    configure(project, search=search)
    with killing(project, 2) as attempts:
        done = run(project, TRIALS, *FIGURES, limit=ADDRESS_SPACE)
    assert done.returncode == 0, done.stdout + done.stderr
    # As often as the profile says.
    assert attempts == [1, 2]
    trials = read_trials(project)
    assert trials["status"].tolist()[:3] == ["complete", "failed", "failed"]
    _, memory, killed = trials["reason"][:3]
    assert memory.startswith(("ResourceExhaustedError", "MemoryError", "killed"))
    assert killed == "killed (out of memory?)"
    # After the initial point, the suggestion avoids what failed.
    last = trials.iloc[-1]
    assert (last["width"] != TOO_WIDE, last["status"]) == (True, "complete")
    failed = trials[trials["status"] == "failed"]
    assert set(failed["validation_accuracy"]) == {""}
    assert not failed[["num_epochs", "seconds"]].any(axis=None)
    assert all((project.folder / figure).exists() for figure in FIGURES)
    assert not list((project.folder / RESULTS / "search").rglob("attempts.json"))
    again = run(project, TRIALS, *FIGURES)
    assert "Nothing to be done" in again.stdout + again.stderr


@pytest.mark.parametrize(
    ("shorts", "memory", "time"),
    [
        ([""], 1, 1),
        (["memory", "time", "memory"], 4, 2),
    ],
)
def test_what_was_short_is_doubled_and_nothing_else(
    finished, tmp_path, shorts, memory, time
):
    project = copy_finished(finished, tmp_path)
    folder = project.folder / RESULTS / "search/bayesian/trial_001"
    (folder / "result.json").unlink()
    # In place of its resources, Snakemake would show the rule's message.
    rules = project.folder / "workflow/rules/training.smk"
    rules.write_text(re.sub(r" +message:\n.*Train trial.*\n", "", rules.read_text()))

    def planned(*arguments):
        plan = project.snakemake("-n", *arguments)
        _, _, job = plan.stdout.partition("rule train_trial")
        found = [re.search(rf" {name}=(\d+)", job) for name in ("mem_mb", "runtime")]
        assert all(found), plan.stdout + plan.stderr
        return [int(number[1]) for number in found]

    least = planned()
    ends = [
        {"attempt": number, "reason": "x", "short_of": short_of}
        for number, short_of in enumerate(shorts, start=1)
    ]
    (folder / "attempts.json").write_text(json.dumps(ends))
    # A new run asks for what the first attempt of all asked for.
    assert planned() == least
    attempt = ["--attempt", str(len(shorts) + 1)]
    assert planned(*attempt) == [least[0] * memory, least[1] * time]
    ceiling = ["--resources", f"mem_mb={least[0] + 1}", f"runtime={least[1] + 1}"]
    assert planned(*attempt, *ceiling) == [
        least[0] + (memory > 1),
        least[1] + (time > 1),
    ]


def test_the_ceilings_of_slurm_are_those_of_each_job_not_of_all_together():
    profile = yaml.safe_load((ROOT / "profiles/slurm/config.yaml").read_text())
    scopes = ResourceScopes.defaults()
    scopes.update(profile["set-resource-scopes"])
    for name in ("mem_mb", "runtime"):
        assert profile["resources"][name] > 0
        assert scopes.is_local(name)


def test_without_retries_one_attempt_trains(project):
    configure(project, search={"num_trials": 1})
    with killing(project, 0) as attempts:
        done = run(project, TRIALS, "--retries", "0")
    assert done.returncode == 0, done.stdout + done.stderr
    assert attempts == [1]
    assert read_trials(project)["status"].tolist() == ["failed"]


def test_a_rung_that_cannot_be_built_fails_at_once_and_the_round_goes_on(project):
    points = [{"options.depth": 2}]
    halving = {"pruning": "halving", "num_rungs": 2, "reduction_factor": 2}
    search = {"trials_per_round": 2, "num_trials": 2, "first": points}
    configure(
        project,
        model={"network": "deep.py", "options": {"depth": 1}},
        training={"num_epochs": 2, "learning_rate": 0.01},
        search={
            **halving,
            **search,
            "space": {"learning_rate": None, "weight_decay": None, **DEPTHS},
        },
    )
    done = run(project, TRIALS)
    assert done.returncode == 0, done.stdout + done.stderr
    failed, ran = read_trials(project).to_dict("records")
    assert ran["options.depth"] == 1
    assert (failed["status"], failed["num_epochs"]) == ("failed", 0)
    assert "got ValueError in build, line 7: Negative dimension" in failed["reason"]
    assert (ran["status"], ran["num_epochs"]) == ("complete", 2)
    # No second attempt, which would end the same way.
    assert "Trying to restart" not in done.stdout + done.stderr


def test_the_first_three_that_fail_end_the_run_and_are_trained_in_the_next(project):
    deep = {"network": "deep.py", "options": {"depth": 2}}
    search = {"num_trials": 4, "strategies": ["random"]}
    configure(project, model=deep, search=search, final={"candidates": ["random"]})
    done = run(project, TRIALS, "--cores", "1")
    output = done.stdout + done.stderr
    assert done.returncode != 0
    lines = [line for line in output.splitlines() if "failed in a row" in line]
    assert len(lines) == 1
    assert lines[0].startswith("Error: search: trials ")
    assert "the machine or the data: model.network: deep.py: expected" in lines[0]
    # A fourth may have been under way.
    assert len(find_results(project)) <= 1
    path = project.folder / "deep.py"
    path.write_text(DEEP.replace("> 1", "> 2"))
    done = run(project, TRIALS)
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(read_trials(project)["status"]) == {"complete"}


def test_a_wrong_input_ends_the_run_with_one_line_and_no_trial_failed(project):
    path = project.folder / "deep.py"
    path.write_text("def build(spec, dropout_layer):\n    return 1 / 0\n")
    configure(project, model={"network": "deep.py"})
    done = run(project, TRIALS)
    output = done.stdout + done.stderr
    assert done.returncode != 0
    assert output.count("Error: model.network: deep.py: expected a network") == 1
    assert find_results(project) == []


def test_a_final_training_that_fails_is_an_error(project):
    deep = {"network": "deep.py", "options": {"depth": 2}}
    configure(project, model=deep, final={"candidates": ["manual"]})
    done = run(project, f"{RESULTS}/final/manual/seed_0/history.csv")
    output = done.stdout + done.stderr
    assert done.returncode != 0
    assert "got ValueError in build, line 7: Negative dimension size" in output
    assert find_results(project) == []


def test_a_run_that_is_stopped_leaves_no_trial_that_failed(project):
    configure(project, search={"num_trials": 1}, training={"num_epochs": 200})
    for number in (signal.SIGINT, signal.SIGTERM):
        process = subprocess.Popen(
            [*SNAKEMAKE, TRIALS, "--retries", "0", *project.options],
            cwd=project.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        notes = project.folder / RESULTS / "search/bayesian/trial_000/attempts.json"
        notes.unlink(missing_ok=True)
        wait_for(notes.exists, process)
        time.sleep(1)
        # As a terminal or a service manager does it: all processes of the run.
        os.killpg(process.pid, number)
        process.communicate(timeout=120)
        assert process.returncode != 0
        assert find_results(project) == []
        run(project, "--unlock")
    configure(project, training={"num_epochs": 1})
    done = run(project, TRIALS)
    assert done.returncode == 0, done.stdout + done.stderr
    assert read_trials(project)["status"].tolist() == ["complete"]
