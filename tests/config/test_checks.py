import copy

import pytest
import yaml

from asirra.config.checks import check_config, check_source
from asirra.config.schema import complete_schema
from asirra.errors import InputError
from tests.config.defaults import DEFAULT, SCHEMA, WRITTEN, changed, register_network
from tests.conftest import ROOT


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


BAD = {
    "trainig": ({}, "trainig: unknown key; expected one of experiment, seed"),
    "training.learnig_rate": (0.1, "training.learnig_rate: unknown key"),
    "seed": ("zero", "seed: expected a value of type integer, got 'zero'"),
    "experiment": ("../up", "experiment: expected text that matches"),
    "data.test_fraction": (1.0, "data.test_fraction: expected less than 1, got 1.0"),
    "data.sha256": ("abc", "data.sha256: expected text that matches"),
    "model.network": (
        "vgg",
        r"model.network: expected alexnet, or the path of a Python file .*got 'vgg'",
    ),
    "model.crop_size_px": (73, "model.crop_size_px: expected at most data.image_size"),
    "model.initializer": ("zeros", "model.initializer: expected one of"),
    "training.batch_size": (0, "training.batch_size: expected 1 or more, got 0"),
    "training.precision": ("double", "training.precision: expected one of"),
    "training.schedule": (
        "cubic",
        "training.schedule: expected one of .*got 'cubic'",
    ),
    "search.objective": ("f1", "search.objective: expected one of .*got 'f1'"),
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


def test_a_source_that_is_not_there_is_an_error_and_why_nothing_packed_is_used():
    check_source(DEFAULT)
    check_source(changed("data.source", "http://127.0.0.1:9/photos.zip"))
    message = "exists, got 'no/such'; .*files.csv is missing$"
    with pytest.raises(InputError, match=f"data.source: expected .*{message}"):
        check_source(changed("data.source", "no/such") | {"experiment": "no_such"})


def expect_error(config, schema, message):
    with pytest.raises(InputError) as error:
        check_config(config, schema)
    assert str(error.value) == message


def test_a_crop_is_at_least_what_the_network_needs():
    check_config(changed("model.crop_size_px", 67), SCHEMA)
    expect_error(
        changed("model.crop_size_px", 50),
        SCHEMA,
        "model.crop_size_px: expected 67 or more, which alexnet needs, got 50",
    )


def test_a_network_says_itself_what_it_needs(monkeypatch):
    register_network(monkeypatch, "small", min_crop_size_px=32)
    config = changed("model.crop_size_px", 50)
    config["model"]["network"] = "small"
    schema = complete_schema(WRITTEN)
    check_config(config, schema)
    config["model"]["crop_size_px"] = 31
    expect_error(
        config,
        schema,
        "model.crop_size_px: expected 32 or more, which small needs, got 31",
    )


@pytest.mark.parametrize("name", ["example", "Example"])
def test_the_name_of_the_example_is_taken(name):
    with pytest.raises(InputError, match=f"expected another name, got '{name}'"):
        check_config(changed("experiment", name), SCHEMA)


def test_a_missing_key_is_named():
    config = copy.deepcopy(DEFAULT)
    del config["data"]["image_size_px"]
    with pytest.raises(InputError, match=r"data\.image_size_px: expected a value"):
        check_config(config, SCHEMA)


def test_an_address_that_is_not_http_is_an_error():
    with pytest.raises(InputError, match="data.source: expected .* http"):
        check_config(changed("data.source", "ftp://host/photos.zip"), SCHEMA)


def test_a_checksum_is_of_a_zip():
    with pytest.raises(InputError, match="data.sha256: expected null, as data.source"):
        check_config(changed("data.sha256", "0" * 64), SCHEMA)


def test_a_candidate_that_is_not_searched_is_an_error():
    expect_error(
        changed("final.candidates", ["manual", "random"]),
        SCHEMA,
        "final.candidates: expected 'manual' or one of search.strategies, "
        "['bayesian'], got 'random'",
    )


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
