"""Which keys of the configuration a job reads: what it does not read redoes nothing."""

from collections.abc import Mapping

from asirra.search.halving import rung_epochs


def search_settings(config: Mapping, strategy: str) -> dict:
    """Return what the suggestions of a strategy depend on, as `suggest` takes it.

    The number of trials is the grid's alone: with another, the others repeat none.
    """
    search = config["search"]
    settings = {"first": search["first"], "seed": config["seed"]}
    if strategy == "bayesian":
        names = ("num_initial", "trials_per_round", "xi", "gaussian_process", "stop")
        settings |= {name: search[name] for name in names}
    if strategy == "grid":
        settings["num_trials"] = search["num_trials"]
    return settings


def pruning_settings(config: Mapping, trial: int) -> dict:
    """Return what decides whether a trial is trained to its end: rule, and its keys."""
    search = config["search"]
    # Known and random trials are what the others are compared with.
    num_exempt = len(search["first"]) + search["num_initial"]
    first_of_round = trial - trial % search["trials_per_round"]
    if search["pruning"] == "median" and first_of_round < num_exempt:
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
