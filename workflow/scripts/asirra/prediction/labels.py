"""The classes that names of photos tell."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from asirra.photos.labels import NUMBERED_NAME


def read_labels(names: Sequence[str], classes: Sequence[str]) -> dict[str, str]:
    """Return the class that each file's name tells, in any case of letters, or "".

    By a name such as `cat.0.jpg`, where that is a class, or else by the folder.
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
