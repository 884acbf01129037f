"""Input functions: which files a job waits for.

The trials are asked for one by one through `checkpoint suggest_trial`: a search has as
many trials as its budget, or fewer where a suggestion says that it is over.
"""

from functools import partial

from asirra.results import TRAINED, read_selected, trial_point
from asirra.search.dependencies import (
    earlier_trials,
    finished_trials,
    own_before,
    round_before,
)
from asirra.search.suggestion import read_suggestion
from asirra.search.unfolding import count_trials

BUDGET = range(config["search"]["num_trials"])


def trial_files(name, trials):
    """Return an input function for a file of each trial that a job depends on."""
    return lambda w: RESULTS.trials(name, w.strategy, trials(config, w))


def rung_files(name, trials):
    """Return an input function for such files as the rung before left them."""
    return lambda w: trial_files(f"rung_{int(w.rung) - 1}/{name}", trials)(w)


def suggestion(strategy, trial):
    """Return a suggestion. Where it is not there yet, Snakemake makes it first."""
    which = {"strategy": strategy, "trial": f"{trial:03d}"}
    return read_suggestion(checkpoints.suggest_trial.get(**which).output[0])


def suggested(strategy):
    """Return the numbers of a search's trials, once all are suggested."""
    return BUDGET[: count_trials(partial(suggestion, strategy), len(BUDGET))]


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

    Where no suggestion waits for a result, each trial has a function of its own: all
    trials are then suggested at once.
    """
    if STRATEGIES[strategy].learns:
        return [all_trials(name, strategy)]
    return [
        lambda wildcards, trial=trial: RESULTS.trials(
            name, strategy, [trial] if suggestion(strategy, trial).point else []
        )
        for trial in BUDGET
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


def after_search(*paths):
    """Return an input function for the paths, which waits until every search is over.

    What follows a search then enters the DAG when the search is over, and is judged by
    its files alone: a suggestion or a best trial that came out the same redoes nothing.
    """

    def ready(wildcards):
        for strategy in SEARCHES:
            suggested(strategy)
        checkpoints.select_top_trials.get()
        checkpoints.select_best.get()
        return paths

    return ready


def point_parameters(wildcards):
    """Return the parameters of a point's trial; the manual point needs none."""
    path = f"{RESULTS}/search/{wildcards.point}/parameters.json"
    return [] if wildcards.point == "manual" else [path]


def retrained_results(wildcards):
    """Return the results of the top trials of every search that is a candidate."""
    top_trials = checkpoints.select_top_trials.get().output.top_trials
    return [
        RESULTS.point("result.json", trial_point(strategy, trial), seed)
        for strategy, trial in read_selected(top_trials)
        if strategy in config["final"]["candidates"]
        for seed in config["final"]["seeds"]
    ]


def selected_training(wildcards):
    """Return the files of a strategy's selected trial, trained again."""
    best = dict(read_selected(checkpoints.select_best.get().output.best))
    point = trial_point(wildcards.candidate, best[wildcards.candidate])
    return [RESULTS.point(name, point, wildcards.final_seed) for name in TRAINED]


def final_paths(pattern):
    """Return a path of every final model."""
    final = config["final"]
    return expand(pattern, candidate=final["candidates"], final_seed=final["seeds"])


def require_predict(paths):
    """Return an input function for the paths, which needs photos to predict."""

    def required(wildcards):
        if config["predict"]:
            return paths
        # Not a WorkflowError, which would name this line of code.
        sys.exit(f"Error: {NO_PHOTOS_TO_PREDICT}")

    return required
