"""Find who else runs Snakemake in a folder of this machine.

As a program, `python -m asirra.runs`: ends with 0 when nobody does, else names them.
"""

import os
import sys
import time
from pathlib import Path

import psutil


def find_runs(folder: Path) -> list[str]:
    """Return a line for each other run of Snakemake in a folder, by process number.

    A run's own jobs and the processes that started this one do not count.
    """
    own = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    runs = []
    for process in psutil.process_iter():
        # Processes end while they are looked at, and those of others hide their folder.
        try:
            found = (
                process.pid not in own
                and _runs_snakemake(process)
                and not any(_runs_snakemake(parent) for parent in process.parents())
                and Path(process.cwd()) == folder.resolve()
            )
            if found:
                start = time.strftime("%H:%M", time.localtime(process.create_time()))
                command = " ".join(["snakemake", *_arguments(process)])
                runs.append(f"process {process.pid} since {start}: {command}")
        except psutil.Error:
            continue
    return runs


def _runs_snakemake(process: psutil.Process) -> bool:
    return any(Path(part).name == "snakemake" for part in process.cmdline()[:3])


def _arguments(process: psutil.Process) -> list[str]:
    names = [Path(part).name for part in process.cmdline()]
    return process.cmdline()[names.index("snakemake") + 1 :]


if __name__ == "__main__":
    found = find_runs(Path.cwd())
    print("\n".join(f"Another run is alive here: {run}" for run in found), end="")
    sys.exit(1 if found else 0)
