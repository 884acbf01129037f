"""Train a trial, to its end or as long as it is worth it."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from asirra.job import logged
from asirra.search.pruning import end_below_median, never
from asirra.seeds import seed_number
from asirra.tables import read_trials
from asirra.training.resume import remove_resume_point
from asirra.training.run import train_files, write_training


def train_trial(
    hyperparameters: dict,
    inputs: Mapping[str, str | list[str]],
    pruning: Mapping,
    seed: int,
    resume_minutes: int,
    result_path: Path,
) -> None:
    """Train with a trial's hyperparameters; write its history.csv and result.json.

    Args:
        hyperparameters: the keys of model and training.
        inputs: the paths images, photos, mean_image; the list code; of all trials of
            earlier rounds, where the median prunes, the lists histories and results.
        pruning: as `pruning_settings` returns it.
        seed: of this training.
        resume_minutes: between two saves of the resume point.
        result_path: status, accuracy and time; the history lies beside it.
    """
    end_early, finished = never, []
    if pruning["rule"] == "median":
        finished = read_finished(inputs["histories"], inputs["results"])
        end_early = end_below_median(finished, pruning["warmup_epochs"])
    resume_path = result_path.with_name("resume_point.npz")
    training, result = train_files(
        hyperparameters,
        inputs,
        seed,
        resume_path,
        resume_minutes,
        end_early,
        {"pruning": pruning, "finished": finished},
    )
    write_training(training, result, result_path.with_name("history.csv"), result_path)
    remove_resume_point(resume_path)


def read_finished(
    history_paths: Sequence[str], result_paths: Sequence[str]
) -> list[list[float]]:
    """Return the validation accuracies per epoch of the trials that were completed."""
    return [
        read_trials(history)["validation_accuracy"].tolist()
        for history, result in zip(history_paths, result_paths, strict=True)
        if json.loads(Path(result).read_text())["status"] == "complete"
    ]


if __name__ == "__main__":
    with logged(snakemake.log[0]):
        parameters = json.loads(Path(snakemake.input.parameters).read_text())
        trial = int(snakemake.wildcards.trial)
        train_trial(
            snakemake.params.model | snakemake.params.training | parameters,
            dict(snakemake.input.items()),
            snakemake.params.pruning,
            seed_number(snakemake.params.seed, "trial", trial),
            snakemake.resources.resume_minutes,
            Path(snakemake.output.result),
        )
