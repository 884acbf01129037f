"""The NVIDIA GPUs of this machine, and which job takes which; no TensorFlow."""

import fcntl
import itertools
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

# On the machine's own disk, because the locks concern this machine alone.
LOCKS = Path(tempfile.gettempdir())
# Files of locks: the process holds a lock as long as its file is open.
_locks: list[int] = []


def visible_gpus(
    environment: Mapping[str, str], devices: Path = Path("/dev")
) -> list[str]:
    """Return the names of the NVIDIA GPUs that jobs may use, without asking a driver.

    Args:
        environment: variables, of which CUDA_VISIBLE_DEVICES may hide some GPUs.
        devices: the folder of the machine's devices.
    """
    visible = environment.get("CUDA_VISIBLE_DEVICES")
    if visible is not None:
        gpus = itertools.takewhile(lambda gpu: gpu != "-1", visible.split(","))
        return [gpu.strip() for gpu in gpus if gpu.strip()]
    found = devices.glob("nvidia[0-9]*")
    return sorted((path.name.removeprefix("nvidia") for path in found), key=int)


def take_gpus(gpus: Sequence[str], wanted: int, folder: Path = LOCKS) -> list[int]:
    """Take the first GPUs that no other job of this user holds on this machine.

    They are held until the process ends, however it ends. Where too few are free, the
    first of the others are shared.

    Args:
        gpus: names of the GPUs that this job sees.
        wanted: how many to take.
        folder: folder of the locks.

    Returns:
        Indices of the GPUs taken, in rising order.
    """
    # There is nothing to choose: on a cluster, the scheduler has chosen already.
    if len(gpus) <= wanted:
        return list(range(len(gpus)))
    taken: list[int] = []
    for index, gpu in enumerate(gpus):
        if len(taken) < wanted:
            path = folder / f"asirra_{os.getuid()}_card_{gpu}.lock"
            lock = os.open(path, os.O_CREAT | os.O_RDWR)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(lock)
            else:
                _locks.append(lock)
                taken.append(index)
    others = [index for index in range(len(gpus)) if index not in taken]
    return sorted(taken + others[: wanted - len(taken)])
