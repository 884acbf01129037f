"""Input functions: which files a job waits for."""

import csv
import json


def photo_source(wildcards):
    """Return the folder or zip of photos: drawn, given, or fetched and kept."""
    if SOURCE == "synthetic":
        return f"{DATA}/drawings.zip"
    if is_path(SOURCE):
        # Whether it changed is told by FINGERPRINT.
        return ancient(SOURCE)
    archive = storage.http(SOURCE, keep_local=True)
    remove_partial_zip(archive)
    return archive


def earlier_trials(wildcards, name):
    """Return a file of each trial of the rounds before this trial's."""
    per_round = config["search"]["trials_per_round"]
    trials = range(int(wildcards.trial) // per_round * per_round)
    pattern = f"{RESULTS}/search/{wildcards.strategy}/trial_{{:03d}}/{name}"
    return [pattern.format(trial) for trial in trials]


# What `rule all` asks of every trial.
TRIAL_FILES = ["result.json"]
if config["training"]["tensorboard"]:
    TRIAL_FILES.append("events.out.tfevents.0")


def all_trials(strategy, name="result.json"):
    """Return an input function that unfolds the search: a file of each of its trials.

    It asks the checkpoints one by one, up to the budget or until one says "over".
    """

    def trials(wildcards):
        paths = []
        for trial in range(config["search"]["num_trials"]):
            which = {"strategy": strategy, "trial": f"{trial:03d}"}
            suggestion = Path(checkpoints.suggest_trial.get(**which).output[0])
            if "over" in json.loads(suggestion.read_text()):
                break
            paths.append(str(suggestion.with_name(name)))
        return paths

    return trials


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
    of_search = ["trial_curves_{strategy}.svg"]
    if len(SPACE) > 2:
        of_search.append("parallel_coordinates_{strategy}.svg")
    return [
        *expand(f"{RESULTS}/pages/{{table}}.html", table=PAGES),
        f"{RESULTS}/figures/photos.svg",
        f"{RESULTS}/figures/best_so_far.svg",
        f"{RESULTS}/figures/posterior_bayesian.png",
        *expand(
            [f"{RESULTS}/figures/{name}" for name in of_search], strategy=STRATEGIES
        ),
        *final_paths("figures/learning_curve_{candidate}_seed_{final_seed}.svg"),
        *final_paths("figures/predictions_{candidate}_seed_{final_seed}.svg"),
        f"{RESULTS}/figures/test_accuracy.svg",
    ]
