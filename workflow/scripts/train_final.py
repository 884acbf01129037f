"""Train a candidate again and keep the weights of its best validation epoch."""

from pathlib import Path

from asirra.job import logged, written
from asirra.seeds import seed_number
from asirra.tables import read_best_point
from asirra.training_files import train_files, write_training


def train_final(
    hyperparameters: dict,
    data_paths: dict[str, str],
    seed: int,
    model_path: Path,
    history_path: Path,
    result_path: Path,
) -> None:
    """Train and write the model, its history and result.

    Args:
        hyperparameters: the keys of model and training.
        data_paths: of images, photos and mean_image.
        seed: of this training.
        model_path: the network in Keras's format.
        history_path: one row per epoch.
        result_path: hyperparameters, status, accuracy and time.
    """
    training, result = train_files(hyperparameters, data_paths, seed)
    with written(model_path) as partial:
        training.model.save(partial)
    write_training(training, result, history_path, result_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        candidate = snakemake.wildcards.candidate
        parameters = (
            {}
            if candidate == "manual"
            else read_best_point(snakemake.input.best_parameters, candidate)
        )
        final_seed = int(snakemake.wildcards.final_seed)
        train_final(
            snakemake.params.model | snakemake.params.training | parameters,
            {key: snakemake.input[key] for key in ("images", "photos", "mean_image")},
            seed_number(snakemake.params.seed, "final", final_seed),
            Path(snakemake.output.model),
            Path(snakemake.output.history),
            Path(snakemake.output.result),
        )
