"""The GPUs of this machine, and who takes which; no TensorFlow."""

import fcntl
import itertools
import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

# On this machine's own disk.
LOCKS = Path(tempfile.gettempdir())
# Open as long as the process lives, and with them the locks.
_locks: list[int] = []


def visible_cards(
    environment: Mapping[str, str], devices: Path = Path("/dev")
) -> list[str]:
    """Return the names of the NVIDIA GPUs that jobs may use, without asking a driver.

    Args:
        environment: where CUDA_VISIBLE_DEVICES may leave only some.
        devices: the folder of the machine's devices.
    """
    visible = environment.get("CUDA_VISIBLE_DEVICES")
    if visible is not None:
        cards = itertools.takewhile(lambda card: card != "-1", visible.split(","))
        return [card.strip() for card in cards if card.strip()]
    found = devices.glob("nvidia[0-9]*")
    return sorted((path.name.removeprefix("nvidia") for path in found), key=int)


def take_cards(cards: Sequence[str], wanted: int, folder: Path = LOCKS) -> list[int]:
    """Take the first cards that no other job of this user here holds; return which.

    They are held until the process ends, however it ends. Where too few are free, the
    first of the others are shared.

    Args:
        cards: the names of those that this job sees.
        wanted: how many to take.
        folder: of the locks.

    Returns:
        Indices into `cards`, rising.
    """
    # On a cluster the scheduler has given them out already.
    if len(cards) <= wanted:
        return list(range(len(cards)))
    taken: list[int] = []
    for index, card in enumerate(cards):
        if len(taken) < wanted:
            path = folder / f"asirra_{os.getuid()}_card_{card}.lock"
            lock = os.open(path, os.O_CREAT | os.O_RDWR)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                os.close(lock)
            else:
                _locks.append(lock)
                taken.append(index)
    others = [index for index in range(len(cards)) if index not in taken]
    return sorted(taken + others[: wanted - len(taken)])
