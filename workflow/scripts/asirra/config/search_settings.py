"""Which keys of the configuration the jobs of a search read."""

from collections.abc import Mapping
from typing import Any

from asirra.objectives import OBJECTIVES
from asirra.search.halving import rung_epochs
from asirra.search.rounds import first_of_round
from asirra.search.strategies import STRATEGIES


def awaits_results(config: Mapping, strategy: str) -> bool:
    """Return whether a strategy's suggestions depend on results of earlier rounds."""
    has_budget_of_time = "training_hours" in (config["search"]["stop"] or {})
    return STRATEGIES[strategy].learns or has_budget_of_time


def search_settings(config: Mapping, strategy: str) -> dict[str, Any]:
    """Return what the suggestions of a strategy depend on: fields of SearchSettings."""
    search = config["search"]
    names = ("first", *STRATEGIES[strategy].keys)
    settings = {name: search[name] for name in names} | {"seed": config["seed"]}
    if "num_initial" in settings:
        settings["num_initial"] = count_initial(search)
    if "xi" in settings:
        settings["xi"] = least_gain(config)
    stop = settings.get("stop")
    if stop and "rounds_without_gain" in stop:
        given = stop.get("min_gain", "auto")
        auto = OBJECTIVES[search["objective"]].unit / 5
        settings["stop"] = {**stop, "min_gain": auto if given == "auto" else given}
    elif awaits_results(config, strategy) and search["stop"]:
        settings["stop"] = search["stop"]
    return settings


def process_settings(config: Mapping) -> dict[str, Any]:
    """Return what the Gaussian process of a study's results depends on."""
    return {
        "xi": least_gain(config),
        "gaussian_process": config["search"]["gaussian_process"],
        "seed": config["seed"],
    }


def least_gain(config: Mapping) -> float:
    """Return the least gain that counts: "auto" fits the objective."""
    xi, objective = config["search"]["xi"], config["search"]["objective"]
    return OBJECTIVES[objective].unit if xi == "auto" else float(xi)


def count_initial(search: Mapping) -> int:
    """Return how many initial trials a search has: "auto" grows with the space."""
    if search["num_initial"] != "auto":
        return int(search["num_initial"])
    return 1 + sum(given is not None for given in search["space"].values())


def pruning_settings(config: Mapping, trial: int) -> dict[str, Any]:
    """Return what decides whether a trial is trained to its end: rule, and its keys."""
    search = config["search"]
    # Known and random trials are trained to the end: the others are compared with them.
    num_exempt = len(search["first"]) + count_initial(search)
    start = first_of_round(trial, search["trials_per_round"])
    if search["pruning"] == "median" and start < num_exempt:
        return {"rule": "none"}
    settings = {"rule": search["pruning"]}
    if search["pruning"] == "median":
        settings["warmup_epochs"] = search["warmup_epochs"]
    if search["pruning"] == "halving":
        names = ("trials_per_round", "reduction_factor")
        settings |= {name: search[name] for name in names}
        settings["epochs"] = rung_epochs(
            config["training"]["num_epochs"],
            search["reduction_factor"],
            search["num_rungs"],
        )
    return settings
