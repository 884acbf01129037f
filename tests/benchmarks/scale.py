"""How the workflow grows: Snakemake's time, the suggestions', and idle workers.

No network is trained: a stub stands for the trial, and another for the suggestion where
Snakemake is measured. Writes results/benchmarks/scale.csv.

    make benchmark-scale
    python -m tests.benchmarks.scale --trials 30 --at-once 1 8
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd
import psutil

from asirra.search.bayesian import maximise_acquisition
from asirra.search.settings import SearchSettings
from asirra.search.space import Interval
from asirra.search.study import Study
from asirra.search.trial import Trial
from tests.conftest import ROOT, copy_project, draw_folder

TABLE = ROOT / "results" / "benchmarks" / "scale.csv"
SPACE = (
    Interval("learning_rate", 1e-5, 1e-1, "log", False),
    Interval("weight_decay", 1e-5, 1e-1, "log", False),
)
COLUMNS = ["row", "trials", "at_once", "value", "unit"]
SETTINGS = SearchSettings(seed=0, xi=0.01, gaussian_process="regularised")
# Of a trial's time, as a share of its mean.
DEVIATION = 0.3
SUGGEST_STUB = """
import json
import random

rng = random.Random(int(snakemake.wildcards.trial))
point = {d["name"]: 10 ** rng.uniform(-4, -2) for d in snakemake.params.space}
with open(snakemake.output.parameters, "w") as file:
    json.dump(point, file)
"""
TRAIN_STUB = """
import json

with open(snakemake.output.history, "w") as file:
    file.write("epoch,loss,train_accuracy,validation_accuracy,learning_rate\\n")
    file.write("1,0.7,0.5,0.5,0.01\\n")
with open(snakemake.output.result, "w") as file:
    json.dump({"hyperparameters": {}, "status": "complete", "num_epochs": 1,
               "best_epoch": 1, "validation_accuracy": 0.5, "precision": "float32",
               "seconds": 0.0, "epoch_scores": [0.5]}, file)
"""


def time_suggestion(num_results: int, position: int) -> float:
    """Return the seconds of one suggestion, at a position of its round."""
    rng = np.random.default_rng(0)
    logs = rng.uniform(-5, -1, (num_results, 2)).round(4)
    # A smooth surface and noise, as a search meets them.
    scores = np.exp(-((logs + 2.5) ** 2).sum(axis=1)) * 0.3 + 0.5
    scores = (scores + rng.normal(0, 0.005, num_results)).tolist()
    trials = [
        Trial(
            number=number,
            point={"learning_rate": 10.0**rate, "weight_decay": 10.0**decay},
            status="complete",
            score=score,
            epoch_scores=(score,),
            seconds=0.0,
        )
        for number, ((rate, decay), score) in enumerate(zip(logs, scores, strict=True))
    ]
    study = Study("bayesian", SPACE, tuple(trials))
    start = time.monotonic()
    maximise_acquisition(study, position, SETTINGS)
    return time.monotonic() - start


def idle_share(num_trials: int, at_once: int, per_round: int) -> float:
    """Return the share of the workers' time in which they wait for a round's end.

    The times of trials are log-normal; the next trial of a round starts on the first
    worker that is free, as Snakemake's jobs do.
    """
    sigma = np.sqrt(np.log(1 + DEVIATION**2))
    rng = np.random.default_rng(0)
    worked = passed = 0.0
    for _ in range(max(1, round(100_000 / num_trials))):
        for first in range(0, num_trials, per_round):
            count = min(per_round, num_trials - first)
            seconds = rng.lognormal(-(sigma**2) / 2, sigma, count)
            ends = np.zeros(at_once)
            for one in seconds:
                ends[ends.argmin()] += one
            worked += seconds.sum()
            passed += ends.max() * at_once
    return 1 - worked / passed


def time_snakemake(num_trials: int, at_once: int, folder: Path) -> dict[str, float]:
    """Run a search of stubs; return seconds per trial.

    Snakemake itself: the processor time of its main process. All: what passes on this
    machine, which starts two Python processes per trial.

    Args:
        num_trials: of the search.
        at_once: trials of a round, all of which run at once.
        folder: to work in; the photos are packed there once.
    """
    project = make_stubbed(folder)
    shutil.rmtree(project / "results/tiny/search", ignore_errors=True)
    shutil.rmtree(project / "results/tiny/tables", ignore_errors=True)
    search = f'search={{"num_trials": {num_trials}, "trials_per_round": {at_once}}}'
    command = [
        *(sys.executable, "-m", "snakemake"),
        *("--quiet", "all", "--cores", str(at_once), "--set-threads", "train_trial=1"),
        *("--configfile", "tiny.yaml"),
        *("--config", 'data={"source": "../photos"}', search),
    ]

    def run(target: str) -> tuple[float, float]:
        start = time.monotonic()
        process = subprocess.Popen([*command, "--", target], cwd=project)
        own = 0.0
        while process.poll() is None:
            try:
                times = psutil.Process(process.pid).cpu_times()
                own = times.user + times.system
            except psutil.Error:
                break
            time.sleep(0.05)
        if process.wait():
            raise SystemExit(f"Error: {' '.join(command)} {target} failed")
        return own, time.monotonic() - start

    run("results/tiny/data/mean_image.npy")
    own, passed = run("results/tiny/tables/trials.csv")
    return {
        "Snakemake itself, per trial": own / num_trials,
        "all but suggestion and training, per trial": passed / num_trials,
    }


def make_stubbed(folder: Path) -> Path:
    """Return a copy of the project, made once, whose trials are suggested by no model
    and train no network."""
    project = folder / "project"
    if not project.exists():
        draw_folder(folder / "photos", 40)
        copy_project(project)
        shutil.copy(ROOT / "tests" / "config" / "tiny.yaml", project)
        (project / "workflow/scripts/search/suggest_trial.py").write_text(SUGGEST_STUB)
        (project / "workflow/scripts/training/train_trial.py").write_text(TRAIN_STUB)
    return project


def measure(trials: list[int], at_once: list[int], folder: Path) -> None:
    """Print each figure and write them all, as far as they are there."""
    rows = []

    def add(row: str, num_trials: int, count: int, value: float, unit: str) -> None:
        rows.append((row, num_trials, count, round(value, 4), unit))
        print(*rows[-1], flush=True)
        table = pd.DataFrame(rows, columns=COLUMNS)
        TABLE.parent.mkdir(parents=True, exist_ok=True)
        table.to_csv(TABLE, index=False)

    for num_trials in trials:
        for count in at_once:
            for waves in (1, 4):
                share = idle_share(num_trials, count, count * waves)
                name = f"idle share, rounds of {waves} × at_once"
                add(name, num_trials, count, share, "1")
    for num_trials in trials:
        for count in at_once:
            seconds = time_suggestion(num_trials, count - 1)
            add("suggestion, the last of a round", num_trials, count, seconds, "s")
    for num_trials in trials:
        for count in at_once:
            found = time_snakemake(num_trials, count, folder)
            for name, seconds in found.items():
                add(name, num_trials, count, seconds, "s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--trials", type=int, nargs="+", default=[30, 300])
    parser.add_argument("--at-once", type=int, nargs="+", default=[1, 8, 64])
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="scale_") as name:
        measure(given.trials, given.at_once, Path(name))
