"""From files to a training, and from a training to files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from asirra.objectives import Objective, measure_untaught
from asirra.photos.packed import load_split
from asirra.tables import write_table
from asirra.training.causes import telling_causes
from asirra.training.result import Result, write_result
from asirra.training.resume import ResumePoint, identify

if TYPE_CHECKING:
    from asirra.machine.devices import Device
    from asirra.training.state import Training


@dataclass(frozen=True)
class TrainingJob:
    """What is trained, on which files, and where it goes on after a kill.

    Attributes:
        hyperparameters: the keys of the config's sections model and training, as
            `flatten` returns them.
        objective: what the scores measure.
        images: path of the packed photos.
        photos: path of their table.
        mean_image: path of the mean of the training photos.
        code: paths of the files that the job runs.
        seed: seed of the training.
        resume_path: where the resume point is saved.
        resume_minutes: minutes between two saves; 0 saves after every epoch.
        state: path of what an earlier rung of the training ended with, if any.
        say: prints a line to the log and, in a job, to the terminal.
    """

    hyperparameters: dict[str, Any]
    objective: Objective
    images: str
    photos: str
    mean_image: str
    code: Sequence[str]
    seed: int
    resume_path: Path
    resume_minutes: int
    state: str | None = None
    say: Callable[[str], None] = print


@dataclass(frozen=True)
class EarlyEnd:
    """When a training ends before its last epoch.

    Attributes:
        decide: the argument `end_early` of `train`.
        depends_on: what the decision depends on, whatever JSON can hold. A resume point
            that was saved under another value is not used.
    """

    decide: Callable[[Training], str | None] | None = None
    depends_on: Mapping[str, Any] | None = None


TO_THE_END = EarlyEnd()


def train_files(
    job: TrainingJob, early_end: EarlyEnd = TO_THE_END
) -> tuple[Training, Result]:
    """Train on the packed photos, from the resume point where there is one.

    Raises:
        CannotTrain: where the hyperparameters may be the cause.
    """
    # Imported here, so that the job's log takes what TensorFlow prints while it loads.
    from asirra.machine.backend import tf
    from asirra.machine.devices import configure_device, describe_unseen_gpus
    from asirra.training.hyperparameters import Hyperparameters, gather
    from asirra.training.loop import TrainingData, train

    hyperparameters = job.hyperparameters
    splits = {
        name: load_split(job.images, job.photos, name)
        for name in ("train", "validation")
    }
    # A later rung would say it again.
    if job.state is None and (line := describe_unseen_gpus()):
        job.say(line)
    device = configure_device(hyperparameters["precision"], hyperparameters["devices"])
    print(f"device {device.name}")
    print(f"precision {device.precision}: {device.reason}")
    mean_image = np.load(job.mean_image, allow_pickle=False)
    settings = {
        "seed": job.seed,
        "objective": job.objective.name,
        "tensorflow": tf.__version__,
        "precision": device.precision,
        "ends_by": early_end.depends_on,
    }
    # The images need not be read: their table holds a checksum of every photo's pixels.
    identity = identify(
        {**hyperparameters, **settings}, [job.photos, job.mean_image, *job.code]
    )
    origin = Path(job.state) if job.state else None
    with telling_causes():
        training = train(
            Hyperparameters(
                **gather(hyperparameters) | {"precision": device.precision}
            ),
            TrainingData(**splits, channel_mean=mean_image.mean(axis=(0, 1)).tolist()),
            job.objective,
            job.seed,
            ResumePoint(job.resume_path, identity, job.resume_minutes, origin),
            early_end.decide,
        )
    labels = splits["validation"].labels, splits["train"].labels
    untaught = measure_untaught(job.objective, *labels)
    print(
        f"{job.objective.label} of a guess without the photo: {untaught:.4f}",
        flush=True,
    )
    return training, _make_result(training, job, device)


def _make_result(training: Training, job: TrainingJob, device: Device) -> Result:
    column, to_score = job.objective.column, job.objective.to_score
    return Result(
        hyperparameters=job.hyperparameters,
        status=training.status,
        num_epochs=len(training.history),
        best_epoch=training.best_epoch,
        score=training.score,
        precision=device.precision,
        seconds=round(training.seconds, 3),
        epoch_scores=tuple(to_score(row[column]) for row in training.history),
        device=device.name,
    )


def write_training(
    training: Training, result: Result, history_path: Path, result_path: Path
) -> None:
    """Write history.csv and result.json, which the search reads."""
    write_table(training.history_table(), history_path)
    write_result(result, training.objective, result_path)
