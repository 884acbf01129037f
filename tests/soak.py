"""Kill runs of the quick experiment at random moments, and see that nothing is lost.

Each run starts afresh, is killed once (SIGKILL to all its processes), unlocked, and run
again to its end; its results are compared byte by byte with those of a run that nothing
interrupted. The moments are spread over the whole run, one in each of equal parts.

    make soak                     # 30 kills; writes results/benchmarks/soak.csv
    python -m tests.soak --kills 3 --seed 1
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

from .conftest import ROOT, Project, comparable, copy_project

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


def run_killed(folder: Path, second: float) -> tuple[str, dict[str, bytes]]:
    """Kill a run after some seconds, go on; return where it was, and its results."""
    project = Project(copy_project(folder), OPTIONS)
    run = project.start()
    time.sleep(second)
    project.kill()
    stage = find_stage(run.communicate()[0])
    project.snakemake("--unlock", check=True)
    project.snakemake(check=True)
    return stage, comparable(folder / "results" / EXPERIMENT)


def find_stage(output: str) -> str:
    """Return the jobs that were running at the end of Snakemake's output."""
    started = dict(re.findall(r"^Job (\d+): (.*)$", output, re.MULTILINE))
    for finished in re.findall(r"^Finished jobid: (\d+)", output, re.MULTILINE):
        started.pop(finished, None)
    return "; ".join(started.values()) or "between jobs"


def soak(kills: int, seed: int, folder: Path, report: Callable) -> pd.DataFrame:
    """Return a row per kill: kill, stage, second, same_bytes."""
    seconds, expected = run_whole(folder / "whole")
    report(f"a whole run takes {seconds:.0f} s and makes {len(expected)} results")
    rng = np.random.default_rng(seed)
    moments = seconds * (np.arange(kills) + rng.random(kills)) / kills
    rows = []
    for kill, second in enumerate(moments):
        stage, results = run_killed(folder / "killed", second)
        same_bytes = results == expected
        rows.append((kill, stage, round(second, 2), same_bytes))
        report(f"kill {kill} after {second:.1f} s ({stage}): same bytes {same_bytes}")
        if same_bytes:
            shutil.rmtree(folder / "killed")
        else:
            (folder / "killed").rename(folder / f"differs_{kill}")
        table = pd.DataFrame(rows, columns=["kill", "stage", "second", "same_bytes"])
        TABLE.parent.mkdir(parents=True, exist_ok=True)
        table.to_csv(TABLE, index=False)
    return table


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="soak_"))
    table = soak(
        arguments.kills, arguments.seed, folder, lambda line: print(line, flush=True)
    )
    print(f"{table['same_bytes'].sum()} of {len(table)} ended with the same bytes")
    if not table["same_bytes"].all():
        raise SystemExit(f"Error: see what differs in {folder}")
    shutil.rmtree(folder)
