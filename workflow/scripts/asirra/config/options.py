"""The hyperparameters that may be searched, each option of the network among them."""

import contextlib
from collections.abc import Mapping
from typing import Any

from asirra.config.schema import read_texts
from asirra.training.hyperparameters import OPTION

# What pandas takes for nothing, in lower case ("none" itself it leaves), or for a
# yes or no.
READ_AS_OTHERS = {
    *("", "#n/a", "#n/a n/a", "#na", "-1.#ind", "-1.#qnan", "1.#ind", "1.#qnan"),
    *("<na>", "n/a", "na", "null", "true", "false"),
}
# An option is searched as what its configured value is. Lists and nulls are not.
TYPES = {bool: "boolean", int: "integer", float: "number", str: "string"}


def option_keys(config: Mapping, schema: Mapping) -> dict[str, dict[str, Any]]:
    """Return the schema of each option that may be searched, by its name in a space.

    Args:
        config: the configuration, which is not yet checked.
        schema: as in config.schema.yaml.
    """
    model = config.get("model")
    options = model.get("options") if isinstance(model, Mapping) else None
    if not isinstance(options, Mapping):
        return {}
    key = schema["properties"]["model"]["properties"]["options"]
    return {
        f"{OPTION}{name}": {"type": TYPES[type(value)]}
        for name, value in read_texts(options, key).items()
        if type(value) in TYPES
    }


def searched_keys(schema: Mapping) -> dict[str, Any]:
    """Return the schema of each key that may be searched, by its name in a space."""
    search = schema["properties"]["search"]["properties"]
    return search["first"]["items"]["properties"]


def is_misread(value: Any) -> bool:
    """Return whether a text would come back from a table as something else."""
    if not isinstance(value, str):
        return False
    with contextlib.suppress(ValueError):
        float(value)
        return True
    return value.strip().lower() in READ_AS_OTHERS or value == "None"
