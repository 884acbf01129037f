"""What all rules share: the checked configuration, names, watched code."""

import gc
import os
import sys
from dataclasses import asdict
from pathlib import Path

import yaml

# What Snakemake has loaded stays: to look for garbage in it again and again would take
# a twentieth of a dry run.
gc.freeze()
# Snakemake writes the folders of this process's `sys.path` into every script, so that
# scripts at any depth can import the package `asirra`.
sys.path.insert(0, str(Path(workflow.basedir) / "workflow/scripts"))

from asirra.code import find_code
from asirra.config.checks import (
    NO_PHOTOS_TO_PREDICT,
    check_config,
    check_source,
    is_gone,
    is_path,
    why_needed,
)
from asirra.config.command_line import check_flags, config_entries, is_single_target
from asirra.config.duplicates import check_entries, check_files
from asirra.config.networks import check_networks
from asirra.config.options import option_keys
from asirra.config.paths import expand_paths
from asirra.config.schema import complete_schema, read_config
from asirra.config.search_settings import (
    awaits_results,
    process_settings,
    pruning_settings,
    search_settings,
)
from asirra.config.settings import (
    label_tables,
    largest_demand,
    listing_settings,
    point_settings,
    read_space,
    split_settings,
    training_settings,
    unused_modules,
)
from asirra.errors import InputError
from asirra.machine.interpreter import as_shell_word, check_folder
from asirra.machine.runs import find_runs
from asirra.objectives import OBJECTIVES
from asirra.photos.fingerprints import fingerprint_source
from asirra.results import Results, chosen_model
from asirra.search.known import check_known
from asirra.search.strategies import STRATEGIES

SCRIPTS = Path(os.path.relpath(Path(workflow.basedir) / "workflow/scripts"))
SCHEMA, DEFAULTS = (
    # Written in C, it is ten times as fast.
    yaml.load((SCRIPTS.parent / path).read_text("utf-8"), yaml.CSafeLoader)
    for path in ("schemas/config.schema.yaml", "../config/config.yaml")
)
SCHEMA = complete_schema(SCHEMA, option_keys(config, SCHEMA))
# Every job inherits this variable, which must be set before TensorFlow is imported. By
# itself, TensorFlow uses oneDNN's kernels, which train up to 1.8 times as fast, only on
# CPUs with AVX-512.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")
# Snakemake writes it into the command of every job as it is, spaces and all.
sys.executable = as_shell_word(sys.executable)

try:
    # Jobs have a command line of Snakemake's own.
    if workflow.is_main_process:
        check_folder(str(workflow.basedir))
        check_flags(sys.argv[1:])
        check_entries(config_entries(sys.argv[1:]))
        check_files(Path(os.path.relpath(path)) for path in workflow.configfiles)
    config.update(expand_paths(read_config(config, SCHEMA)))
    check_config(config, SCHEMA, DEFAULTS)
    RESULTS = Results(config["experiment"])
    DATA = f"{RESULTS}/data"
    DIMENSIONS = read_space(config, SCHEMA)
    SOURCE = config["data"]["source"]
    LABEL_TABLE = label_tables(config)
    CHOSEN = chosen_model(config["final"]["candidates"], config["final"]["seeds"])
    CHOSEN_MODEL = RESULTS.final("model.keras", *CHOSEN)
    # Predictions need no more than a model that is there, whatever changed since.
    PREDICTS_ALONE = (
        workflow.is_main_process
        and is_single_target("predict", sys.argv[1:])
        and all(Path(path).exists() for path in (CHOSEN_MODEL, f"{DATA}/photos.csv"))
    )
    if workflow.is_main_process and not PREDICTS_ALONE:
        check_source(config)
        check_known(
            config,
            DIMENSIONS,
            OBJECTIVES[config["search"]["objective"]],
            f"{RESULTS}/tables/trials.csv",
        )
        check_networks(config, DIMENSIONS)
    # Snakemake would compare only the times of photos, not their content.
    FINGERPRINT, PREDICT_FINGERPRINT = (
        (
            fingerprint_source(source, Path(".snakemake/asirra"), key)
            if source and is_path(source) and Path(source).exists()
            else None
        )
        for key, source in [
            ("data.source", None if PREDICTS_ALONE else SOURCE),
            ("predict", config["predict"]),
        ]
    )
except InputError as error:
    # Not a WorkflowError, which would name this line of code.
    sys.exit(f"Error: {error}")

SPACE = [asdict(dimension) for dimension in DIMENSIONS]
SEARCHED = [dimension.name for dimension in DIMENSIONS]
SEARCHES = config["search"]["strategies"]
# Tables of earlier searches, which a search that learns is informed by.
KNOWN = config["search"]["known"]
OBJECTIVE = config["search"]["objective"]
PROCESS = process_settings(config)
# All figures and their pages; each file in figures/ adds its own.
FIGURES: list[str] = []
# Modules of networks that are not trained: an edit of one makes nothing again.
UNUSED_NETWORKS = [
    SCRIPTS / f"asirra/models/{name}.py" for name in unused_modules(config, DIMENSIONS)
]


wildcard_constraints:
    strategy="[a-z]+",
    candidate="[a-z]+",
    # "manual" or, for instance, "bayesian/trial_007".
    point=r"manual|[a-z]+/trial_\d+",
    trial=r"\d+",
    round=r"\d+",
    final_seed=r"\d+",


def code(script):
    """Return a script and the modules it imports: inputs, compared by checksum."""
    return [str(path) for path in find_code(SCRIPTS / script, SCRIPTS, UNUSED_NETWORKS)]
