"""The files of networks: what a training depends on beside its code."""

from asirra.config.networks import network_files
from asirra.training.hyperparameters import OPTION, flatten

# Searched keys that name files.
OF_NETWORK = [key for key in SEARCHED if key == "network" or key.startswith(OPTION)]


def searched_point(wildcards):
    """Return the point of a training, where its network or an option is searched."""
    point = wildcards.get("point") or f"{wildcards.strategy}/trial_{wildcards.trial}"
    if point == "manual" or not OF_NETWORK:
        return {}
    strategy, trial = point.split("/")
    return suggestion(strategy, int(trial.removeprefix("trial_"))).point


def training_code(script):
    """Return an input function for a training's code, and the files of its network.

    A trial has those of its own network alone: an edit trains no trial of another.
    """

    def files(wildcards):
        model = flatten(config["model"]) | searched_point(wildcards)
        return [*code(script), *network_files(model)]

    return files
