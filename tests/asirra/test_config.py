import copy

import pytest
import yaml

from asirra.config import check_config, read_texts
from asirra.errors import InputError

from ..conftest import ROOT

SCHEMA = yaml.safe_load((ROOT / "workflow/schemas/config.schema.yaml").read_text())
DEFAULT = yaml.safe_load((ROOT / "config/config.yaml").read_text())


def changed(path, value):
    config = copy.deepcopy(DEFAULT)
    section = config
    *sections, key = path.split(".")
    for name in sections:
        section = section[name]
    section[key] = value
    return config


def subschemas(schema):
    yield schema
    for child in schema.get("properties", {}).values():
        yield from subschemas(child)
    if isinstance(schema.get("additionalProperties"), dict):
        yield from subschemas(schema["additionalProperties"])


def test_the_default_configuration_is_valid():
    check_config(DEFAULT, SCHEMA)


@pytest.mark.parametrize("name", ["asirra", "asirra_cpu"])
def test_the_others_are_valid_and_hold_only_what_differs(name):
    overlay = yaml.safe_load((ROOT / f"config/{name}.yaml").read_text())
    config = copy.deepcopy(DEFAULT)
    for section, values in overlay.items():
        if not isinstance(values, dict):
            config[section] = values
            continue
        for key, value in values.items():
            assert config[section][key] != value, f"{section}.{key} is the default's"
            config[section][key] = value
    check_config(config, SCHEMA)


def test_the_schema_is_strict_and_every_key_is_described():
    for schema in subschemas(SCHEMA):
        assert schema.get("description"), schema
        if "properties" in schema:
            assert schema["additionalProperties"] is False
            if "low" not in schema["properties"]:
                assert sorted(schema["required"]) == sorted(schema["properties"])


BAD = {
    "trainig": ({}, "trainig: unknown key; expected one of experiment, seed"),
    "training.learnig_rate": (0.1, "training.learnig_rate: unknown key"),
    "seed": ("zero", "seed: expected a value of type integer, got 'zero'"),
    "experiment": ("../up", "experiment: expected text that matches"),
    "data.test_fraction": (1.0, "data.test_fraction: expected less than 1, got 1.0"),
    "data.sha256": ("abc", "data.sha256: expected text that matches"),
    "data.source": ("no/such", "data.source: .*exists, got 'no/such'"),
    "model.crop_size_px": (73, "model.crop_size_px: expected at most data.image_size"),
    "model.initializer": ("zeros", "model.initializer: expected one of"),
    "training.batch_size": (0, "training.batch_size: expected 1 or more, got 0"),
    "training.precision": ("double", "training.precision: expected one of"),
    "search.num_initial": (9, "search.num_initial: expected at most .*8, got 9"),
    "search.strategies": ([], "search.strategies: expected at least 1 entries"),
    "search.space": ({}, "search.space: expected at least 1 key"),
    "final.seeds": ([0, 0], "final.seeds: expected entries that differ"),
    "final.candidates": (["best"], r"final.candidates.0: expected one of"),
}


@pytest.mark.parametrize("path", BAD)
def test_bad_values_are_one_line_that_names_the_key(path):
    value, message = BAD[path]
    with pytest.raises(InputError, match=message) as error:
        check_config(changed(path, value), SCHEMA)
    assert "\n" not in str(error.value)


def test_a_missing_key_is_named():
    config = copy.deepcopy(DEFAULT)
    del config["data"]["image_size_px"]
    with pytest.raises(InputError, match=r"data\.image_size_px: expected a value"):
        check_config(config, SCHEMA)


def test_an_address_that_is_not_http_is_an_error():
    with pytest.raises(InputError, match="data.source: expected .* http"):
        check_config(changed("data.source", "ftp://host/photos.zip"), SCHEMA)


def test_texts_become_numbers_where_the_schema_wants_them():
    config = changed("training.learning_rate", "1e-3")
    config["seed"] = "7"
    config["data"]["sha256"] = "null"
    config["final"]["seeds"] = ["0", "1"]
    config["training"]["validation_patches"] = "10"
    config["search"]["space"]["learning_rate"]["low"] = "0.001"
    config["experiment"] = "2026"
    read = read_texts(config, SCHEMA)
    check_config(read, SCHEMA)
    assert read["training"]["learning_rate"] == 1e-3
    assert (read["seed"], read["data"]["sha256"]) == (7, None)
    assert read["final"]["seeds"] == [0, 1]
    assert read["experiment"] == "2026"


def test_a_text_that_is_no_number_is_named():
    config = read_texts(changed("training.learning_rate", "fast"), SCHEMA)
    with pytest.raises(InputError, match="number, got 'fast'"):
        check_config(config, SCHEMA)


def bounds(low, high, scale="linear"):
    return {"low": low, "high": high, "scale": scale}


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("dropout", bounds(0.5, 0.5), "expected low < high, got low 0.5, high 0.5"),
        (
            "dropout",
            bounds(0.0, 0.5, "log"),
            "low: expected more than 0 on a log scale",
        ),
        ("dropout", bounds(0.0, 1.5), "high: expected less than 1, got 1.5"),
        ("batch_size", bounds(8.5, 16), "low: expected a value of type integer"),
        ("crop_size_px", bounds(67, 80), "high: expected at most data.image_size_px"),
        ("initializer", bounds(0, 1), "expected a numeric key of model or training"),
        ("learning_rat", bounds(0, 1), "expected a numeric key of model or training"),
        ("dropout", bounds(0.1, 0.5, "cubic"), "scale: expected one of"),
        ("dropout", {"low": 0.1, "high": 0.5}, "scale: expected a value, got none"),
    ],
)
def test_bad_dimensions_are_named(name, value, message):
    config = changed(f"search.space.{name}", value)
    with pytest.raises(InputError, match=rf"search\.space\.{name}.*{message}"):
        check_config(config, SCHEMA)


def test_a_dimension_can_be_taken_out_but_not_all():
    config = changed("search.space.weight_decay", None)
    check_config(config, SCHEMA)
    config["search"]["space"]["learning_rate"] = None
    with pytest.raises(InputError, match=r"search\.space: expected at least one key"):
        check_config(config, SCHEMA)
