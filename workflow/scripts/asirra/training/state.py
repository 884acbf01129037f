"""All that the rest of a training depends on."""

import json
import math
import time
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from asirra.machine.backend import keras
from asirra.objectives import Objective
from asirra.training.result import history_columns
from asirra.training.schedules import Schedule


@dataclass
class Training:
    """A training that is under way or has ended.

    Attributes:
        model: the network, which has the best epoch's weights once the training has
            ended; its variables hold dropout's random state too.
        optimizer: its variables hold the momentum and the learning rate.
        schedule: schedule of the learning rate.
        objective: what the scores measure: the higher a score, the better.
        num_epochs: number of epochs, unless the training ends early.
        num_steps: number of steps in an epoch.
        status: "complete"; "diverged" when the loss was not finite; "pruned", or
            "paused" at the end of a rung of halving, when it ended early.
        history: one row per completed epoch: epoch (from 1), loss (with regularisation,
            mean over the steps), train_accuracy (on the augmented batches), the value
            of the objective, under its name, learning_rate.
        best_epoch: the first epoch with the highest score; 0 before any has ended.
        score: score of that epoch, on the validation photos.
        best_weights: weights of that epoch.
        step: steps done; with the seed it is the position in the data.
        losses: loss of each step.
        num_correct: photos of the present epoch that were classified correctly.
    """

    model: keras.Model
    optimizer: keras.Optimizer
    schedule: Schedule
    objective: Objective
    num_epochs: int
    num_steps: int
    status: str = "complete"
    history: list[dict] = field(default_factory=list)
    best_epoch: int = 0
    score: float = math.nan
    best_weights: list[np.ndarray] = field(default_factory=list)
    step: int = 0
    losses: list[float] = field(default_factory=list)
    num_correct: int = 0
    start: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self.best_weights = self.model.get_weights()

    @property
    def seconds(self) -> float:
        """The seconds that this training took, without those that a kill lost."""
        return time.monotonic() - self.start

    @property
    def is_between_epochs(self) -> bool:
        return self.step > 0 and self.step % self.num_steps == 0

    def history_table(self) -> pd.DataFrame:
        """Return the history as a table, which has columns even when it has no row."""
        return pd.DataFrame(self.history, columns=history_columns(self.objective))

    def losses_table(self) -> pd.DataFrame:
        """Return a row per step: step (from 1), epoch (epochs done so far) and loss."""
        steps = np.arange(1, len(self.losses) + 1)
        columns = {"step": steps, "epoch": steps / self.num_steps, "loss": self.losses}
        return pd.DataFrame(columns)

    def end_step(self, loss: float, num_correct: int) -> bool:
        """Take a step's loss and how many photos of its batch were right.

        Returns whether the training goes on: where the loss is not finite, it diverged.
        """
        if not math.isfinite(loss):
            self.status = "diverged"
            print(f"step {self.step}  loss {float(loss)}: diverged", flush=True)
            return False
        self.losses.append(float(loss))
        self.num_correct += int(num_correct)
        self.step += 1
        return True

    def end_epoch(self, score: float, num_photos: int) -> None:
        """Take the score after an epoch that learnt from `num_photos` photos."""
        epoch = len(self.history) + 1
        row = {
            "epoch": epoch,
            "loss": float(np.mean(self.losses[-self.num_steps :])),
            "train_accuracy": self.num_correct / num_photos,
            self.objective.column: self.objective.to_value(score),
            "learning_rate": self.schedule.learning_rate,
        }
        self.history.append(row)
        if self.best_epoch == 0 or score > self.score:
            self.best_epoch, self.score = epoch, score
            self.best_weights = self.model.get_weights()
        self.num_correct = 0
        self.schedule.end_epoch(score)
        self.optimizer.learning_rate.assign(self.schedule.learning_rate)
        print(self._describe(row, self._time_left()), flush=True)

    def describe_earlier(self) -> str:
        """Return the lines of the epochs so far, where a training is taken up.

        Snakemake removes the log of a job before it starts the job again.
        """
        lines = [self._describe(row, "trained before") for row in self.history]
        return "\n".join([*lines, f"going on after step {self.step}"])

    def _time_left(self) -> str:
        epochs = len(self.history)
        left = self.seconds / epochs * (self.num_epochs - epochs)
        minutes, seconds = divmod(round(left), 60)
        return f"{minutes} min {seconds:02d} s left"

    def _describe(self, row: dict, ending: str) -> str:
        """Return a line that is enough to tell how the training went until an epoch."""
        column, to_score = self.objective.column, self.objective.to_score
        until = self.history[: row["epoch"]]
        best = max(until, key=lambda each: to_score(each[column]))
        return (
            f"epoch {row['epoch']}/{self.num_epochs}  loss {row['loss']:.4f}  "
            f"training accuracy {row['train_accuracy']:.4f}  "
            f"{self.objective.label} {row[column]:.4f} "
            f"(best {best[column]:.4f} in epoch {best['epoch']})  "
            f"learning rate {row['learning_rate']:.3g}  {ending}"
        )

    def to_arrays(self) -> dict[str, np.ndarray]:
        """Return the training as named arrays, none of which needs pickling."""
        numbers = {
            "history": self.history,
            "best_epoch": self.best_epoch,
            "score": self.score,
            "step": self.step,
            "losses": self.losses,
            "num_correct": self.num_correct,
        }
        text = {"numbers": numbers, "schedule": self.schedule.state()}
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
        self.schedule.restore(text["schedule"])
        self.start = time.monotonic() - text["seconds"]
        for k, variable in enumerate(self._variables()):
            variable.assign(arrays[f"variable_{k}"])
        self.best_weights = [arrays[f"best_{k}"] for k in range(len(self.best_weights))]

    def _variables(self) -> list[keras.Variable]:
        return self.model.variables + self.optimizer.variables
