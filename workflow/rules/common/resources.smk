"""What a training asks for: cores, GPUs, memory and time."""

from asirra.machine.cards import visible_gpus
from asirra.training.demand import count_photos
from snakemake.resources import Resource

DEVICES = config["training"]["devices"]
GPUS = visible_gpus(os.environ)
# A training takes all cores or, where there are GPUs, its share of the cores.
TRAINING_THREADS = max(1, workflow.cores // max(1, len(GPUS) // DEVICES))
if GPUS and "gpu" not in workflow.global_resources:
    workflow.register_resource("gpu", Resource("gpu", len(GPUS)))
DEMAND = largest_demand(config, DIMENSIONS)


def minutes(wildcards, input, attempt):
    """Return the minutes that a training may take, doubled with every new attempt."""
    num_photos = count_photos(input.photos, config["data"]["test_fraction"])
    return DEMAND.minutes(num_photos) * 2 ** (attempt - 1)


# A trial that later suggestions wait for goes first.
PRIORITY = lambda wildcards: int(awaits_results(config, wildcards.strategy))
TRAINING = {
    "gpu": DEVICES,
    "mem_mb": lambda wildcards, attempt: DEMAND.memory_mb() * 2 ** (attempt - 1),
    "runtime": minutes,
    # Not a param, because a new value changes no result but would train again.
    "resume_minutes": config["training"]["resume_minutes"],
}
