"""Train a point again and keep the weights of its best epoch."""

from dataclasses import dataclass
from pathlib import Path

from asirra.files import written
from asirra.job import logged
from asirra.objectives import OBJECTIVES
from asirra.search.suggestion import read_point
from asirra.seeds import seed_number
from asirra.tables import write_table
from asirra.training.attempts import Attempt, read_attempt
from asirra.training.resume import remove_resume_point
from asirra.training.run import TrainingJob, train_files, write_training


@dataclass(frozen=True)
class TrainedPaths:
    """Where to write what a training leaves.

    Attributes:
        model: path of the network in Keras's format.
        losses: path of the losses, one row per step.
        history: path of the history, one row per epoch.
        result: path of the hyperparameters, status, score and time.
    """

    model: Path
    losses: Path
    history: Path
    result: Path


def train_final(job: TrainingJob, attempt: Attempt, paths: TrainedPaths) -> None:
    """Train and write the model, its losses, history and result."""
    with attempt.noted():
        training, result = train_files(job)
        with written(paths.model) as partial:
            training.model.save(partial)
        write_table(training.losses_table(), paths.losses)
        write_training(training, result, paths.history, paths.result)
    remove_resume_point(job.resume_path)


if __name__ == "__main__":
    with logged(snakemake.log[0]) as say:
        final_seed = int(snakemake.wildcards.final_seed)
        hyperparameters = snakemake.params.model | snakemake.params.training
        # A trial's values come from its file; the manual point has all in the params.
        for path in snakemake.input.parameters:
            hyperparameters |= read_point(path)
        paths = TrainedPaths(
            model=Path(snakemake.output.model),
            losses=Path(snakemake.output.losses),
            history=Path(snakemake.output.history),
            result=Path(snakemake.output.result),
        )
        train_final(
            job=TrainingJob(
                hyperparameters=hyperparameters,
                objective=OBJECTIVES[snakemake.params.objective],
                images=snakemake.input.images,
                photos=snakemake.input.photos,
                mean_image=snakemake.input.mean_image,
                code=snakemake.input.code,
                seed=seed_number(snakemake.params.seed, "final", final_seed),
                resume_path=paths.result.with_name("resume_point.npz"),
                resume_minutes=snakemake.resources.resume_minutes,
                say=say,
            ),
            attempt=read_attempt(snakemake.resources, paths.result),
            paths=paths,
        )
