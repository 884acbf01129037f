"""The training of a trial: where it cannot run, that is its result."""

import traceback
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from asirra.search.failures import check_row
from asirra.tables import write_table
from asirra.training.attempts import Attempt
from asirra.training.causes import CannotTrain
from asirra.training.result import (
    Result,
    failed_result,
    history_columns,
    write_result,
)
from asirra.training.run import EarlyEnd, TrainingJob, train_files, write_training


@dataclass(frozen=True)
class TrialPaths:
    """Paths of a trial.

    Attributes:
        parameters: path of its point.
        history: where to write the history, one row per epoch.
        result: where to write the status, score and time.
    """

    parameters: Path
    history: Path
    result: Path


def train_or_fail(
    job: TrainingJob, early_end: EarlyEnd, attempt: Attempt, paths: TrialPaths
) -> Result:
    """Write the history and result of a trial; return the result.

    Its status is "failed" where another attempt would end the same way, or where all
    attempts that train have ended.

    Raises:
        CannotTrain: when it is worth another attempt.
        InputError: when the trial is one too many of those that failed in a row.
    """
    if not attempt.trains:
        # Without TensorFlow, which may be what takes too much memory.
        attempt.raise_error()
        attempt.tell_earlier()
        result = _fail(job, attempt.last_end().reason, paths)
        attempt.path.unlink(missing_ok=True)
        return result
    with attempt.noted():
        try:
            training, result = train_files(job, early_end)
        except CannotTrain as error:
            if not error.is_certain:
                raise
            traceback.print_exc()
            return _fail(job, str(error), paths)
        write_training(training, result, paths.history, paths.result)
        return result


def _fail(job: TrainingJob, reason: str, paths: TrialPaths) -> Result:
    check_row(paths.parameters, paths.result, reason)
    result = failed_result(job.hyperparameters, reason)
    columns = history_columns(job.objective)
    write_table(pd.DataFrame(columns=columns), paths.history)
    write_result(result, job.objective, paths.result)
    return result
