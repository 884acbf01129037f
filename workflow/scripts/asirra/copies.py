"""Copies of results under another name."""

import shutil
from collections.abc import Iterable

from asirra.files import written


def copy_files(paths: Iterable[str], copies: Iterable[str]) -> None:
    """Copy each file to the path at its position in `copies`, whole or not at all."""
    for path, copy in zip(paths, copies, strict=True):
        with written(copy) as partial:
            shutil.copyfile(path, partial)
        print(f"{path} is kept as {copy}")
