"""What has been trained of an experiment, and what is to come."""

import contextlib
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from asirra.config.search_settings import awaits_results
from asirra.config.side_by_side import count_finals
from asirra.objectives import OBJECTIVES, Objective
from asirra.report.progress import Work, estimate_seconds
from asirra.report.under_way import EndedTrial, read_ended, write_under_way
from asirra.results import Results
from asirra.search.rounds import first_of_round
from asirra.search.space import Choice, Dimension
from asirra.search.suggestion import read_suggestion


@dataclass(frozen=True)
class Plan:
    """What the configuration says of the trainings.

    Attributes:
        results: the experiment's results.
        objective: what the searches improve.
        strategies: their names.
        num_trials: trials of each strategy.
        trials_per_round: number of trials suggested together.
        searched: the searched keys.
        choices: those of them that are one of a few values.
        num_finals: number of trainings after the search.
        num_epochs: epochs of each of those.
        waiting: strategies whose rounds wait for the results of the one before.
    """

    results: Results
    objective: Objective
    strategies: tuple[str, ...]
    num_trials: int
    trials_per_round: int
    searched: tuple[str, ...]
    choices: frozenset[str]
    num_finals: int
    num_epochs: int
    waiting: frozenset[str]


def read_plan(config: Mapping, dimensions: Sequence[Dimension]) -> Plan:
    """Return the plan in a checked configuration and its space."""
    search = config["search"]
    return Plan(
        results=Results(config["experiment"]),
        objective=OBJECTIVES[search["objective"]],
        strategies=tuple(search["strategies"]),
        num_trials=search["num_trials"],
        trials_per_round=search["trials_per_round"],
        searched=tuple(dimension.name for dimension in dimensions),
        choices=frozenset(d.name for d in dimensions if isinstance(d, Choice)),
        num_finals=count_finals(config),
        num_epochs=config["training"]["num_epochs"],
        waiting=frozenset(n for n in search["strategies"] if awaits_results(config, n)),
    )


class Tally:
    """The trials that have ended, and how long trainings take.

    Attributes:
        plan: what the configuration says.
        trials: what has ended, by strategy and number. Each is read once.
        budgets: how many trials each strategy has: fewer than planned, once a
            suggestion says that its search is over.
        finals: seconds of each training after the search.
        starts: of each training of this run, the seconds that it took beside those of
            its own: libraries load, and its end is seen later.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.trials: dict[tuple[str, int], EndedTrial] = {}
        self.budgets = dict.fromkeys(plan.strategies, plan.num_trials)
        self.finals: list[float] = []
        self.starts: list[float] = []

    def read_earlier(self, planned: Collection[tuple[str, int]]) -> None:
        """Take the trials of earlier runs that this run does not make again.

        Args:
            planned: (strategy, number) of trials that this run suggests or trains. Of a
                strategy that learns, later ones may come out differently too.
        """
        for strategy in self.plan.strategies:
            again = {number for name, number in planned if name == strategy}
            end = self.plan.num_trials
            if strategy in self.plan.waiting:
                end = min(again, default=end)
            for number in sorted({*range(end)} - again):
                # What was written by another version is trained again.
                with contextlib.suppress(OSError, ValueError, KeyError):
                    self.end_where_over(strategy, number)
                    if number < self.budgets[strategy]:
                        self._read(strategy, number)

    def end_where_over(self, strategy: str, number: int) -> None:
        """Take the suggestion of a trial, which may say that its search is over."""
        path = self.plan.results.trial("parameters.json", strategy, number)
        if read_suggestion(path).point is None:
            self.budgets[strategy] = min(number, self.budgets[strategy])

    def take(self, strategy: str, number: int) -> EndedTrial:
        """Take a trial that has ended, and return it.

        Where its strategy learns, all of earlier rounds have ended too, also those that
        came out as they were and were not trained again.
        """
        if strategy in self.plan.waiting:
            for earlier in range(first_of_round(number, self.plan.trials_per_round)):
                if (strategy, earlier) not in self.trials:
                    self._read(strategy, earlier)
        return self._read(strategy, number)

    def _read(self, strategy: str, number: int) -> EndedTrial:
        trial = read_ended(self.plan.results, strategy, number, self.plan.objective)
        self.trials[strategy, number] = trial
        return trial

    def best(self, strategy: str) -> float:
        """Return the best value of a strategy's trials; nan where there is none."""
        objective = self.plan.objective
        scores = [
            objective.to_score(trial.value)
            for trial in self.trials.values()
            if trial.strategy == strategy and not math.isnan(trial.value)
        ]
        return objective.to_value(max(scores, default=math.nan))

    def seconds_left(self, at_once: int) -> float:
        """Return the seconds until all trainings have ended.

        Args:
            at_once: how many of them run at once.
        """
        ended = [strategy for strategy, _ in self.trials]
        trials = {name: self.budgets[name] - ended.count(name) for name in self.budgets}
        learning = [name for name in trials if name in self.plan.waiting]
        rounds = dict.fromkeys(learning, self.plan.trials_per_round)
        work = Work(trials, rounds, self.plan.num_finals, at_once)
        return estimate_seconds(work, self._trial_seconds(), self._final_seconds())

    def seconds_of_finals(self, number: int, at_once: int) -> float:
        """Return the seconds of so many trainings after the search."""
        work = Work(trials={}, rounds={}, finals=number, at_once=at_once)
        return estimate_seconds(work, 0.0, self._final_seconds())

    def _start_seconds(self) -> float:
        # One that went on after a kill has more seconds of its own than this run.
        return max(0.0, fmean(self.starts)) if self.starts else 0.0

    def _trial_seconds(self) -> float:
        """Return the mean seconds of the trials that could be trained."""
        ran = [trial.seconds for trial in self._ran()]
        return fmean(ran) + self._start_seconds() if ran else 0.0

    def _final_seconds(self) -> float:
        """Return those of the trainings after the search, or of as many epochs."""
        ran = self._ran()
        if self.finals:
            seconds = fmean(self.finals)
        elif ran:
            of_epoch = sum(t.seconds for t in ran) / sum(t.num_epochs for t in ran)
            seconds = of_epoch * self.plan.num_epochs
        else:
            return 0.0
        return seconds + self._start_seconds()

    def _ran(self) -> list[EndedTrial]:
        return [trial for trial in self.trials.values() if trial.num_epochs > 0]

    def write_table(self, path: Path) -> None:
        """Write the table of the search under way."""
        strategies = self.plan.strategies
        ordered = sorted(
            self.trials.values(), key=lambda t: (strategies.index(t.strategy), t.number)
        )
        write_under_way(
            ordered,
            self.plan.searched,
            self.plan.trials_per_round,
            self.plan.objective,
            path,
        )
