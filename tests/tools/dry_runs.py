"""Dry runs one after the other, for which Snakemake is imported once.

As a program, `python -m tests.tools.dry_runs`, it reads a line of JSON per run (its
folder and arguments, and the file for what it prints) and answers with the run's exit
status.
Each is a process of its own, forked from this one, which has nothing loaded but
Snakemake.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path


class DryRuns:
    """The program and what it was asked, for use in `with`."""

    def __enter__(self) -> "DryRuns":
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.tools.dry_runs"],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *error: object) -> None:
        self.process.communicate()

    def run(self, folder: Path, arguments: Sequence[str]) -> tuple[int, str]:
        """Return the exit status of a dry run in a folder, and what it printed."""
        with tempfile.NamedTemporaryFile("r") as output:
            request = [str(folder), [*arguments, "--dry-run"], output.name]
            self.process.stdin.write(json.dumps(request) + "\n")
            self.process.stdin.flush()
            return int(self.process.stdout.readline()), output.read()


def serve() -> None:
    """Answer each line of the standard input."""
    import snakemake.cli

    for line in sys.stdin:
        folder, arguments, output = json.loads(line)
        child = os.fork()
        if child == 0:
            os.chdir(folder)
            file = os.open(output, os.O_WRONLY)
            os.dup2(file, 1)
            os.dup2(file, 2)
            sys.argv = ["snakemake", *arguments]
            try:
                snakemake.cli.main(arguments)
            except SystemExit as end:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(int(end.code or 0))
            os._exit(2)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    serve()
