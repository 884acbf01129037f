"""Attempts of a training: how many there are, and what memory and time each asks for."""

from asirra.training.attempts import ATTEMPTS, count_short
from asirra.training.demand import count_photos
from snakemake.io import apply_wildcards

# Jobs inherit it: Snakemake tells a job its attempt, but not how many there may be.
RETRIES = "ASIRRA_RETRIES"
# A trial that failed is no error: its last attempt trains nothing, and says so.
MAY_FAIL = ("train_trial", "train_rung")
DEMAND = largest_demand(config, DIMENSIONS)


def allow_failures():
    """Give trials one attempt more than other jobs, at the start of a run.

    Before, Snakemake has not read the number of retries.
    """
    retries = workflow.execution_settings.retries
    os.environ[RETRIES] = str(retries)
    workflow.register_envvars(RETRIES)
    for each in workflow.rules:
        if each.name in MAY_FAIL:
            each.restart_times = retries + 1


def count_trainings(wildcards):
    """Return how many attempts of a job train."""
    if workflow.is_main_process:
        return workflow.execution_settings.retries + 1
    return int(os.environ[RETRIES]) + 1


def attempts(result):
    """Return the resources that depend on how earlier attempts ended.

    Memory and time are doubled with every attempt in which they were short.
    """
    notes = str(Path(result).with_name(ATTEMPTS))

    def growth(wildcards, attempt, short_of):
        return 2 ** count_short(apply_wildcards(notes, wildcards), attempt, short_of)

    def memory_mb(wildcards, attempt):
        return DEMAND.memory_mb() * growth(wildcards, attempt, "memory")

    def minutes(wildcards, input, attempt):
        num_photos = count_photos(input.photos, config["data"]["test_fraction"])
        return DEMAND.minutes(num_photos) * growth(wildcards, attempt, "time")

    return {
        "mem_mb": memory_mb,
        "runtime": minutes,
        "attempt": lambda wildcards, attempt: attempt,
        "num_trainings": count_trainings,
    }
