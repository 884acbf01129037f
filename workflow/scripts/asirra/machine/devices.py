"""The devices that a job trains or predicts on, and the number format it uses."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from asirra.errors import InputError
from asirra.machine.backend import keras, tf
from asirra.machine.cards import take_gpus, visible_gpus
from asirra.machine.processor import fastest_precision, read_processor

POLICIES = {
    "float32": "float32",
    "bfloat16": "mixed_bfloat16",
    "float16": "mixed_float16",
}


@dataclass(frozen=True)
class Device:
    """What a training runs on, and the number format that it computes in.

    Attributes:
        name: "AMD EPYC 7B13, 2 cores" or "2 × NVIDIA A100".
        precision: "float32", "bfloat16" or "float16".
        reason: why this precision.
    """

    name: str
    precision: str
    reason: str


def configure_device(precision: str, num_devices: int = 1) -> Device:
    """Set up TensorFlow for this process; return what it computes on, and in what.

    Args:
        precision: "float32", "bfloat16", "float16", or "auto", the fastest that the
            device has: on a CPU what `fastest_precision` says, on a GPU bfloat16 or
            else float16, otherwise float32. All but float32 are mixed: the variables
            stay float32.
        num_devices: GPUs of this training; without a GPU, parts of the CPU.
    """
    gpus = take_devices(num_devices)
    if not gpus and num_devices > 1:
        cpu = tf.config.list_physical_devices("CPU")[0]
        parts = [tf.config.LogicalDeviceConfiguration() for _ in range(num_devices)]
        tf.config.set_logical_device_configuration(cpu, parts)
    name = _name_gpus(gpus) if gpus else _name_cpu()
    reason = "training.precision says so"
    if precision == "auto":
        precision, reason = (
            _fastest_gpu_precision(gpus[0])
            if gpus
            else fastest_precision(read_processor())
        )
    keras.mixed_precision.set_dtype_policy(POLICIES[precision])
    return Device(name, precision, reason)


def describe_unseen_gpus() -> str:
    """Return a line on GPUs that are there but that TensorFlow does not see, or ""."""
    gpus = visible_gpus(os.environ)
    if not gpus or tf.config.list_physical_devices("GPU"):
        return ""
    return (
        f"TensorFlow sees none of the NVIDIA GPUs here ({', '.join(gpus)}), so this "
        "training runs on the CPU; usual causes: its CUDA libraries are missing (pip "
        f"install 'tensorflow[and-cuda]=={tf.__version__}'), the driver is too old for "
        "them, or CUDA_VISIBLE_DEVICES names GPUs that are not there"
    )


def take_devices(num_devices: int = 1) -> list[tf.config.PhysicalDevice]:
    """Take the job's cores and, if there are any, GPUs that no other job has.

    Returns the GPUs. TensorFlow takes their memory as it needs it.

    Raises:
        InputError: when the machine has GPUs, but too few.
    """
    # Snakemake tells a job its number of cores so, but TensorFlow ignores the variable.
    if num_threads := int(os.environ.get("OMP_NUM_THREADS", 0)):
        tf.config.threading.set_intra_op_parallelism_threads(num_threads)
        tf.config.threading.set_inter_op_parallelism_threads(num_threads)
    gpus = tf.config.list_physical_devices("GPU")
    if not gpus:
        return []
    if len(gpus) < num_devices:
        raise InputError(
            f"training.devices: expected at most {len(gpus)}, the GPUs that this job "
            f"sees, got {num_devices}"
        )
    names = visible_gpus(os.environ)
    if len(names) != len(gpus):
        names = [str(index) for index in range(len(gpus))]
    gpus = [gpus[index] for index in take_gpus(names, num_devices)]
    tf.config.set_visible_devices(gpus, "GPU")
    # Without it, the gradients of a convolution are summed in any order.
    tf.config.experimental.enable_op_determinism()
    for gpu in gpus:
        tf.config.experimental.set_memory_growth(gpu, True)
    return gpus


def _fastest_gpu_precision(gpu: tf.config.PhysicalDevice) -> tuple[str, str]:
    """Return the fastest precision of a GPU, and why."""
    details = tf.config.experimental.get_device_details(gpu)
    capability = details.get("compute_capability", (0, 0))
    reason = f"this GPU's compute capability is {capability[0]}.{capability[1]}"
    if capability >= (8, 0):
        return "bfloat16", reason
    return "float16" if capability >= (7, 0) else "float32", reason


def _name_gpus(gpus: Sequence[tf.config.PhysicalDevice]) -> str:
    details = [tf.config.experimental.get_device_details(gpu) for gpu in gpus]
    names = Counter(each.get("device_name", "GPU") for each in details)
    return " + ".join(f"{count} × {name}" for name, count in names.items())


def _name_cpu() -> str:
    num_cores = int(os.environ.get("OMP_NUM_THREADS", 0)) or os.cpu_count()
    cores = "core" if num_cores == 1 else "cores"
    return f"{read_processor().model}, {num_cores} {cores}"
