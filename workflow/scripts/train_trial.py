"""Train a trial."""

import json
from pathlib import Path

from asirra.job import logged
from asirra.seeds import seed_number
from asirra.training_files import train_files, write_training


def train_trial(
    hyperparameters: dict,
    data_paths: dict[str, str],
    seed: int,
    history_path: Path,
    result_path: Path,
) -> None:
    """Train with a trial's hyperparameters; write its history and result.

    Args:
        hyperparameters: the keys of model and training.
        data_paths: of images, photos and mean_image.
        seed: of this training.
        history_path: one row per epoch.
        result_path: status, accuracy and time.
    """
    training, result = train_files(hyperparameters, data_paths, seed)
    write_training(training, result, history_path, result_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        parameters = json.loads(Path(snakemake.input.parameters).read_text())
        trial = int(snakemake.wildcards.trial)
        train_trial(
            snakemake.params.model | snakemake.params.training | parameters,
            {key: snakemake.input[key] for key in ("images", "photos", "mean_image")},
            seed_number(snakemake.params.seed, "trial", trial),
            Path(snakemake.output.history),
            Path(snakemake.output.result),
        )
