"""Which keys of the configuration a job reads: a change of others redoes nothing."""

import hashlib
import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from asirra.config.options import searched_keys
from asirra.config.schema import RUN_KEYS
from asirra.models.network import NetworkSize
from asirra.models.network_file import is_network_file
from asirra.models.registry import NETWORKS, find_network
from asirra.search.space import Dimension, read_dimension
from asirra.training.demand import Demand
from asirra.training.hyperparameters import flatten


def listing_settings(config: Mapping) -> dict[str, Any]:
    """Return what the listing of the photos reads: keys of `data` but those below.

    The source is an input of the job, and later jobs read the others. A table of labels
    has its checksum beside its path: an older file in its place is another table.
    """
    others = {"source", "test_fraction", "validation_fraction", "image_size_px"}
    settings = {k: v for k, v in config["data"].items() if k not in others}
    for path in label_tables(config):
        content = Path(path).read_bytes()
        checksum = hashlib.sha256(content).hexdigest()
        settings["labels"] = {**settings["labels"], "sha256": checksum}
    return settings


def label_tables(config: Mapping) -> list[str]:
    """Return the path of the table of labels, if there is one."""
    labels = config["data"]["labels"]
    return [labels["csv"]] if isinstance(labels, Mapping) and "csv" in labels else []


def split_settings(config: Mapping) -> dict[str, Any]:
    """Return what dividing the photos reads; a given test is not drawn as well."""
    data = config["data"]
    return {
        "test_fraction": data["test_fraction"] if data["split"] == "random" else 0.0,
        "validation_fraction": data["validation_fraction"],
        "seed": config["seed"],
    }


def training_settings(
    config: Mapping, section: str, searched: Sequence[str] = ()
) -> dict[str, Any]:
    """Return a section without searched keys and those that change no result.

    Each option of the network stands beside the other keys, as in a space.

    Args:
        config: the checked configuration.
        section: "model" or "training".
        searched: the keys that a search chooses.
    """
    left_out = RUN_KEYS.union(searched)
    return {k: v for k, v in flatten(config[section]).items() if k not in left_out}


def point_settings(
    config: Mapping, section: str, point: str, searched: Sequence[str]
) -> dict[str, Any]:
    """Return the configured values that a point keeps; the point "manual" keeps all."""
    return training_settings(config, section, () if point == "manual" else searched)


def read_space(config: Mapping, schema: Mapping) -> list[Dimension]:
    """Return the dimensions of `search.space`; a key set to null is not searched.

    Args:
        config: the checked configuration.
        schema: as `complete_schema` returns it; it tells which keys are integers.
    """
    keys = searched_keys(schema)
    return [
        read_dimension(
            {"name": name, **given}
            if "values" in given
            else {"name": name, **given, "is_integer": is_integer(keys[name])}
        )
        for name, given in config["search"]["space"].items()
        if given is not None
    ]


def is_integer(key: Mapping) -> bool:
    """Return whether the schema of a key wants a whole number."""
    return key.get("type") == "integer"


def largest_value(name: str, config: Mapping, space: Sequence[Dimension]) -> float:
    """Return the highest value that a key of model or training takes."""
    sections = config["model"] | config["training"]
    searched = [dimension for dimension in space if dimension.name == name]
    tried = [value for dimension in searched for value in dimension.levels(2)]
    return max([sections[name], *tried])


def named_networks(config: Mapping, space: Sequence[Dimension]) -> list[str]:
    """Return the networks that the configuration names or searches."""
    searched = [d.levels(1) for d in space if d.name == "network"]
    return sorted({config["model"]["network"], *itertools.chain(*searched)})


def unused_modules(config: Mapping, space: Sequence[Dimension]) -> set[str]:
    """Return the names of modules in `asirra.models` that no training uses."""
    named = named_networks(config, space)
    used = {"network_file" if is_network_file(name) else name for name in named}
    return {"network_file", *NETWORKS} - used


def largest_demand(config: Mapping, space: Sequence[Dimension]) -> Demand:
    """Return the demand of the largest training that the configuration allows."""
    crop = int(largest_value("crop_size_px", config, space))
    width = largest_value("width", config, space)
    # The number of classes hardly matters, so two stand for any.
    sizes = [
        find_network(n).size(crop, width, 2) for n in named_networks(config, space)
    ]
    return Demand(
        # The network that needs most memory may not be the one that needs most time.
        size=NetworkSize(
            parameters=max(size.parameters for size in sizes),
            activations=max(size.activations for size in sizes),
            multiply_adds=max(size.multiply_adds for size in sizes),
        ),
        batch_size=int(largest_value("batch_size", config, space)),
        num_epochs=int(largest_value("num_epochs", config, space)),
        num_patches=config["training"]["validation_patches"],
    )
