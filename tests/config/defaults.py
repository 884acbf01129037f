"""The default configuration and its schema, and changes of them, for the tests."""

import copy
from dataclasses import replace
from typing import Any

import yaml

from asirra.config.schema import complete_schema
from asirra.models.alexnet import ALEXNET
from asirra.models.network import Network
from asirra.models.registry import NETWORKS
from tests.conftest import ROOT

WRITTEN = yaml.safe_load((ROOT / "workflow/schemas/config.schema.yaml").read_text())
SCHEMA = complete_schema(WRITTEN)
DEFAULT = yaml.safe_load((ROOT / "config/config.yaml").read_text())


def changed(path: str, value: Any) -> dict:
    """Return the default configuration with another value of a key."""
    config = copy.deepcopy(DEFAULT)
    section = config
    *sections, key = path.split(".")
    for name in sections:
        section = section[name]
    section[key] = value
    return config


def changed_search(**search: Any) -> dict:
    """Return the default configuration with other values of keys of `search`."""
    return changed("search", DEFAULT["search"] | search)


def bounds(low: float, high: float, scale: str = "linear") -> dict:
    """Return a dimension of `search.space`."""
    return {"low": low, "high": high, "scale": scale}


def register_network(monkeypatch, name: str, **changes: Any) -> Network:
    """Register a network that differs from AlexNet, until the test ends."""
    network = replace(ALEXNET, name=name, **changes)
    monkeypatch.setitem(NETWORKS, name, network)
    return network
