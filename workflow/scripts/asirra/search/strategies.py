"""The strategies of a search, as the rules and the configuration know them.

It imports nothing heavy, because every job reads it with the rules. What a strategy
suggests is in `asirra.search.suggest`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Strategy:
    """A strategy of a search.

    Attributes:
        name: value of the config's key `search.strategies`.
        learns: whether a suggestion depends on the results of earlier rounds.
        keys: keys of the config's section `search` that its suggestions depend on, in
            addition to `first` and the config's seed, on which all depend.
    """

    name: str
    learns: bool
    keys: tuple[str, ...]


STRATEGIES = {
    strategy.name: strategy
    for strategy in [
        Strategy(
            "bayesian",
            learns=True,
            keys=(
                *("initial", "num_initial", "trials_per_round"),
                *("xi", "gaussian_process", "stop"),
            ),
        ),
        Strategy("random", learns=False, keys=()),
        Strategy("sobol", learns=False, keys=()),
        # Another number of trials is another grid.
        Strategy("grid", learns=False, keys=("num_trials",)),
    ]
}
