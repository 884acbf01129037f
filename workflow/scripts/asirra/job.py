"""What every job of the workflow does around its one function."""

import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from asirra.errors import InputError


@contextmanager
def logged(log_path: str) -> Iterator[Callable[[str], None]]:
    """Send all output of the job to its log, and report an error in one line.

    Yields a function that prints a line to the log and to the terminal.

    The file descriptors are redirected, not `sys.stderr` alone, because TensorFlow's
    C++ code bypasses it. A traceback goes to the log, never to the terminal.

    Raises:
        SystemExit: with status 1 when the job raised.
    """
    terminal = os.dup(2)

    def say(line: str) -> None:
        print(line)
        os.write(terminal, f"{line}\n".encode())

    sys.stdout.flush()
    with open(log_path, "w", buffering=1) as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
        try:
            yield say
        except Exception as error:
            if isinstance(error, InputError):
                message = f"Error: {error}"
            else:
                traceback.print_exc(file=log)
                message = f"Error: {type(error).__name__}: {error} (see {log_path})"
            say(message)
            sys.exit(1)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
