"""Find the other runs of Snakemake in a folder.

`python -m asirra.machine.runs` ends with status 0 when there is none in the current
folder; otherwise it prints them and ends with status 1.
"""

import contextlib
import json
import os
import socket
import sys
import time
from pathlib import Path

import psutil

from asirra.errors import InputError
from asirra.files import written

HOLDERS = Path(".snakemake/asirra/runs")
# What is raised when a holder's file is missing or damaged.
NOT_READ = (OSError, ValueError, KeyError, TypeError)


def find_runs(folder: Path) -> list[str]:
    """Return a line for each other run of Snakemake in a folder, by process number.

    A run's own jobs and the processes that started this one do not count. Runs on other
    machines that share the folder are known by the files that they wrote.
    """
    own = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    runs = []
    for process in psutil.process_iter():
        # A process may end meanwhile, and those of other users hide their folder.
        try:
            found = (
                process.pid not in own
                and _runs_snakemake(process)
                and not any(_runs_snakemake(parent) for parent in process.parents())
                and Path(process.cwd()) == folder.resolve()
            )
            if found:
                runs.append(_describe(process))
        except psutil.Error:
            continue
    for path in sorted((folder / HOLDERS).glob("*.json")):
        with contextlib.suppress(*NOT_READ):
            runs += _find_elsewhere(path)
    return runs


def hold_experiment(experiment: str) -> None:
    """Write down that this process runs an experiment.

    Snakemake's own lock is not enough: a run that ends removes the locks of all runs in
    the folder.

    Raises:
        InputError: when another process runs it and is alive, or is on another machine,
            so that nobody can tell here whether it is alive.
    """
    path = HOLDERS / f"{experiment}.json"
    with contextlib.suppress(*NOT_READ, psutil.Error):
        for holder in _find_elsewhere(path):
            raise InputError(f"experiment {experiment}: runs already, {holder}")
        held = json.loads(path.read_text())
        process = psutil.Process(held["process"])
        holder = _describe(process)
        if process.create_time() == held["start"] and process.pid != os.getpid():
            raise InputError(
                f"experiment {experiment}: runs already, {holder}; "
                "wait for its end or stop it"
            )
    path.parent.mkdir(parents=True, exist_ok=True)
    own = {"process": os.getpid(), "start": psutil.Process().create_time()}
    own["host"] = socket.gethostname()
    with written(path) as partial:
        partial.write_text(json.dumps(own))


def release_experiment(experiment: str) -> None:
    """Remove what `hold_experiment` wrote."""
    (HOLDERS / f"{experiment}.json").unlink(missing_ok=True)


def _find_elsewhere(path: Path) -> list[str]:
    """Return a line for the run that wrote a file, if it is on another machine."""
    held = json.loads(path.read_text())
    if held["host"] == socket.gethostname():
        return []
    return [
        f"process {held['process']} of {held['host']}; if it was killed, remove {path}"
    ]


def _runs_snakemake(process: psutil.Process) -> bool:
    return any(Path(part).name == "snakemake" for part in process.cmdline()[:3])


def _describe(process: psutil.Process) -> str:
    command = process.cmdline()
    names = [Path(part).name for part in command]
    if "snakemake" in names:
        command = ["snakemake", *command[names.index("snakemake") + 1 :]]
    start = time.strftime("%H:%M", time.localtime(process.create_time()))
    return f"process {process.pid} since {start}: {' '.join(command)}"


if __name__ == "__main__":
    found = find_runs(Path.cwd())
    print("\n".join(f"Another run is alive here: {run}" for run in found), end="")
    sys.exit(1 if found else 0)
