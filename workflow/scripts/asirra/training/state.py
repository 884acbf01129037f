"""All that the rest of a training depends on."""

import json
import math
import time
from dataclasses import asdict, dataclass, field

import numpy as np
import pandas as pd

from asirra.machine.backend import keras
from asirra.training.schedules import PlateauSchedule

COLUMNS = ["epoch", "loss", "train_accuracy", "validation_accuracy", "learning_rate"]


@dataclass
class Training:
    """A training, under way or ended; then `model` has the best epoch's weights.

    Attributes:
        model: the network; its variables hold dropout's random state too.
        optimizer: its variables hold the momentum and the learning rate.
        schedule: of the learning rate.
        num_epochs: in all, if it does not diverge.
        num_steps: of an epoch.
        status: "complete"; "diverged" when the loss was not finite; "pruned", or
            "paused" at the end of a rung of halving, when it ended early.
        history: one row per completed epoch: epoch (from 1), loss (with regularisation,
            mean over the steps), train_accuracy (on the augmented batches),
            validation_accuracy, learning_rate.
        best_epoch: the first with the highest validation accuracy; 0: before training.
        validation_accuracy: of that epoch.
        best_weights: of that epoch.
        step: steps done; with the seed it is the position in the data.
        losses: of all steps.
        num_correct: photos of the present epoch that were classified correctly.
    """

    model: keras.Model
    optimizer: keras.Optimizer
    schedule: PlateauSchedule
    num_epochs: int
    num_steps: int
    status: str = "complete"
    history: list[dict] = field(default_factory=list)
    best_epoch: int = 0
    validation_accuracy: float = math.nan
    best_weights: list[np.ndarray] = field(default_factory=list)
    step: int = 0
    losses: list[float] = field(default_factory=list)
    num_correct: int = 0
    start: float = field(default_factory=time.monotonic)

    def __post_init__(self):
        self.best_weights = self.model.get_weights()

    @property
    def seconds(self) -> float:
        """The time that this training took, without what was lost by a kill."""
        return time.monotonic() - self.start

    @property
    def is_between_epochs(self) -> bool:
        return self.step > 0 and self.step % self.num_steps == 0

    def history_table(self) -> pd.DataFrame:
        """Return the history as a table, which has columns even when it has no row."""
        return pd.DataFrame(self.history, columns=COLUMNS)

    def losses_table(self) -> pd.DataFrame:
        """Return a row per step: step (from 1), epoch (that many done) and loss."""
        steps = np.arange(1, len(self.losses) + 1)
        columns = {"step": steps, "epoch": steps / self.num_steps, "loss": self.losses}
        return pd.DataFrame(columns)

    def end_epoch(self, score: float, num_photos: int) -> None:
        """Take the validation accuracy after an epoch of so many training photos."""
        row = {
            "epoch": len(self.history) + 1,
            "loss": float(np.mean(self.losses[-self.num_steps :])),
            "train_accuracy": self.num_correct / num_photos,
            "validation_accuracy": score,
            "learning_rate": self.schedule.learning_rate,
        }
        self.history.append(row)
        if self.best_epoch == 0 or score > self.validation_accuracy:
            self.best_epoch, self.validation_accuracy = row["epoch"], score
            self.best_weights = self.model.get_weights()
        self.num_correct = 0
        self.schedule.update(score)
        self.optimizer.learning_rate.assign(self.schedule.learning_rate)
        print(self._describe(row), flush=True)

    def _describe(self, row: dict) -> str:
        """Return a line that tells, alone, how the training does."""
        epochs_left = self.num_epochs - row["epoch"]
        left = self.seconds / row["epoch"] * epochs_left
        minutes, seconds = divmod(round(left), 60)
        return (
            f"epoch {row['epoch']}/{self.num_epochs}  loss {row['loss']:.4f}  "
            f"accuracy: training {row['train_accuracy']:.4f}, "
            f"validation {row['validation_accuracy']:.4f} "
            f"(best {self.validation_accuracy:.4f} in epoch {self.best_epoch})  "
            f"learning rate {row['learning_rate']:.3g}  "
            f"{minutes} min {seconds:02d} s left"
        )

    def to_arrays(self) -> dict[str, np.ndarray]:
        """Return all of it as named arrays, none of which needs pickling."""
        numbers = {
            "history": self.history,
            "best_epoch": self.best_epoch,
            "validation_accuracy": self.validation_accuracy,
            "step": self.step,
            "losses": self.losses,
            "num_correct": self.num_correct,
        }
        text = {"numbers": numbers, "schedule": asdict(self.schedule)}
        variables = [variable.numpy() for variable in self._variables()]
        return {
            "text": np.array(json.dumps(text | {"seconds": self.seconds})),
            **{f"variable_{k}": array for k, array in enumerate(variables)},
            **{f"best_{k}": array for k, array in enumerate(self.best_weights)},
        }

    def from_arrays(self, arrays: dict[str, np.ndarray]) -> None:
        """Take up what `to_arrays` returned for a training of the same network."""
        text = json.loads(arrays["text"].item())
        for name, value in text["numbers"].items():
            setattr(self, name, value)
        self.schedule = PlateauSchedule(**text["schedule"])
        self.start = time.monotonic() - text["seconds"]
        for k, variable in enumerate(self._variables()):
            variable.assign(arrays[f"variable_{k}"])
        self.best_weights = [arrays[f"best_{k}"] for k in range(len(self.best_weights))]

    def _variables(self) -> list[keras.Variable]:
        return self.model.variables + self.optimizer.variables
