"""When a search has nothing more to gain, or no more time."""

import math

from asirra.search.settings import SearchSettings
from asirra.search.study import Study


def find_end_of_time(study: Study, settings: SearchSettings) -> str:
    """Return why the time is over before the next round, or "".

    Args:
        study: all trials of earlier rounds. Their own seconds are counted, so that the
            answer is the same when the search is run again.
        settings: its stop is read.
    """
    hours = sum(trial.seconds for trial in study.trials) / 3600
    if settings.stop is None or hours < settings.stop.training_hours:
        return ""
    return (
        f"its trials were trained for {hours:.2f} hours, and "
        f"{settings.stop.training_hours:g} were allowed"
    )


def find_stop(study: Study, settings: SearchSettings) -> str:
    """Return why the search ends for want of gain before its next round, or "".

    Args:
        study: all trials of earlier rounds.
        settings: its stop, trials_per_round and initial trials are read.
    """
    stop, scores = settings.stop, study.scores
    if stop is None:
        return ""
    num_rounds = stop.rounds_without_gain
    num_old = len(scores) - num_rounds * settings.trials_per_round
    if num_old < max(settings.count_before(len(study.known)), 1):
        return ""
    best_before = max(scores[: int(num_old)])
    if best_before == -math.inf:
        # All failed, and nothing is known yet.
        return ""
    gain = max(scores) - best_before
    if gain <= 0:
        return f"the last {num_rounds} rounds improved nothing"
    if gain >= stop.min_gain:
        return ""
    return (
        f"the last {num_rounds} rounds improved the best value by "
        f"{gain:.4f}, less than {stop.min_gain}"
    )
