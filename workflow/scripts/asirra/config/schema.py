"""The schema of the configuration: complete it, and read by it."""

import contextlib
import copy
import json
import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import jsonschema

from asirra.models.registry import NETWORKS
from asirra.objectives import OBJECTIVES
from asirra.search.strategies import STRATEGIES
from asirra.training.schedules import SCHEDULES

# Keys of training that say how a job runs: no result depends on them, but for the
# rounding that changes with the cores of a training, as with `--cores`.
RUN_KEYS = frozenset({"cores", "resume_minutes", "tensorboard"})
# Keys of model and training that are not hyperparameters; each option is one.
NOT_SEARCHED = RUN_KEYS | {"devices", "options"}


def is_finite_number(checker: jsonschema.TypeChecker, value: Any) -> bool:
    """Return whether a value is a number, but not YAML's .nan or .inf."""
    is_number = jsonschema.Draft202012Validator.TYPE_CHECKER.is_type(value, "number")
    return is_number and -math.inf < value < math.inf


Validator = jsonschema.validators.extend(
    jsonschema.Draft202012Validator,
    type_checker=jsonschema.Draft202012Validator.TYPE_CHECKER.redefine(
        "number", is_finite_number
    ),
)


def complete_schema(
    schema: Mapping, option_keys: Mapping[str, Any] = MappingProxyType({})
) -> dict[str, Any]:
    """Return the schema with what the code knows: names, and what can be searched.

    Every key is required. Networks, schedules, objectives and strategies are those that
    the code has. In `search.space` and `search.first`, each value of a key must be one
    that the key itself allows.

    Args:
        schema: as in config.schema.yaml.
        option_keys: the schema of each option of the network that may be searched.
    """
    completed = copy.deepcopy(dict(schema))
    sections = completed["properties"]
    for section in (completed, *sections.values()):
        if "properties" in section:
            section["required"] = list(section["properties"])
    network = sections["model"]["properties"]["network"]
    network["anyOf"] = [{"enum": list(NETWORKS)}, {"pattern": r"\.py$"}]
    described = network["description"]
    network["description"] = described.format(networks=", ".join(NETWORKS))
    _name(sections["training"], "schedule", SCHEDULES)
    _name(sections["search"], "objective", OBJECTIVES)
    _name(sections["search"], "strategies", STRATEGIES)
    _name(sections["final"], "candidates", ["manual", *STRATEGIES])
    keys = {
        name: key
        for section in ("model", "training")
        for name, key in sections[section]["properties"].items()
        if name not in NOT_SEARCHED
    }
    keys |= option_keys
    search = sections["search"]["properties"]
    dimension = search["space"]["additionalProperties"]
    search["space"] |= {
        "additionalProperties": False,
        "properties": {name: _of_key(dimension, key) for name, key in keys.items()},
    }
    search["first"]["items"] |= {"additionalProperties": False, "properties": keys}
    return completed


def _name(section: Mapping, key: str, names: Iterable[str]) -> None:
    """Restrict a key, or each entry where it is a list, to some names."""
    field = section["properties"][key]
    field.get("items", field)["enum"] = list(names)


def _of_key(dimension: Mapping, key: Mapping) -> dict:
    """Return the schema of a dimension whose bounds and values are those of a key."""
    fields = dict(dimension["properties"])
    fields["values"] = {**fields["values"], "items": key}
    if is_numeric(key):
        fields |= dict.fromkeys(("low", "high"), key)
    else:
        fields = {"values": fields["values"]}
    return {**dimension, "properties": fields}


def is_numeric(key: Mapping) -> bool:
    """Return whether the schema of a key wants a number."""
    return key.get("type") in ("number", "integer")


def read_config(config: Mapping, schema: Mapping) -> dict:
    """Return the configuration as it is meant, not yet checked.

    Snakemake merges configurations key by key. Where one gives values for a
    hyperparameter and an earlier one gives bounds, both remain, and the values count.
    """
    read: dict[str, Any] = read_texts(config, schema)
    search = read.get("search")
    if isinstance(search, dict) and isinstance(search.get("space"), Mapping):
        search["space"] = {
            name: {"values": given["values"]} if has_both(given) else given
            for name, given in search["space"].items()
        }
    return read


def has_both(given: Any) -> bool:
    """Return whether a dimension has both values and complete bounds."""
    return isinstance(given, Mapping) and {"values", "low", "high", "scale"} == {*given}


def read_texts(value: Any, schema: Mapping) -> Any:
    """Return the configuration, with texts read as numbers where the schema wants them.

    Snakemake passes values inside braces in `--config` as text, and YAML reads 1e-5 as
    text. A text that is no number stays, and the check then reports it. A whole number
    such as 5.0 becomes an integer where the schema wants one.

    Args:
        value: the configuration, or a part of it.
        schema: the JSON schema of that part.
    """
    if isinstance(value, Mapping):
        known, other = schema.get("properties", {}), schema.get("additionalProperties")
        return {
            key: read_texts(part, known.get(key) or other or {})
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [read_texts(part, schema.get("items", {})) for part in value]
    if isinstance(value, str) and not Validator(schema).is_valid(value):
        with contextlib.suppress(ValueError):
            value = json.loads(value)
    if is_float_of_integer(value) and schema.get("type") == "integer":
        return int(value)
    return value


def is_float_of_integer(value: Any) -> bool:
    """Return whether a value is a whole number that is held as a float."""
    return isinstance(value, float) and value.is_integer()
