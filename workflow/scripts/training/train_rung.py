"""Train a trial to the end of a rung of halving, if it is among the best so far."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from asirra.job import logged
from asirra.objectives import OBJECTIVES
from asirra.search.halving import Halving, end_trial, pause_after, read_rung
from asirra.search.suggestion import read_point
from asirra.seeds import seed_number
from asirra.training.attempts import Attempt, read_attempt
from asirra.training.resume import remove_resume_point
from asirra.training.run import EarlyEnd, TrainingJob
from asirra.training.trial import TrialPaths, train_or_fail


@dataclass(frozen=True)
class RungBefore:
    """Paths of what the rung before left; empty at the first rung.

    Attributes:
        results: results of all trials of the round.
        history: history of the trial itself.
    """

    results: Sequence[str]
    history: Sequence[str]


@dataclass(frozen=True)
class RungPaths:
    """Where to write what a rung leaves.

    Attributes:
        trial: paths of the history, and of the result, whose status is "paused" where
            the trial may go on.
        state: path of what the next rung then goes on from; otherwise an empty file.
    """

    trial: TrialPaths
    state: Path


def train_rung(
    trial: int,
    rung: int,
    job: TrainingJob,
    halving: Halving,
    before: RungBefore,
    attempt: Attempt,
    paths: RungPaths,
) -> str:
    """Write the history, result and state of a trial at the end of a rung.

    Args:
        trial: number of the trial.
        rung: number of the rung, from 0.
        job: what is trained.
        halving: settings of halving.
        before: what the rung before left.
        attempt: which attempt of the rung this is.
        paths: where to write.

    Returns:
        why the trial failed at this rung; else "".
    """
    if rung > 0:
        goes_on, earlier = read_rung(
            trial, rung, before.results, halving, job.objective
        )
        if not goes_on:
            (history,) = before.history
            kept = paths.trial.history, paths.trial.result
            end_trial(earlier, job.objective, history, *kept)
            paths.state.touch()
            return ""
    num_epochs = halving.epochs[rung]
    early_end = EarlyEnd(pause_after(num_epochs), {"pause_after": num_epochs})
    result = train_or_fail(job, early_end, attempt, paths.trial)
    if result.status == "paused":
        os.replace(job.resume_path, paths.state)
    paths.state.touch()
    remove_resume_point(job.resume_path)
    return result.reason


if __name__ == "__main__":
    with logged(snakemake.log[0]) as say:
        trial = int(snakemake.wildcards.trial)
        pruning = snakemake.params.pruning
        point = read_point(snakemake.input.parameters)
        result_path = Path(snakemake.output.result)
        reason = train_rung(
            trial=trial,
            rung=int(snakemake.wildcards.rung),
            job=TrainingJob(
                hyperparameters=snakemake.params.model
                | snakemake.params.training
                | point,
                objective=OBJECTIVES[snakemake.params.objective],
                images=snakemake.input.images,
                photos=snakemake.input.photos,
                mean_image=snakemake.input.mean_image,
                code=snakemake.input.code,
                seed=seed_number(snakemake.params.seed, "trial", trial),
                resume_path=result_path.with_name("resume_point.npz"),
                resume_minutes=snakemake.resources.resume_minutes,
                say=say,
                state=next(iter(snakemake.input.state), None),
            ),
            halving=Halving(
                trials_per_round=pruning["trials_per_round"],
                reduction_factor=pruning["reduction_factor"],
                epochs=tuple(pruning["epochs"]),
            ),
            before=RungBefore(
                results=snakemake.input.results, history=snakemake.input.history
            ),
            attempt=read_attempt(snakemake.resources, result_path),
            paths=RungPaths(
                trial=TrialPaths(
                    parameters=Path(snakemake.input.parameters),
                    history=Path(snakemake.output.history),
                    result=result_path,
                ),
                state=Path(snakemake.output.state),
            ),
        )
        if reason:
            print(f"failed: {reason}")
