"""The devices that a job trains or predicts on, and the number format it uses."""

import os
from pathlib import Path

from asirra.errors import InputError
from asirra.machine.backend import keras, tf
from asirra.machine.cards import take_gpus, visible_gpus

POLICIES = {
    "float32": "float32",
    "bfloat16": "mixed_bfloat16",
    "float16": "mixed_float16",
}
# Without these, bfloat16 is emulated on a CPU and slower than float32.
CPU_BFLOAT16_FLAGS = {"avx512_bf16", "amx_bf16"}


def configure_device(precision: str, num_devices: int = 1) -> str:
    """Set up TensorFlow for this process; return the precision that it computes in.

    Args:
        precision: "float32", "bfloat16", "float16", or "auto", the fastest that the
            device has: on a CPU bfloat16 where it need not be emulated, on a GPU
            bfloat16 or else float16, otherwise float32. All but float32 are mixed: the
            variables stay float32.
        num_devices: GPUs of this training; without a GPU, parts of the CPU.
    """
    gpus = take_devices(num_devices)
    if not gpus and num_devices > 1:
        cpu = tf.config.list_physical_devices("CPU")[0]
        parts = [tf.config.LogicalDeviceConfiguration() for _ in range(num_devices)]
        tf.config.set_logical_device_configuration(cpu, parts)
    if precision == "auto":
        precision = (
            _fastest_gpu_precision(gpus[0]) if gpus else _fastest_cpu_precision()
        )
    keras.mixed_precision.set_dtype_policy(POLICIES[precision])
    return precision


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


def _fastest_gpu_precision(gpu: tf.config.PhysicalDevice) -> str:
    details = tf.config.experimental.get_device_details(gpu)
    capability = details.get("compute_capability", (0, 0))
    if capability >= (8, 0):
        return "bfloat16"
    return "float16" if capability >= (7, 0) else "float32"


def _fastest_cpu_precision() -> str:
    return "bfloat16" if _cpu_flags() & CPU_BFLOAT16_FLAGS else "float32"


def _cpu_flags() -> set[str]:
    cpuinfo = Path("/proc/cpuinfo")
    return set(cpuinfo.read_text().split()) if cpuinfo.exists() else set()
