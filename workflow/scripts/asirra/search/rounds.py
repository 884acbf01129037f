"""Rounds: trials that are suggested together, from the results of those before."""


def round_of(trial: int, trials_per_round: int) -> int:
    """Return the number of a trial's round, from 0."""
    return trial // trials_per_round


def first_of_round(trial: int, trials_per_round: int) -> int:
    """Return the number of the first trial of a trial's round."""
    return trial - trial % trials_per_round


def trials_of_round(trial: int, trials_per_round: int) -> range:
    """Return the trials of a trial's round."""
    first = first_of_round(trial, trials_per_round)
    return range(first, first + trials_per_round)
