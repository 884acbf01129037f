import copy

import pytest
import yaml

from asirra.config.checks import check_config
from asirra.config.schema import complete_schema, read_config, read_texts
from asirra.errors import InputError
from tests.conftest import ROOT

WRITTEN = yaml.safe_load((ROOT / "workflow/schemas/config.schema.yaml").read_text())
SCHEMA = complete_schema(WRITTEN)
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
    for schema in subschemas(WRITTEN):
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
    "final.top_k": (9, "final.top_k: expected at most search.num_trials, 8, got 9"),
    "final.seeds": ([0, 0], "final.seeds: expected entries that differ"),
    "final.candidates": (["best"], r"final.candidates.0: expected one of"),
}


@pytest.mark.parametrize("path", BAD)
def test_bad_values_are_one_line_that_names_the_key(path):
    value, message = BAD[path]
    with pytest.raises(InputError, match=message) as error:
        check_config(changed(path, value), SCHEMA)
    assert "\n" not in str(error.value)


def test_the_name_of_the_example_is_taken():
    with pytest.raises(InputError, match="experiment: expected another name"):
        check_config(changed("experiment", "example"), SCHEMA)


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


@pytest.mark.parametrize(
    ("batch_size", "searched", "message"),
    [
        (33, None, "training.batch_size: expected a multiple of .*, 2, got 33"),
        (33, {"values": [32, 64]}, "multiple of training.devices, 2, got 33"),
        (
            32,
            {"values": [32, 33]},
            "space.batch_size.values: .* multiple .*, 2, got 33",
        ),
        (32, {"low": 8, "high": 64, "scale": "log"}, "expected {values: .*bounds"),
    ],
)
def test_devices_share_every_batch_that_may_be_tried(batch_size, searched, message):
    config = copy.deepcopy(DEFAULT)
    config["training"] |= {"devices": 2, "batch_size": batch_size}
    config["search"]["space"]["batch_size"] = searched
    with pytest.raises(InputError, match=message):
        check_config(config, SCHEMA)
    config["training"]["devices"] = 1
    check_config(config, SCHEMA)


def test_devices_are_no_hyperparameter():
    config = copy.deepcopy(DEFAULT)
    config["search"]["space"] = {"devices": {"values": [1, 2]}}
    with pytest.raises(InputError, match="search.space.devices: unknown key"):
        check_config(config, SCHEMA)


def test_values_count_where_defaults_give_bounds():
    merged = {"low": 1e-3, "high": 1e-1, "scale": "log", "values": ["1e-2", 0.02]}
    config = read_config(changed("search.space.learning_rate", merged), SCHEMA)
    check_config(config, SCHEMA)
    assert config["search"]["space"]["learning_rate"] == {"values": [0.01, 0.02]}


@pytest.mark.parametrize("value", ["1e1", 10.0])
def test_a_whole_number_is_an_integer_however_it_is_written(value):
    config = read_config(changed("search.num_trials", value), SCHEMA)
    assert type(config["search"]["num_trials"]) is int
    check_config(config, SCHEMA)


@pytest.mark.parametrize("config", [{"search": None}, {"search": {"space": 3}}])
def test_what_is_no_section_is_left_to_the_check(config):
    assert read_config(config, SCHEMA) == config


def test_a_checksum_is_of_a_zip():
    with pytest.raises(InputError, match="data.sha256: expected null, as data.source"):
        check_config(changed("data.sha256", "0" * 64), SCHEMA)
