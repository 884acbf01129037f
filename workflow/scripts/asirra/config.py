"""Check the configuration before any job starts."""

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import jsonschema

from asirra.errors import InputError

# Keys of training that say how a job runs: no result depends on them.
RUN_KEYS = frozenset({"resume_minutes", "tensorboard"})


def is_path(source: str) -> bool:
    """Return whether `data.source` names a folder or file."""
    return source != "synthetic" and "://" not in source


def read_texts(value: Any, schema: Mapping) -> Any:
    """Return the configuration with texts read as numbers where the schema wants such.

    Snakemake passes what stands inside braces in `--config` as text, and YAML reads
    1e-5 as one. A text that is no number stays, and the check then names it.

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
    if isinstance(value, str) and not jsonschema.Draft202012Validator(schema).is_valid(
        value
    ):
        with contextlib.suppress(ValueError):
            return json.loads(value)
    return value


def check_config(config: Mapping, schema: Mapping) -> None:
    """Compare the configuration with its schema and with itself.

    Args:
        config: all sections, merged.
        schema: JSON schema.

    Raises:
        InputError: names the key, what was expected and what came.
    """
    validator = jsonschema.Draft202012Validator(schema)
    errors = sorted(
        validator.iter_errors(config), key=lambda error: list(map(str, error.path))
    )
    if errors:
        raise InputError(_describe(errors[0]))
    for problem in _find_contradictions(config, schema):
        raise InputError(problem)


def _describe(error: jsonschema.ValidationError) -> str:
    key = ".".join(map(str, error.path))
    prefix = f"{key}." if key else ""
    rule, allowed, came = error.validator, error.validator_value, error.instance
    if rule == "additionalProperties":
        known = list(error.schema["properties"])
        unknown = next(name for name in came if name not in known)
        return f"{prefix}{unknown}: unknown key; expected one of {', '.join(known)}"
    if rule == "required":
        missing = next(name for name in allowed if name not in came)
        return f"{prefix}{missing}: expected a value, got none"
    types = [allowed] if isinstance(allowed, str) else allowed
    expectations = {
        "type": f"a value of type {' or '.join(types)}" if rule == "type" else "",
        "enum": f"one of {allowed}",
        "minimum": f"{allowed} or more",
        "maximum": f"{allowed} or less",
        "exclusiveMinimum": f"more than {allowed}",
        "exclusiveMaximum": f"less than {allowed}",
        "pattern": f"text that matches {allowed}",
        "minItems": f"at least {allowed} entries",
        "minLength": "a value that is not empty",
        "minProperties": f"at least {allowed} key",
        "uniqueItems": "entries that differ",
    }
    return f"{key or 'config'}: expected {expectations[rule]}, got {came!r}"


def _find_contradictions(config: Mapping, schema: Mapping) -> Iterator[str]:
    data, model, search = config["data"], config["model"], config["search"]
    source = data["source"]
    if is_path(source) and not Path(source).exists():
        yield (
            "data.source: expected 'synthetic', an http(s) address, or a folder or "
            f"zip that exists, got {source!r}"
        )
    if config["predict"] and not Path(config["predict"]).exists():
        yield (
            "predict: expected a folder or zip of photos that exists, got "
            f"{config['predict']!r}"
        )
    if "://" in source and not source.startswith(("http://", "https://")):
        yield f"data.source: expected an address of http or https, got {source!r}"
    if model["crop_size_px"] > data["image_size_px"]:
        yield (
            f"model.crop_size_px: expected at most data.image_size_px, "
            f"{data['image_size_px']}, got {model['crop_size_px']}"
        )
    if search["num_initial"] > search["num_trials"]:
        yield (
            f"search.num_initial: expected at most search.num_trials, "
            f"{search['num_trials']}, got {search['num_initial']}"
        )
    yield from _find_space_errors(config, schema)
    for candidate in config["final"]["candidates"]:
        if candidate != "manual" and candidate not in search["strategies"]:
            yield (
                f"final.candidates: expected 'manual' or one of search.strategies, "
                f"{search['strategies']}, got {candidate!r}"
            )


def _find_space_errors(config: Mapping, schema: Mapping) -> Iterator[str]:
    space = {k: v for k, v in config["search"]["space"].items() if v is not None}
    if not space:
        yield "search.space: expected at least one key to search, got none"
    keys = {
        name: key
        for section in ("model", "training")
        for name, key in schema["properties"][section]["properties"].items()
        if key.get("type") in ("number", "integer") and name not in RUN_KEYS
    }
    for name, bounds in space.items():
        path = f"search.space.{name}"
        if name not in keys:
            yield (
                f"{path}: expected a numeric key of model or training, one of "
                f"{', '.join(keys)}"
            )
            continue
        for bound in ("low", "high"):
            for error in jsonschema.Draft202012Validator(keys[name]).iter_errors(
                bounds[bound]
            ):
                yield f"{path}.{bound}: " + _describe(error).removeprefix("config: ")
        low, high = bounds["low"], bounds["high"]
        if low >= high:
            yield f"{path}: expected low < high, got low {low}, high {high}"
        if bounds["scale"] == "log" and low <= 0:
            yield f"{path}.low: expected more than 0 on a log scale, got {low}"
        if name == "crop_size_px" and bounds["high"] > config["data"]["image_size_px"]:
            yield (
                f"{path}.high: expected at most data.image_size_px, "
                f"{config['data']['image_size_px']}, got {bounds['high']}"
            )
