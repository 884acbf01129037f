"""When a search has nothing more to gain."""

from collections.abc import Mapping, Sequence


def find_stop(
    scores: Sequence[float],
    num_before: int,
    trials_per_round: int,
    stop: Mapping[str, float] | None,
) -> str | None:
    """Return why the search ends before its next round, or None.

    Args:
        scores: validation accuracies of all trials of earlier rounds, by trial.
        num_before: known and random trials, which the search did not choose.
        trials_per_round: suggested together.
        stop: rounds_without_gain and min_gain, as in the config; None: never.
    """
    if stop is None:
        return None
    num_rounds = stop["rounds_without_gain"]
    num_old = len(scores) - num_rounds * trials_per_round
    if num_old < max(num_before, 1):
        return None
    gain = max(scores) - max(scores[:num_old])
    if gain <= 0:
        return (
            f"the last {num_rounds} rounds did not raise the best validation accuracy"
        )
    if gain >= stop["min_gain"]:
        return None
    return (
        f"the last {num_rounds} rounds raised the best validation accuracy by "
        f"{gain:.4f}, less than {stop['min_gain']}"
    )
