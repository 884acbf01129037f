"""Which trials and which rounds a trial's job depends on.

Each function takes the configuration and the job's wildcards, and returns numbers of
trials, or of rounds, of the job's strategy. What is known after a round is in its
study, which was extended from that of the round before: so no job depends on all trials
before it, and the graph grows in a straight line.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from asirra.config.search_settings import awaits_results, pruning_settings
from asirra.search.rounds import round_of, trials_of_round


def learnt_round(config: Mapping, wildcards: Any) -> Sequence[int]:
    """Return the round that a suggestion learns from: the one before its own."""
    if not awaits_results(config, wildcards.strategy):
        return []
    return _round_before(config, int(wildcards.trial))


def compared_round(config: Mapping, wildcards: Any) -> Sequence[int]:
    """Return the round up to which a trial is compared, where the median prunes it."""
    trial = int(wildcards.trial)
    if pruning_settings(config, trial)["rule"] != "median":
        return []
    return _round_before(config, trial)


def extended_round(config: Mapping, wildcards: Any) -> Sequence[int]:
    """Return the round whose study that of a round extends."""
    return [number - 1 for number in [int(wildcards.round)] if number > 0]


def added_trials(config: Mapping, wildcards: Any) -> Sequence[int]:
    """Return the trials that the study of a round adds: those of the round."""
    per_round = config["search"]["trials_per_round"]
    return trials_of_round(int(wildcards.round) * per_round, per_round)


def competing_trials(config: Mapping, wildcards: Any) -> Sequence[int]:
    """Return the trials that a trial competes with at the rung before: its round."""
    if wildcards.rung == "0":
        return []
    return trials_of_round(int(wildcards.trial), config["search"]["trials_per_round"])


def own_before(config: Mapping, wildcards: Any) -> Sequence[int]:
    """Return the trial itself, where it has a rung before."""
    return [] if wildcards.rung == "0" else [int(wildcards.trial)]


def _round_before(config: Mapping, trial: int) -> list[int]:
    number = round_of(trial, config["search"]["trials_per_round"])
    return [number - 1] if number > 0 else []
