"""The path of Python, for commands that are put together without quotes."""

import os
import shlex


def as_shell_word(path: str) -> str:
    """Return a path that a shell takes as it is, in the current folder.

    Args:
        path: of the interpreter; it stays where a shell takes it already.
    """
    if shlex.quote(path) == path:
        return path
    # What lies in this folder needs no quotes in most cases.
    return shlex.quote(os.path.relpath(path))
