"""Input functions that several subjects share: the trials, as far as there are any.

The trials are asked for through `checkpoint suggest_trial`, one by one: a search has as
many as its budget, or fewer where a suggestion says that it is over.
"""

from functools import partial

from asirra.search.suggestion import read_suggestion
from asirra.search.unfolding import count_trials


def suggestion(strategy, trial):
    """Return a suggestion. Where it is not there yet, Snakemake makes it first."""
    which = {"strategy": strategy, "trial": f"{trial:03d}"}
    return read_suggestion(checkpoints.suggest_trial.get(**which).output[0])


def suggested(strategy):
    """Return the numbers of a search's trials, once all are suggested."""
    ask = partial(suggestion, strategy)
    return range(count_trials(ask, config["search"]["num_trials"]))


def all_trials(strategy, name):
    """Return an input function: a file of each trial of a search."""
    return lambda wildcards: RESULTS.trials(name, strategy, suggested(strategy))


def trials_of(name):
    """Return an input function: a file of each trial of a job's strategy."""
    return lambda w: RESULTS.trials(name, w.strategy, suggested(w.strategy))


def every_trial(strategy, name):
    """Return input functions that unfold a search as far as it can be at once.

    Where no suggestion waits for a result, each trial has its own.
    """
    if STRATEGIES[strategy].learns:
        return [all_trials(strategy, name)]
    return [
        lambda w, trial=trial: (
            []
            if suggestion(strategy, trial).point is None
            else RESULTS.trial(name, strategy, trial)
        )
        for trial in range(config["search"]["num_trials"])
    ]


# Of every search: the files of its trials.
STUDIES = {
    f"{strategy}_{kind}": all_trials(strategy, name)
    for strategy in SEARCHES
    for kind, name in [("results", "result.json"), ("parameters", "parameters.json")]
}


# What `rule all` asks of every trial.
TRIAL_FILES = ["result.json"]
if config["training"]["tensorboard"]:
    TRIAL_FILES.append("events.out.tfevents.0")


def after_search(*paths):
    """Return an input function: the paths, once every search is over.

    So what follows a search enters the DAG when it is over, and is judged by its files
    alone: a suggestion or a best trial that came out the same redoes none of it.
    """

    def ready(wildcards):
        for strategy in SEARCHES:
            suggested(strategy)
        checkpoints.select_top_trials.get()
        checkpoints.select_best.get()
        return paths

    return ready
