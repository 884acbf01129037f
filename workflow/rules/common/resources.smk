"""What a training asks for: cores and GPUs; memory and time, see attempts.smk."""

from asirra.machine.cards import visible_gpus
from snakemake.resources import Resource

DEVICES = config["training"]["devices"]
GPUS = visible_gpus(os.environ)
# A training takes all cores or, where there are GPUs, its share of the cores.
TRAINING_THREADS = max(1, workflow.cores // max(1, len(GPUS) // DEVICES))
if GPUS and "gpu" not in workflow.global_resources:
    workflow.register_resource("gpu", Resource("gpu", len(GPUS)))

# A trial that later suggestions wait for goes first.
PRIORITY = lambda wildcards: int(awaits_results(config, wildcards.strategy))
TRAINING = {
    "gpu": DEVICES,
    # Not a param, because a new value changes no result but would train again.
    "resume_minutes": config["training"]["resume_minutes"],
}
