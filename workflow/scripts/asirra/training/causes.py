"""Why a training cannot run, where its hyperparameters may be the cause."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from asirra.models.network import CannotBuild

# TensorFlow's names of the function and of the device's whole path.
CLUTTER = re.compile(r"\{\{.*?\}\}|/job:\S*/device:| \[Op:.*")
# A reason is a cell of tables.
MAX_CHARACTERS = 300
# What errors of allocations say, whatever their type: a GPU's libraries report them as
# internal or unknown ones.
OF_MEMORY = re.compile(r"out.of.memory|\boom\b|allocat", re.IGNORECASE)


class CannotTrain(Exception):
    """A training cannot run: one line that says why.

    Attributes:
        is_memory: whether memory was short.
        is_certain: whether another attempt would end the same way.
    """

    def __init__(self, reason: str, is_memory: bool = False, is_certain: bool = False):
        super().__init__(reason)
        self.is_memory, self.is_certain = is_memory, is_certain


@contextmanager
def telling_causes() -> Iterator[None]:
    """Turn what hyperparameters may cause while a network is built and trained.

    Raises:
        CannotTrain: where memory was short, or TensorFlow or Keras cannot build or
            compute the network. Other errors stay as they are.
    """
    from asirra.machine.backend import tf

    short = (MemoryError, tf.errors.ResourceExhaustedError)
    certain = (
        *(ValueError, tf.errors.InvalidArgumentError),
        *(tf.errors.UnimplementedError, tf.errors.FailedPreconditionError),
    )
    try:
        yield
    except CannotBuild as error:
        raise CannotTrain(str(error), is_certain=True) from error
    except (MemoryError, ValueError, tf.errors.OpError) as error:
        reason = describe_error(error)
        is_memory = isinstance(error, short) or bool(OF_MEMORY.search(reason))
        is_certain = isinstance(error, certain) and not is_memory
        raise CannotTrain(reason, is_memory, is_certain) from error


def describe_error(error: BaseException) -> str:
    """Return the type of an error and what it says, in one short line."""
    text = CLUTTER.sub("", " ".join(str(error).split()))
    line = " ".join(f"{type(error).__name__}: {text}".split()).removesuffix(":")
    return line if len(line) <= MAX_CHARACTERS else f"{line[: MAX_CHARACTERS - 1]}…"
