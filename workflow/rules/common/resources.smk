"""What a training asks for: cores and GPUs; memory and time, see attempts.smk."""

from asirra.config.side_by_side import count_finals, count_trials_at_once
from asirra.machine.cards import visible_gpus
from asirra.machine.cores import share_cores
from asirra.machine.memory import machine_memory_mb
from asirra.training.demand import CPU_PROCESS_MB
from snakemake.resources import Resource

DEVICES = config["training"]["devices"]
GPUS = visible_gpus(os.environ)
# What a job takes that has no other beside it; where there are GPUs, its share.
ALL_CORES = max(1, workflow.cores // max(1, len(GPUS) // DEVICES))
if GPUS and "gpu" not in workflow.global_resources:
    workflow.register_resource("gpu", Resource("gpu", len(GPUS)))


def training_cores(num_trainings):
    """Return the cores of each of so many trainings that may run at once."""
    if config["training"]["cores"] != "auto":
        return config["training"]["cores"]
    if GPUS:
        return ALL_CORES
    needed_mb = DEMAND.memory_mb(CPU_PROCESS_MB)
    return share_cores(workflow.cores, num_trainings, needed_mb, machine_memory_mb())


TRIAL_CORES = training_cores(count_trials_at_once(config))
FINAL_CORES = training_cores(count_finals(config))

# A trial that later suggestions wait for goes first.
PRIORITY = lambda wildcards: int(awaits_results(config, wildcards.strategy))
TRAINING = {
    "gpu": DEVICES,
    # Not a param, because a new value changes no result but would train again.
    "resume_minutes": config["training"]["resume_minutes"],
}
