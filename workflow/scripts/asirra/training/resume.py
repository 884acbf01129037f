"""Resume points: what a training that was killed goes on from."""

import hashlib
import json
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from asirra.files import written

# Between two saves, at least this many times the duration of a save passes, so that
# saves take at most 2.5 % of the time; gathering what is saved costs a little more.
TRAINING_PER_SAVE = 40


@dataclass
class ResumePoint:
    """A file of named arrays that a training saves now and then, and the one before.

    Attributes:
        path: the last save; the one before lies beside it.
        identity: tells what is trained, on what and by which code; a resume point of
            another identity is not used.
        minutes: minutes between two saves; 0 saves after every epoch.
        origin: what an earlier rung of this training ended with: it starts from there.
    """

    path: Path
    identity: str
    minutes: int
    origin: Path | None = None
    last_save: float = field(default_factory=time.monotonic)
    save_seconds: float = 0.0

    @property
    def path_before(self) -> Path:
        return self.path.with_stem(f"{self.path.stem}_before")

    def is_due(self, epoch_ended: bool) -> bool:
        """Return whether to save now, after a step."""
        if self.minutes == 0:
            return epoch_ended
        pause = max(60 * self.minutes, TRAINING_PER_SAVE * self.save_seconds)
        return time.monotonic() - self.last_save >= pause

    def save(self, arrays: dict[str, np.ndarray]) -> None:
        """Save beside the last save, which then becomes the one before.

        Raises:
            OSError: when the disk is full.
        """
        start = time.monotonic()
        with written(self.path) as partial:
            np.savez(partial, **{"identity": np.array(self.identity), **arrays})  # type: ignore[arg-type]
            if self.path.exists():
                os.replace(self.path, self.path_before)
        self.last_save = time.monotonic()
        self.save_seconds = self.last_save - start
        print(f"resume point saved in {self.save_seconds:.2f} s", flush=True)

    def load(self) -> dict[str, np.ndarray] | None:
        """Return the last save that is whole and of this identity, or None.

        It prints why a save is not used.
        """
        for path in (self.path, self.path_before):
            if not path.exists():
                continue
            try:
                arrays = read_arrays(path)
                if arrays.pop("identity").item() == self.identity:
                    return arrays
                print(f"{path.name} is of another training: not used", flush=True)
            # ASSUME: whatever reading it raises, the file is damaged.
            except Exception as error:
                print(f"{path.name} is damaged ({error}): not used", flush=True)
        return read_arrays(self.origin) if self.origin else None


def read_arrays(path: Path) -> dict[str, np.ndarray]:
    """Return the named arrays of a file; raises when it is damaged."""
    # Reading a member compares its CRC.
    with np.load(path, allow_pickle=False) as file:
        return dict(file)


def identify(settings: dict, paths: Iterable[str | Path]) -> str:
    """Return a checksum of settings and of the content of files.

    Args:
        settings: whatever JSON can hold.
        paths: paths of the files, in an order that does not change.
    """
    digest = hashlib.sha256(json.dumps(settings, sort_keys=True).encode())
    for path in paths:
        digest.update(hashlib.sha256(Path(path).read_bytes()).digest())
    return digest.hexdigest()


def remove_resume_point(path: Path) -> None:
    """Remove a resume point, the one before and what a kill left of a third."""
    for trace in path.parent.glob(f"*{path.stem}*{path.suffix}"):
        trace.unlink()
