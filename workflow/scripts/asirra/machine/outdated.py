"""Tell whether a model that predicts is out of date, while it predicts."""

import shlex
import subprocess
import sys
from collections.abc import Sequence

# How long the end of a prediction may wait for the answer.
PATIENCE_SECONDS = 3


class Question:
    """A dry run that would make the model, which goes on in the background.

    Attributes:
        model: path of the model.
        process: the dry run.
    """

    def __init__(self, model: str, arguments: Sequence[str], target: str = "predict"):
        """Start the dry run.

        Args:
            model: path of the model.
            arguments: of this run of Snakemake.
            target: what this run makes, in place of which the model is asked for.
        """
        self.model = model
        asked = [model if argument == target else argument for argument in arguments]
        self.process = subprocess.Popen(
            [*shlex.split(sys.executable), "-m", "snakemake", "--dry-run", *asked],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def answer(self) -> str:
        """Return a line that says whether the model is out of date, "" if it is not."""
        try:
            output, _ = self.process.communicate(timeout=PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            return self._unknown(f"no answer after {PATIENCE_SECONDS} more seconds")
        if self.process.returncode != 0:
            lines = output.strip().splitlines() or ["no reason given"]
            return self._unknown(lines[-1])
        if "Nothing to be done" in output:
            return ""
        return (
            f"predict: {self.model} was used as it is, but it is out of date: photos, "
            "configuration or code changed since, or a file is missing; to renew it, "
            "run snakemake --cores all with the same configuration"
        )

    def _unknown(self, reason: str) -> str:
        return (
            f"predict: {self.model} was used as it is; whether it is out of date "
            f"cannot be told ({reason})"
        )
