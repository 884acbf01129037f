"""Input functions: which files a job waits for; and what a trial depends on."""

import csv
import itertools
import json


def photo_source(wildcards):
    """Return the folder or zip of photos: drawn, given, or fetched and kept."""
    if SOURCE == "synthetic":
        return f"{DATA}/drawings.zip"
    if is_path(SOURCE):
        # Whether it changed is told by FINGERPRINT.
        return ancient(SOURCE)
    archive = storage.http(SOURCE, keep_local=True)
    # Another run may be fetching it.
    if workflow.is_main_process and not workflow.dryrun and not find_runs(Path.cwd()):
        remove_partial_zip(archive)
    return archive


def earlier_trials(wildcards, name):
    """Return a file of each trial of the rounds before this trial's."""
    per_round = config["search"]["trials_per_round"]
    first = int(wildcards.trial) // per_round * per_round
    return trial_paths(wildcards.strategy, range(first), name)


def trial_paths(strategy, trials, name):
    """Return a file of each of some trials, by number."""
    folder = f"{RESULTS}/search/{strategy}"
    return [f"{folder}/trial_{trial:03d}/{name}" for trial in trials]


def searching(wildcards):
    """Return what the suggestions of a strategy depend on."""
    return search_settings(config, wildcards.strategy)


def pruning(wildcards):
    """Return what decides whether a trial is trained to its end."""
    return pruning_settings(config, int(wildcards.trial))


def trial_priority(wildcards):
    """Return 1 for a trial that later suggestions wait for, which so goes first."""
    return int(wildcards.strategy == "bayesian")


def known_trials(name):
    """Return an input function: a file of each trial that a suggestion learns from."""
    return lambda w: earlier_trials(w, name) if w.strategy == "bayesian" else []


def finished_trials(name):
    """Return an input function: a file of each trial that the median compares with."""
    return lambda w: earlier_trials(w, name) if pruning(w)["rule"] == "median" else []


# What `rule all` asks of every trial.
TRIAL_FILES = ["result.json"]
if config["training"]["tensorboard"]:
    TRIAL_FILES.append("events.out.tfevents.0")


def suggested(strategy, trial, name):
    """Return a file of a trial once it is suggested, or None: the search is over."""
    which = {"strategy": strategy, "trial": f"{trial:03d}"}
    suggestion = Path(checkpoints.suggest_trial.get(**which).output[0])
    is_over = "over" in json.loads(suggestion.read_text())
    return None if is_over else str(suggestion.with_name(name))


def all_trials(strategy, name="result.json"):
    """Return an input function that unfolds the search: a file of each of its trials.

    It asks the checkpoints one by one, up to the budget or until one says "over".
    """

    def trials(wildcards):
        budget = range(config["search"]["num_trials"])
        paths = (suggested(strategy, trial, name) for trial in budget)
        return list(itertools.takewhile(bool, paths))

    return trials


def trials_of(name):
    """Return an input function: a file of each trial of the strategy of a job."""
    return lambda wildcards: all_trials(wildcards.strategy, name)(wildcards)


def last_words(strategy):
    """Return an input function: the suggestion that says why a search is over, or none."""

    def suggestions(wildcards):
        num_trials = len(all_trials(strategy)(wildcards))
        is_over = num_trials < config["search"]["num_trials"]
        return trial_paths(strategy, [num_trials][:is_over], "parameters.json")

    return suggestions


def every_trial(strategy, name):
    """Return input functions that unfold a search as far as it can be at once.

    Where no suggestion waits for a result, each trial has its own.
    """
    if strategy == "bayesian":
        return [all_trials(strategy, name)]
    return [
        lambda wildcards, trial=trial: suggested(strategy, trial, name)
        for trial in range(config["search"]["num_trials"])
    ]


def after_search(*paths):
    """Return an input function: the paths, once every search is over.

    So what follows a search enters the DAG when it is over, and is judged by its files
    alone: a suggestion or a best trial that came out the same redoes none of it.
    """

    def ready(wildcards):
        for strategy in STRATEGIES:
            all_trials(strategy)(wildcards)
        checkpoints.select_top_trials.get()
        checkpoints.select_best.get()
        return paths

    return ready


def read_trials(table):
    """Return (strategy, number) of each trial in a table."""
    with open(table, newline="") as file:
        return [(row["strategy"], int(row["trial"])) for row in csv.DictReader(file)]


def point_parameters(wildcards):
    """Return the parameters of a point's trial; the manual point needs none."""
    is_manual = wildcards.point == "manual"
    path = f"{RESULTS}/search/{wildcards.point}/parameters.json"
    return [] if is_manual else [path]


def point_section(section):
    """Return an input function: the configured values that a point keeps."""
    return lambda wildcards: hyperparameters(
        section, [] if wildcards.point == "manual" else SEARCHED
    )


def retrained_results(wildcards):
    """Return the results of the top trials of every search that is a candidate."""
    top_trials = checkpoints.select_top_trials.get().output.top_trials
    return [
        f"{RESULTS}/final/{strategy}/trial_{trial:03d}/seed_{seed}/result.json"
        for strategy, trial in read_trials(top_trials)
        if strategy in config["final"]["candidates"]
        for seed in config["final"]["seeds"]
    ]


def selected_training(*names):
    """Return an input function: files of a strategy's selected trial, trained again."""

    def paths(wildcards):
        best = dict(read_trials(checkpoints.select_best.get().output.best))
        point = f"{wildcards.candidate}/trial_{best[wildcards.candidate]:03d}"
        folder = f"{RESULTS}/final/{point}/seed_{wildcards.final_seed}"
        return [f"{folder}/{name}" for name in names]

    return paths


# Snakemake compares inputs whatever their order, which is that of a table's rows.
CANDIDATE_ORDER = {name: config["final"][name] for name in ("candidates", "seeds")}


def final_paths(pattern):
    """Return a path of every final model."""
    final = config["final"]
    wildcards = {"candidate": final["candidates"], "final_seed": final["seeds"]}
    return expand(f"{RESULTS}/{pattern}", **wildcards)


def require_predict(paths):
    """Return an input function: the paths, when photos to predict are named."""

    def required(wildcards):
        if not config["predict"]:
            # Not a WorkflowError, which would name this line of code.
            sys.exit(
                "Error: predict: expected a folder or zip of photos, as in "
                "--config predict=FOLDER, got none"
            )
        return paths

    return required


def all_figures():
    """Return the paths of all figures and pages of the experiment."""
    of_search = ["trial_curves_{strategy}.svg", "importance_{strategy}.svg"]
    if len(SPACE) > 2:
        of_search.append("parallel_coordinates_{strategy}.svg")
    return [
        *expand(f"{RESULTS}/pages/{{table}}.html", table=PAGES),
        f"{RESULTS}/figures/photos.svg",
        f"{RESULTS}/figures/best_so_far.svg",
        f"{RESULTS}/figures/strategies.svg",
        *[
            f"{RESULTS}/figures/posterior_{strategy}.png"
            for strategy in STRATEGIES
            if strategy == "bayesian"
        ],
        *expand(
            [f"{RESULTS}/figures/{name}" for name in of_search], strategy=STRATEGIES
        ),
        *final_paths("figures/learning_curve_{candidate}_seed_{final_seed}.svg"),
        *final_paths("figures/predictions_{candidate}_seed_{final_seed}.svg"),
        f"{RESULTS}/figures/test_accuracy.svg",
    ]
