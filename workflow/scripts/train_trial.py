"""Train a trial."""

import json
from collections.abc import Mapping
from pathlib import Path

from asirra.job import logged
from asirra.resume import remove_resume_point
from asirra.seeds import seed_number
from asirra.training_files import train_files, write_training


def train_trial(
    hyperparameters: dict,
    inputs: Mapping[str, str | list[str]],
    seed: int,
    resume_minutes: int,
    history_path: Path,
    result_path: Path,
) -> None:
    """Train with a trial's hyperparameters; write its history and result.

    Args:
        hyperparameters: the keys of model and training.
        inputs: the paths images, photos, mean_image, and the list code.
        seed: of this training.
        resume_minutes: between two saves of the resume point.
        history_path: one row per epoch.
        result_path: status, accuracy and time.
    """
    resume_path = result_path.with_name("resume_point.npz")
    training, result = train_files(
        hyperparameters, inputs, seed, resume_path, resume_minutes
    )
    write_training(training, result, history_path, result_path)
    remove_resume_point(resume_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        parameters = json.loads(Path(snakemake.input.parameters).read_text())
        trial = int(snakemake.wildcards.trial)
        train_trial(
            snakemake.params.model | snakemake.params.training | parameters,
            dict(snakemake.input.items()),
            seed_number(snakemake.params.seed, "trial", trial),
            snakemake.resources.resume_minutes,
            Path(snakemake.output.history),
            Path(snakemake.output.result),
        )
