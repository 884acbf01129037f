"""The layout of results/: where every file of an experiment lies.

Paths are relative to the folder in which Snakemake runs. A part that is not given is a
wildcard of the rules.
"""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

# What a training of a final point leaves.
TRAINED = ("model.keras", "losses.csv", "history.csv", "result.json")


@dataclass(frozen=True)
class Results:
    """The results of one experiment; as text, their folder."""

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
        """Return the paths of a file of each of some trials, by number."""
        return [self.trial(name, strategy, trial) for trial in trials]

    def point(
        self, name: str, point: str = "{point}", seed: int | str = "{final_seed}"
    ) -> str:
        """Return the path of a file of a point that was trained again.

        Args:
            name: of the file.
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
    """Return the name of a trial's point among those that are trained again."""
    return f"{strategy}/trial_{trial:03d}"


def read_seed(path: str | Path) -> int:
    """Return the seed of a file of a point or a final model, by its path."""
    return int(Path(path).parent.name.removeprefix("seed_"))


def read_candidate(path: str | Path) -> str:
    """Return the candidate of a file of a final model, by its path."""
    return Path(path).parent.parent.name


def read_trial(path: str | Path) -> tuple[str, int]:
    """Return strategy and number of the trial of a trained point's file."""
    # The last: an experiment may be named as a trial's folder is.
    found = re.match(r"(?:.*/)?([a-z]+)/trial_(\d+)/", Path(path).as_posix())
    if found is None:
        raise ValueError(f"expected .../<strategy>/trial_<NNN>/..., got {path}")
    return found[1], int(found[2])


def read_selected(table: str | Path) -> list[tuple[str, int]]:
    """Return (strategy, number) of each trial in a table.

    Without pandas, whose import takes longer than all else while the DAG is built.
    """
    with open(table, newline="", encoding="utf-8") as file:
        return [(row["strategy"], int(row["trial"])) for row in csv.DictReader(file)]


def chosen_model(candidates: Sequence[str], seeds: Sequence[int]) -> tuple[str, int]:
    """Return candidate and seed of the final model that predicts other photos.

    It is the first search's best, with the first seed; the manual model where none is
    searched.
    """
    searches = [name for name in candidates if name != "manual"]
    return [*searches, "manual"][0], seeds[0]
