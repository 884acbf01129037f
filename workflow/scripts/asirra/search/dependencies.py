"""Which trials a trial's job depends on.

Each function takes the configuration and the job's wildcards, and returns numbers of
trials of the job's strategy.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from asirra.config.settings import pruning_settings
from asirra.search.rounds import trials_before, trials_of_round
from asirra.search.strategies import STRATEGIES


def earlier_trials(config: Mapping, wildcards: Any) -> Sequence[int]:
    """Return the trials that a suggestion learns from: those of earlier rounds."""
    if not STRATEGIES[wildcards.strategy].learns:
        return []
    return trials_before(int(wildcards.trial), config["search"]["trials_per_round"])


def finished_trials(config: Mapping, wildcards: Any) -> Sequence[int]:
    """Return the trials that a trial is compared with, where the median prunes it."""
    trial = int(wildcards.trial)
    if pruning_settings(config, trial)["rule"] != "median":
        return []
    return trials_before(trial, config["search"]["trials_per_round"])


def round_before(config: Mapping, wildcards: Any) -> Sequence[int]:
    """Return the trials that a trial competes with at the rung before: its round."""
    if wildcards.rung == "0":
        return []
    return trials_of_round(int(wildcards.trial), config["search"]["trials_per_round"])


def own_before(config: Mapping, wildcards: Any) -> Sequence[int]:
    """Return the trial itself, where it has a rung before."""
    return [] if wildcards.rung == "0" else [int(wildcards.trial)]
