"""At the start and the end of a run: who runs what, and what was found."""

import sys
import time

from asirra.machine.runs import hold_experiment, release_experiment
from snakemake.exceptions import WorkflowError

STARTED = time.time()

if workflow.is_main_process:
    for run in find_runs(Path.cwd()):
        print(f"Another run is alive here, do not unlock: {run}", file=sys.stderr)


onstart:
    # Needed in addition to Snakemake's lock, which another run may have removed.
    try:
        hold_experiment(config["experiment"])
    except InputError as error:
        raise WorkflowError(f"Error: {error}") from None


onsuccess:
    release_experiment(config["experiment"])
    summary = Path(RESULTS) / "summary.txt"
    if summary.exists() and summary.stat().st_mtime >= STARTED:
        print(summary.read_text(), end="")


onerror:
    release_experiment(config["experiment"])
