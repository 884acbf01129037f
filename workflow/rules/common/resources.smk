"""What a training asks for: cores, GPUs, memory and time."""

from asirra.machine.cards import visible_cards
from asirra.models.sizes import network_size
from asirra.training.demand import training_memory_mb, training_minutes
from snakemake.resources import Resource

DEVICES = config["training"]["devices"]
CARDS = visible_cards(os.environ)
# A training takes all cores, or its GPUs and their share of the cores.
TRAINING_THREADS = max(1, workflow.cores // max(1, len(CARDS) // DEVICES))
if CARDS and "gpu" not in workflow.global_resources:
    workflow.register_resource("gpu", Resource("gpu", len(CARDS)))
# The largest that the search may try; a class more or less does not count.
LARGEST = {
    key: largest_value(key, config, DIMENSIONS)
    for key in ("crop_size_px", "width", "batch_size", "num_epochs")
}
LARGEST_NETWORK = network_size(LARGEST["crop_size_px"], LARGEST["width"], 2)


def memory_mb(wildcards, attempt):
    """Return a bound, doubled where it was too low."""
    bound = training_memory_mb(LARGEST_NETWORK, LARGEST["batch_size"])
    return bound * 2 ** (attempt - 1)


def minutes(wildcards, input, attempt):
    """Return a bound, doubled where it was too low."""
    # A line for each, counted once for every job that is planned: so without pandas.
    num_photos = Path(input.photos).read_bytes().count(b"\n")
    num_photos = round(num_photos * (1 - config["data"]["test_fraction"]))
    patches = config["training"]["validation_patches"]
    num_photos *= LARGEST["num_epochs"]
    bound = training_minutes(LARGEST_NETWORK, num_photos, patches)
    return bound * 2 ** (attempt - 1)


TRAINING = {
    "gpu": DEVICES,
    "mem_mb": memory_mb,
    "runtime": minutes,
    # Not a param: it changes no result, and another param trains again.
    "resume_minutes": config["training"]["resume_minutes"],
}
