"""The paths of Python and the project, in commands that Snakemake puts together."""

import os
import shlex

from asirra.errors import InputError


def as_shell_word(path: str) -> str:
    """Return a path that a shell takes as it is, in the current folder.

    Args:
        path: of the interpreter; it stays where a shell takes it already.
    """
    if shlex.quote(path) == path:
        return path
    # What lies in this folder needs no quotes in most cases.
    return shlex.quote(os.path.relpath(path))


def check_folder(folder: str) -> None:
    """Check that Snakemake can run in a folder.

    Raises:
        InputError: when it cannot, as it fills in what stands in braces.
    """
    if "{" in folder or "}" in folder:
        raise InputError(
            "the project's folder: expected a path without braces, which Snakemake "
            f"would fill in, got {folder}; rename or move it"
        )
