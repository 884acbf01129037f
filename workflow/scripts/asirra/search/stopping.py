"""When a search has nothing more to gain."""

import math
from collections.abc import Sequence

from asirra.search.settings import SearchSettings


def find_stop(scores: Sequence[float], settings: SearchSettings) -> str:
    """Return why the search ends before its next round, or "".

    Args:
        scores: scores of all trials of earlier rounds, ordered by trial number.
        settings: its stop, trials_per_round and num_before are read.
    """
    stop = settings.stop
    if stop is None:
        return ""
    num_rounds = stop.rounds_without_gain
    num_old = len(scores) - num_rounds * settings.trials_per_round
    if num_old < max(settings.num_before, 1):
        return ""
    best_before = max(scores[:num_old])
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
