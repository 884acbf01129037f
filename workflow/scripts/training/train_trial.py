"""Train a trial to its end, or until it is pruned."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from asirra.job import logged
from asirra.objectives import OBJECTIVES
from asirra.search.pruning import end_below_median, find_finished
from asirra.search.suggestion import read_point
from asirra.search.trial import read_study_file
from asirra.seeds import seed_number
from asirra.training.attempts import Attempt, read_attempt
from asirra.training.resume import remove_resume_point
from asirra.training.run import EarlyEnd, TrainingJob
from asirra.training.trial import TrialPaths, train_or_fail


def train_trial(
    job: TrainingJob, early_end: EarlyEnd, attempt: Attempt, paths: TrialPaths
) -> str:
    """Train with a trial's hyperparameters.

    Args:
        job: what is trained.
        early_end: when it ends before its last epoch.
        attempt: which attempt of it this is.
        paths: where to write.

    Returns:
        why it failed; else "".
    """
    result = train_or_fail(job, early_end, attempt, paths)
    remove_resume_point(job.resume_path)
    return result.reason


def choose_early_end(
    pruning: Mapping[str, Any], finished: list[list[float]]
) -> EarlyEnd:
    """Return when a trial ends early.

    Args:
        pruning: as `pruning_settings` returns it.
        finished: the scores per epoch of each trial that was trained to its end.
    """
    depends_on = {"pruning": dict(pruning), "finished": finished}
    if pruning["rule"] != "median":
        return EarlyEnd(depends_on=depends_on)
    return EarlyEnd(end_below_median(finished, pruning["warmup_epochs"]), depends_on)


if __name__ == "__main__":
    with logged(snakemake.log[0]) as say:
        objective = OBJECTIVES[snakemake.params.objective]
        trial = int(snakemake.wildcards.trial)
        point = read_point(snakemake.input.parameters)
        paths = TrialPaths(
            parameters=Path(snakemake.input.parameters),
            history=Path(snakemake.output.history),
            result=Path(snakemake.output.result),
        )
        reason = train_trial(
            job=TrainingJob(
                hyperparameters=snakemake.params.model
                | snakemake.params.training
                | point,
                objective=objective,
                images=snakemake.input.images,
                photos=snakemake.input.photos,
                mean_image=snakemake.input.mean_image,
                code=snakemake.input.code,
                seed=seed_number(snakemake.params.seed, "trial", trial),
                resume_path=paths.result.with_name("resume_point.npz"),
                resume_minutes=snakemake.resources.resume_minutes,
                say=say,
            ),
            early_end=choose_early_end(
                pruning=snakemake.params.pruning,
                finished=find_finished(
                    read_study_file(snakemake.input.study, objective)
                ),
            ),
            attempt=read_attempt(snakemake.resources, paths.result),
            paths=paths,
        )
        if reason:
            print(f"failed: {reason}")
