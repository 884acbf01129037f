"""Input functions that unfold the searches: the trials that a job waits for.

The trials are asked for one by one through `checkpoint suggest_trial`: a search has as
many trials as its budget, or fewer where a suggestion says that it is over.
"""

from functools import cache

from asirra.search.suggestion import read_suggestion
from asirra.search.unfolding import count_trials

BUDGET = range(config["search"]["num_trials"])


def suggestion(strategy, trial):
    """Return a suggestion. Where it is not there yet, Snakemake makes it first."""
    path = RESULTS.trial("parameters.json", strategy, trial)
    # `get` says the same in a hundred times the time, and is asked for every trial after
    # each suggestion.
    if path not in checkpoints.created_output:
        checkpoints.suggest_trial.get(strategy=strategy, trial=f"{trial:03d}")
    return read_suggestion_of(path, os.stat(path).st_mtime_ns)


@cache
def read_suggestion_of(path, mtime_ns):
    """Return the suggestion in a file of that time of change."""
    return read_suggestion(path)


def suggested(strategy, place=0, step=1):
    """Return the numbers of a search's trials, once all are suggested.

    With a step, they are those that lie so far apart, from a place on.
    """
    trials = BUDGET[place::step]
    count = count_trials(lambda k: suggestion(strategy, trials[k]), len(trials))
    return trials[:count]


def all_trials(name, strategy=None):
    """Return an input function for a file of each trial of a strategy.

    Without a strategy, it is that of the job.
    """
    return lambda wildcards: RESULTS.trials(
        name, strategy or wildcards.strategy, suggested(strategy or wildcards.strategy)
    )


def last_words(strategy):
    """Return an input function for the suggestion that ended a search, if any."""

    def suggestions(wildcards):
        end = len(suggested(strategy))
        return RESULTS.trials("parameters.json", strategy, BUDGET[end : end + 1])

    return suggestions


def every_trial(strategy, name):
    """Return input functions for a file of each trial of a strategy.

    Each stops at the first suggestion that is not there. So each place in a round has
    one, and the trials of a round are suggested at once; where no suggestion waits for
    a result, all trials are a round.
    """
    waits = awaits_results(config, strategy)
    size = min(
        config["search"]["trials_per_round"] if waits else len(BUDGET), len(BUDGET)
    )
    return [
        lambda wildcards, place=place: RESULTS.trials(
            name, strategy, suggested(strategy, place, size)
        )
        for place in range(size)
    ]


def every_trial_file():
    """Return input functions for the files of all trials, which `rule all` asks for.

    Their table is not enough: one that exists would hide that the budget was raised
    (jobs behind a checkpoint are judged by time alone).
    """
    return [
        function
        for strategy in SEARCHES
        for name in TRIAL_FILES
        for function in every_trial(strategy, name)
    ]
