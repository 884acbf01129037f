"""Kill runs of the quick experiment at random moments, and see that nothing is lost.

Each run starts afresh, is killed several times (SIGKILL to all its processes), unlocked
and started again each time, and run to its end; its results are compared byte by byte
with those of a run that nothing interrupted. The moments are spread over the whole run,
one in each of equal parts.

    make soak                 # 30 kills in 10 runs; writes results/benchmarks/soak.csv
    python -m tests.tools.soak --runs 3 --kills 1 --seed 1
"""

import argparse
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from tests.conftest import ROOT, Project, comparable, copy_project

EXPERIMENT = "quick"
OPTIONS = ("--config", 'training={"resume_minutes": 0}')
TABLE = ROOT / "results" / "benchmarks" / "soak.csv"


def run_whole(folder: Path) -> tuple[float, dict[str, bytes]]:
    """Return the seconds of a run that nothing interrupts, and its results."""
    project = Project(copy_project(folder), OPTIONS)
    start = time.monotonic()
    project.snakemake(check=True)
    seconds = time.monotonic() - start
    return seconds, comparable(folder / "results" / EXPERIMENT)


def run_killed(
    folder: Path, moments: list[float]
) -> tuple[list[str], dict[str, bytes]]:
    """Kill a run at some moments and finish it; return where it was, and its results.

    Args:
        folder: to run in.
        moments: seconds that the run has run in all when it is killed, rising.
    """
    project = Project(copy_project(folder), OPTIONS)
    stages = []
    for seconds in np.diff([0.0, *moments]):
        run = project.start()
        time.sleep(seconds)
        project.kill()
        stages.append(find_stage(run.communicate()[0]))
        project.snakemake("--unlock", check=True)
    project.snakemake(check=True)
    return stages, comparable(folder / "results" / EXPERIMENT)


def find_stage(output: str) -> str:
    """Return the jobs that were running at the end of Snakemake's output."""
    started = dict(re.findall(r"^Job (\d+): (.*)$", output, re.MULTILINE))
    for finished in re.findall(r"^Finished jobid: (\d+)", output, re.MULTILINE):
        started.pop(finished, None)
    return "; ".join(started.values()) or "between jobs"


def soak(
    runs: int, kills: int, seed: int, folder: Path, report: Callable
) -> pd.DataFrame:
    """Return a row per kill: kill, run, stage, second, same_bytes.

    Args:
        runs: how many are killed.
        kills: of each run.
        seed: of the moments.
        folder: to run in.
        report: is told each line of progress.
    """
    seconds, expected = run_whole(folder / "whole")
    report(f"a whole run takes {seconds:.0f} s and makes {len(expected)} results")
    rng = np.random.default_rng(seed)
    parts = np.arange(runs * kills) + rng.random(runs * kills)
    # A run is killed once in each of its parts: early, in the middle, late.
    moments = (seconds * parts / (runs * kills)).reshape(kills, runs)
    rows = []
    for run in range(runs):
        stages, results = run_killed(folder / "killed", moments[:, run].tolist())
        same_bytes = results == expected
        for stage, second in zip(stages, moments[:, run], strict=True):
            rows.append((len(rows), run, stage, round(second, 2), same_bytes))
            report(f"run {run} killed after {second:.1f} s ({stage})")
        report(f"run {run}: same bytes {same_bytes}")
        if same_bytes:
            shutil.rmtree(folder / "killed")
        else:
            (folder / "killed").rename(folder / f"differs_{run}")
        columns = ["kill", "run", "stage", "second", "same_bytes"]
        table = pd.DataFrame(rows, columns=columns)
        TABLE.parent.mkdir(parents=True, exist_ok=True)
        table.to_csv(TABLE, index=False)
    return table


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=10)
    parser.add_argument("--kills", type=int, default=3, help="of each run")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="soak_"))
    table = soak(
        given.runs,
        given.kills,
        given.seed,
        folder,
        lambda line: print(line, flush=True),
    )
    print(f"{table['same_bytes'].sum()} of {len(table)} ended with the same bytes")
    if not table["same_bytes"].all():
        raise SystemExit(f"Error: see what differs in {folder}")
    shutil.rmtree(folder)
