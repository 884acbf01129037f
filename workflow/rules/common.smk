"""What all rules share: the checked configuration, watched code, input functions."""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(workflow.basedir) / "workflow/scripts"))

from asirra.code import find_code
from asirra.config import check_config
from asirra.errors import InputError
from asirra.sources import fingerprint_folder
from asirra.space import read_space
from snakemake.exceptions import WorkflowError

SCRIPTS = Path(os.path.relpath(Path(workflow.basedir) / "workflow/scripts"))
SCHEMA = yaml.safe_load((SCRIPTS.parent / "schemas/config.schema.yaml").read_text())
STARTED = time.time()

try:
    check_config(config, SCHEMA)
except InputError as error:
    raise WorkflowError(str(error)) from None

RESULTS = f"results/{config['experiment']}"
DATA = f"{RESULTS}/data"
TRIAL = f"{RESULTS}/search/{{strategy}}/trial_{{trial}}"
FINAL = f"{RESULTS}/final/{{candidate}}/seed_{{final_seed}}"
STRATEGIES = config["search"]["strategies"]
SPACE = [asdict(dimension) for dimension in read_space(config, SCHEMA)]


wildcard_constraints:
    strategy="[a-z]+",
    candidate="[a-z]+",
    trial=r"\d+",
    final_seed=r"\d+",


def code(script):
    """Return a script and the modules it imports: inputs, compared by checksum."""
    return [str(path) for path in find_code(SCRIPTS / script)]


def photo_source(wildcards):
    """Return the folder or zip of photos: drawn, given, or fetched and kept."""
    source = config["data"]["source"]
    if source == "synthetic":
        return f"{DATA}/drawings.zip"
    return storage.http(source, keep_local=True) if "://" in source else source


def fingerprint(source):
    """Return what tells that a folder changed: Snakemake sees its own time alone."""
    return fingerprint_folder(source) if Path(source).is_dir() else None


def unsearched(section):
    """Return a config section without the keys that the search chooses."""
    searched = {dimension["name"] for dimension in SPACE}
    return {k: v for k, v in config[section].items() if k not in searched}


def earlier_trials(wildcards, name):
    """Return a file of each trial of the rounds before this trial's."""
    per_round = config["search"]["trials_per_round"]
    trials = range(int(wildcards.trial) // per_round * per_round)
    pattern = f"{RESULTS}/search/{wildcards.strategy}/trial_{{:03d}}/{name}"
    return [pattern.format(trial) for trial in trials]


def all_trials(strategy, name="result.json"):
    """Return an input function that unfolds the search: a file of each of its trials.

    It asks the checkpoints one by one, up to the budget or until one says "over".
    """

    def trials(wildcards):
        paths = []
        for trial in range(config["search"]["num_trials"]):
            which = {"strategy": strategy, "trial": f"{trial:03d}"}
            suggestion = Path(checkpoints.suggest_trial.get(**which).output[0])
            if "over" in json.loads(suggestion.read_text()):
                break
            paths.append(str(suggestion.with_name(name)))
        return paths

    return trials


def candidate_section(section):
    """Return an input function: the configured values that a candidate keeps."""
    return lambda wildcards: (
        config[section] if wildcards.candidate == "manual" else unsearched(section)
    )


def best_parameters(wildcards):
    """Return the table of the best trials; the manual candidate needs none."""
    is_manual = wildcards.candidate == "manual"
    return [] if is_manual else f"{RESULTS}/tables/best_parameters.csv"


def final_paths(pattern):
    """Return a path of every final model."""
    final = config["final"]
    wildcards = {"candidate": final["candidates"], "final_seed": final["seeds"]}
    return expand(f"{RESULTS}/{pattern}", **wildcards)


def show_summary():
    """Print what this run found, if it went that far."""
    summary = Path(RESULTS) / "summary.txt"
    if summary.exists() and summary.stat().st_mtime >= STARTED:
        print(summary.read_text(), end="")
