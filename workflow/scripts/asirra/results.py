"""The layout of results/: where every file of an experiment lies.

Paths are relative to the folder in which Snakemake runs. An argument that is left out
becomes a wildcard of the rules.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

# The files that the training of a point leaves.
TRAINED = ("model.keras", "losses.csv", "history.csv", "result.json")


@dataclass(frozen=True)
class Results:
    """The results of one experiment; as text, it is the path of their folder."""

    experiment: str

    def __str__(self) -> str:
        return f"results/{self.experiment}"

    def __fspath__(self) -> str:
        return str(self)

    def trial(
        self, name: str, strategy: str = "{strategy}", trial: int | str = "{trial}"
    ) -> str:
        """Return the path of a file of a trial."""
        number = f"{trial:03d}" if isinstance(trial, int) else trial
        return f"{self}/search/{strategy}/trial_{number}/{name}"

    def trials(self, name: str, strategy: str, trials: Iterable[int]) -> list[str]:
        """Return the paths of the same file of several trials, in the given order."""
        return [self.trial(name, strategy, trial) for trial in trials]

    def study(self, strategy: str = "{strategy}", number: int | str = "{round}") -> str:
        """Return the path of the file of all trials up to the end of a round."""
        number = f"{number:03d}" if isinstance(number, int) else number
        return f"{self}/search/{strategy}/study_{number}.jsonl"

    def point(
        self, name: str, point: str = "{point}", seed: int | str = "{final_seed}"
    ) -> str:
        """Return the path of a file of a point that was trained again.

        Args:
            name: name of the file.
            point: "manual" or, as `trial_point` returns it, "bayesian/trial_007".
            seed: one of the config's `final.seeds`.
        """
        return f"{self}/final/{point}/seed_{seed}/{name}"

    def final(
        self,
        name: str,
        candidate: str = "{candidate}",
        seed: int | str = "{final_seed}",
    ) -> str:
        """Return the path of a file of a final model."""
        return f"{self}/final/{candidate}/seed_{seed}/{name}"

    def log(self, name: str) -> str:
        """Return the path of a log, by the name of its rule and its wildcards."""
        return f"{self}/logs/{name}.log"


def trial_point(strategy: str, trial: int) -> str:
    """Return the name that a trial's point has when it is trained again."""
    return f"{strategy}/trial_{trial:03d}"


def read_seed(path: str | Path) -> int:
    """Return the seed in the path of a file of a point or a final model."""
    return int(Path(path).parent.name.removeprefix("seed_"))


def read_candidate(path: str | Path) -> str:
    """Return the candidate in the path of a file of a final model."""
    return Path(path).parent.parent.name


def read_trial(path: str | Path) -> tuple[str, int]:
    """Return the strategy and number of the trial in the path of a point's file.

    Raises:
        ValueError: when the path names no trial.
    """
    # The last match counts: an experiment may be named like a trial's folder.
    found = re.match(r"(?:.*/)?([a-z]+)/trial_(\d+)/", Path(path).as_posix())
    if found is None:
        raise ValueError(f"expected .../<strategy>/trial_<NNN>/..., got {path}")
    return found[1], int(found[2])


def read_selected(table: str | Path) -> list[tuple[str, int]]:
    """Return (strategy, number) of each trial in a table.

    It does without pandas, whose import would take longer than all else that builds
    the DAG.
    """
    with open(table, newline="", encoding="utf-8") as file:
        return [(row["strategy"], int(row["trial"])) for row in csv.DictReader(file)]


def chosen_model(candidates: Sequence[str], seeds: Sequence[int]) -> tuple[str, int]:
    """Return the candidate and seed of the final model that predicts other photos.

    It is the first candidate that is a strategy, or else manual, with the first seed.
    """
    searches = [name for name in candidates if name != "manual"]
    return [*searches, "manual"][0], seeds[0]
