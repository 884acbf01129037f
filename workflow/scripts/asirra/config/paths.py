"""Read the paths of the configuration: `~` and `$VAR` stand for what a shell takes."""

import os
import re
from collections.abc import Mapping
from typing import Any

from asirra.errors import InputError

# The keys that hold paths, or lists of them. An address is left as it is.
KEYS = (
    "data.source",
    "data.labels.csv",
    "predict",
    "model.network",
    "search.known",
    "search.space.network.values",
)
VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)\})")


def expand_paths(config: Mapping) -> dict[str, Any]:
    """Return the configuration, which is not yet checked, with its paths expanded.

    Raises:
        InputError: when a variable is not defined; it names the key and the variable.
    """
    expanded = dict(config)
    for key in KEYS:
        *sections, name = key.split(".")
        part: Any = expanded
        for section in sections:
            if not isinstance(part, dict) or not isinstance(part.get(section), Mapping):
                part = {}
                break
            part[section] = dict(part[section])
            part = part[section]
        if isinstance(part.get(name), str):
            part[name] = expand_path(part[name], key)
        elif isinstance(part.get(name), list):
            part[name] = [
                expand_path(path, key) if isinstance(path, str) else path
                for path in part[name]
            ]
    return expanded


def expand_path(path: str, key: str) -> str:
    """Return a path with `~` and variables expanded, unless it exists as it is written.

    Args:
        path: a path, or an address.
        key: the configuration's key that names it.

    Raises:
        InputError: when a variable is not defined; it names the key and the variable.
    """
    if "://" in path or os.path.exists(path):
        return path

    def value(found: re.Match) -> str:
        name = found[1] or found[2]
        if name in os.environ:
            return os.environ[name]
        raise InputError(
            f"{key}: expected ${name} to be defined, got no such variable in {path!r}; "
            f"export it, or write the path itself"
        )

    return os.path.expanduser(VARIABLE.sub(value, path))
