"""What a run says of its trainings while it runs, from the events of Snakemake's log.

They are events of the process that plans the run, whatever runs the jobs.
"""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from snakemake_interface_logger_plugins.common import LogEvent

from asirra.files import read_json
from asirra.report.progress import (
    count_at_once,
    describe_left,
    describe_seconds,
    describe_trial,
)
from asirra.report.tally import Tally
from asirra.report.under_way import EndedTrial

# Rules whose jobs train.
TRAININGS = ("train_trial", "train_rung", "train_final")


class Console(logging.Handler):
    """Says a line of each training that ends, and keeps the table of the trials."""

    def __init__(
        self,
        tally: Tally,
        limits: Mapping[str, int],
        count_finals: Callable[[], int],
        say: Callable[[str], None],
    ) -> None:
        """Prepare for the events of a run.

        Args:
            tally: what has been trained before.
            limits: what all jobs may take together, by resource.
            count_finals: returns how many trainings after the search have not ended;
                the one whose end is being told counts.
            say: prints a line.
        """
        super().__init__()
        self.tally, self.limits = tally, limits
        self.count_finals, self.say = count_finals, say
        self.table = Path(tally.plan.results) / "tables" / "trials_under_way.csv"
        self.jobs: dict[int, logging.LogRecord] = {}
        self.at_once = 1

    def remove_table(self) -> None:
        """Remove the table of the search under way: trials.csv is there."""
        self.table.unlink(missing_ok=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Take an event; a run does not end because of what is said of it."""
        event, fields = getattr(record, "event", None), vars(record)
        try:
            if event == LogEvent.JOB_INFO:
                self.jobs[fields["jobid"]] = record
            elif event == LogEvent.JOB_FINISHED:
                job = self.jobs.pop(fields["job_id"])
                self._end(vars(job), record.created - job.created)
        except Exception:
            self.handleError(record)

    def _end(self, job: Mapping[str, Any], seconds: float) -> None:
        """Take the end of a job, which took so many seconds from its start."""
        rule, which = job["rule_name"], job["wildcards"]
        if rule in TRAININGS:
            self.at_once = count_at_once(self.limits, job["resources"])
        if rule == "suggest_trial":
            self.tally.end_where_over(which["strategy"], int(which["trial"]))
        elif rule in ("train_trial", "keep_trial"):
            trial = self.tally.take(which["strategy"], int(which["trial"]))
            if rule == "train_trial":
                self.tally.starts.append(seconds - trial.seconds)
            self.say(self._describe_trial(trial))
            self.tally.write_table(self.table)
        elif rule == "train_final":
            self.say(self._describe_final(which["point"], which["final_seed"], seconds))
        elif rule == "tabulate_trials":
            self.remove_table()

    def _describe_trial(self, trial: EndedTrial) -> str:
        plan = self.tally.plan
        name = f"trial {trial.number + 1} of {plan.num_trials}"
        if len(plan.strategies) > 1:
            name = f"{trial.strategy} {name}"
        best = self.tally.best(trial.strategy)
        line = describe_trial(trial, name, best, plan.objective, plan.choices)
        return line + describe_left(self.tally.seconds_left(self.at_once))

    def _describe_final(self, point: str, seed: str, seconds: float) -> str:
        plan = self.tally.plan
        result = read_json(plan.results.point("result.json", point, seed))
        self.tally.finals.append(result["seconds"])
        self.tally.starts.append(seconds - result["seconds"])
        left = self.tally.seconds_of_finals(self.count_finals() - 1, self.at_once)
        return (
            f"final {point.replace('/', ' ')}, seed {seed}: {plan.objective.label} "
            f"{result[plan.objective.column]:.4f}, "
            f"{describe_seconds(result['seconds'])}{describe_left(left)}"
        )
