"""Attempts of a training, and what each leaves to the next one.

Snakemake tries a job again that failed, and tells it the number of its attempt, but not
why the one before failed: a killed process says nothing, and a scheduler's word reaches
no job. So each attempt writes beside its result what is to be believed of it, should it
write nothing more, and writes more where it can.
"""

import os
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from asirra.files import read_json, write_json
from asirra.training.causes import CannotTrain, describe_error

# The file beside a result in which its attempts say how they ended.
ATTEMPTS = "attempts.json"
# Slurm ends a job that ran out of time by SIGTERM, which comes so many minutes before
# the limit at most: Snakemake started that much before the training.
LAST_MINUTES = 5


@dataclass(frozen=True)
class End:
    """How an attempt ended.

    Attributes:
        attempt: its number, from 1.
        reason: one line.
        short_of: "memory", "time", or "" where neither was short.
        is_error: whether no hyperparameter can cause it, so that it ends the run.
        trace: the traceback, if any: Snakemake removes the log of an attempt that ended
            before it starts the next.
    """

    attempt: int
    reason: str
    short_of: str = ""
    is_error: bool = False
    trace: str = ""


@dataclass(frozen=True)
class Attempt:
    """An attempt of a training.

    Attributes:
        number: number of the attempt, from 1; a new run starts from 1.
        num_trainings: attempts that train. A trial has one more, which records that it
            failed.
        path: where the attempts say how they ended; must lie on the disk of the result.
        minutes: minutes that the scheduler gives to the attempt.
    """

    number: int
    num_trainings: int
    path: Path
    minutes: float

    @property
    def trains(self) -> bool:
        """Whether it trains, rather than records that all others failed."""
        return self.number <= self.num_trainings

    def last_end(self) -> End:
        """Return how the last attempt that did anything ended.

        After an error none does; one that is killed at once leaves no word.
        """
        before = killed(self.number - 1)
        last = [before, *read_ends(self.path, self.number)][-1]
        return last if last.is_error or last.attempt == before.attempt else before

    def raise_error(self) -> None:
        """End as the attempt before, if that ended with an error: it was told of."""
        if self.number > 1 and self.last_end().is_error:
            self.tell_earlier()
            sys.exit(1)

    def tell_earlier(self) -> None:
        """Print how the attempts before ended."""
        for end in read_ends(self.path, self.number):
            print(f"attempt {end.attempt}: {end.reason}\n{end.trace}", flush=True)

    @contextmanager
    def noted(self) -> Iterator[None]:
        """Write down how the attempt ends; when all goes well, leave nothing.

        Raises:
            SystemExit: when the attempt before ended with an error.
        """
        self.raise_error()
        start = time.monotonic()
        earlier = read_ends(self.path, self.number)

        def note(reason: str, **more: Any) -> None:
            ends = [*earlier, End(self.number, reason, **more)]
            write_json([asdict(end) for end in ends], self.path)

        def end_by_signal(number: int, frame: Any) -> None:
            minutes = (time.monotonic() - start) / 60
            is_late = minutes >= self.minutes - LAST_MINUTES
            reason = f"out of time, after {minutes:.0f} min" if is_late else "stopped"
            note(reason, short_of="time" if is_late else "")
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)

        note(**_without_number(killed(self.number)))
        before = signal.signal(signal.SIGTERM, end_by_signal)
        try:
            yield
        except CannotTrain as error:
            short_of = "memory" if error.is_memory else ""
            note(str(error), short_of=short_of, trace=traceback.format_exc())
            raise
        except Exception as error:
            # The disk may be full.
            with suppress(OSError):
                trace = traceback.format_exc()
                note(describe_error(error), is_error=True, trace=trace)
            raise
        finally:
            signal.signal(signal.SIGTERM, before)
        self.path.unlink()


def read_attempt(resources: Any, result_path: Path) -> Attempt:
    """Return the attempt that a job is, from its resources and its result's path."""
    return Attempt(
        number=resources.attempt,
        num_trainings=resources.num_trainings,
        path=result_path.with_name(ATTEMPTS),
        minutes=resources.runtime,
    )


def killed(attempt: int) -> End:
    """Return the end of an attempt that wrote nothing: SIGKILL lets no process write.

    Slurm and Linux kill so what takes too much memory; a node that fails looks the
    same.
    """
    return End(attempt, "killed (out of memory?)", short_of="memory")


def _without_number(end: End) -> dict[str, Any]:
    return {key: value for key, value in asdict(end).items() if key != "attempt"}


def read_ends(path: str | Path, attempt: int) -> list[End]:
    """Return how the attempts before one ended, as far as they wrote it.

    Those of an earlier run do not count: a first attempt has none before it.
    """
    try:
        ends = [End(**fields) for fields in read_json(path)] if attempt > 1 else []
    except FileNotFoundError:
        return []
    return [end for end in ends if end.attempt < attempt]


def count_short(path: str | Path, attempt: int, short_of: str) -> int:
    """Return in how many attempts before one memory or time was short."""
    return sum(end.short_of == short_of for end in read_ends(path, attempt))
