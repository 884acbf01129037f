"""Input functions: which files a job waits for."""

from asirra.results import TRAINED, read_selected, trial_point
from asirra.search.dependencies import (
    added_trials,
    compared_round,
    competing_trials,
    extended_round,
    learnt_round,
    own_before,
)


def trial_files(name, trials):
    """Return an input function for a file of each trial that a job depends on."""
    return lambda w: RESULTS.trials(name, w.strategy, trials(config, w))


def study_file(rounds):
    """Return an input function for the study of the round that a job depends on."""
    return lambda w: [RESULTS.study(w.strategy, n) for n in rounds(config, w)]


def rung_files(name, trials):
    """Return an input function for such files as the rung before left them."""
    return lambda w: trial_files(f"rung_{int(w.rung) - 1}/{name}", trials)(w)


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
