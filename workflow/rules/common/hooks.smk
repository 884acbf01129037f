"""At the start and the end of a run: who runs what, and what was found."""

import sys
import time

from asirra.config.last_run import find_changes, find_left_trials, keep_config
from asirra.machine.outdated import Question
from asirra.machine.runs import hold_experiment, release_experiment
from snakemake.exceptions import WorkflowError

STARTED = time.time()
# The example is of no experiment: it runs beside any, and keeps no configuration.
IS_EXAMPLE = workflow.is_main_process and is_single_target("example", sys.argv[1:])
HELD = "example" if IS_EXAMPLE else config["experiment"]
IS_EXPERIMENT = not (IS_EXAMPLE or PREDICTS_ALONE)
# That of the last run of the experiment, which is compared with this one's.
LAST_CONFIG = Path(RESULTS) / "config.yaml"
# Asked while the model predicts, and answered at the end.
QUESTIONS: list[Question] = []

if workflow.is_main_process:
    for run in find_runs(Path.cwd()):
        print(f"Another run is alive here, do not unlock: {run}", file=sys.stderr)
if workflow.is_main_process and IS_EXPERIMENT:
    for line in (
        *find_left_trials(Path(RESULTS) / "search", config),
        find_changes(LAST_CONFIG, config),
    ):
        if line:
            print(line, file=sys.stderr)


onstart:
    # Needed in addition to Snakemake's lock, which another run may have removed.
    try:
        hold_experiment(HELD)
    except InputError as error:
        raise WorkflowError(f"Error: {error}") from None
    allow_failures()
    if IS_EXPERIMENT:
        keep_config(config, LAST_CONFIG)
        follow_trainings()
    if PREDICTS_ALONE:
        QUESTIONS.append(Question(CHOSEN_MODEL, sys.argv[1:]))


onsuccess:
    release_experiment(HELD)
    for console in CONSOLES:
        console.remove_table()
    for answer in filter(None, (question.answer() for question in QUESTIONS)):
        print(answer, file=sys.stderr)
    summary = Path(RESULTS) / "summary.txt"
    if not IS_EXAMPLE and summary.exists() and summary.stat().st_mtime >= STARTED:
        print(summary.read_text(), end="")


onerror:
    release_experiment(HELD)
    for question in QUESTIONS:
        question.process.kill()
