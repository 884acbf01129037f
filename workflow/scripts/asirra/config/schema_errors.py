"""What the schema forbids of a configuration, in a line for each error."""

from collections.abc import Iterator, Mapping

import jsonschema

from asirra.config.schema import Validator
from asirra.training.hyperparameters import OPTION


def find_errors(config: Mapping, schema: Mapping) -> Iterator[str]:
    """Yield a line for each error: the key, what was expected and what came."""
    errors = Validator(schema).iter_errors(config)
    for error in sorted(errors, key=lambda error: list(map(str, error.path))):
        yield _describe(error)


def _describe(error: jsonschema.ValidationError) -> str:
    key = ".".join(map(str, error.path))
    prefix = f"{key}." if key else ""
    rule, allowed, came = error.validator, error.validator_value, error.instance
    if rule == "additionalProperties":
        known = list(error.schema["properties"])
        unknown = next(name for name in came if name not in known)
        if unknown.startswith(OPTION):
            return (
                f"{prefix}{unknown}: expected an option that model.options gives a "
                f"number, a text, or true or false (the value of manual), got none such"
            )
        return f"{prefix}{unknown}: unknown key; expected one of {', '.join(known)}"
    if rule == "required":
        missing = next(name for name in allowed if name not in came)
        return f"{prefix}{missing}: expected a value, got none"
    if rule == "dependentRequired":
        given, (needed,) = next((k, v) for k, v in allowed.items() if k in came)
        return f"{prefix}{needed}: expected a value beside {given}, got none"
    if rule == "anyOf":
        # Such a key lists in its description what it may be.
        _, described = error.schema["description"].split(": ", 1)
        return f"{key}: expected {described.rstrip('.')}, got {came!r}"
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
