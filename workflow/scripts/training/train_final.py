"""Train a point again and keep the weights of its best validation epoch."""

import json
from collections.abc import Mapping
from pathlib import Path

from asirra.files import written
from asirra.job import logged
from asirra.seeds import seed_number
from asirra.tables import write_table
from asirra.training.resume import remove_resume_point
from asirra.training.run import train_files, write_training


def train_final(
    hyperparameters: dict,
    inputs: Mapping[str, str | list[str]],
    seed: int,
    resume_minutes: int,
    model_path: Path,
    losses_path: Path,
    history_path: Path,
    result_path: Path,
) -> None:
    """Train and write the model, its losses, history and result.

    Args:
        hyperparameters: the keys of model and training.
        inputs: the paths images, photos, mean_image, and the list code.
        seed: of this training.
        resume_minutes: between two saves of the resume point.
        model_path: the network in Keras's format.
        losses_path: one row per step.
        history_path: one row per epoch.
        result_path: hyperparameters, status, accuracy and time.
    """
    resume_path = result_path.with_name("resume_point.npz")
    training, result = train_files(
        hyperparameters, inputs, seed, resume_path, resume_minutes
    )
    with written(model_path) as partial:
        training.model.save(partial)
    write_table(training.losses_table(), losses_path)
    write_training(training, result, history_path, result_path)
    remove_resume_point(resume_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        # The manual values are all among the params.
        parameters = {
            key: value
            for path in snakemake.input.parameters
            for key, value in json.loads(Path(path).read_text()).items()
        }
        final_seed = int(snakemake.wildcards.final_seed)
        train_final(
            snakemake.params.model | snakemake.params.training | parameters,
            dict(snakemake.input.items()),
            seed_number(snakemake.params.seed, "final", final_seed),
            snakemake.resources.resume_minutes,
            Path(snakemake.output.model),
            Path(snakemake.output.losses),
            Path(snakemake.output.history),
            Path(snakemake.output.result),
        )
