"""Read the classes of photos from their names."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from asirra.photos.names import NUMBERED_NAME


def read_labels(names: Sequence[str], classes: Sequence[str]) -> dict[str, str]:
    """Return the class that each file's name tells, or "" where it tells none.

    The class is the first part of a name such as `cat.0.jpg`, or else the folder, where
    this is one of the classes in any case of letters.
    """
    known = {label.casefold(): label for label in classes}
    labels = {}
    for name in names:
        path = PurePosixPath(name)
        match = NUMBERED_NAME.fullmatch(path.name)
        told = [match["label"] if match else "", path.parent.name]
        labels[name] = next(
            (known[t.casefold()] for t in told if t.casefold() in known), ""
        )
    return labels
