import copy

import pytest

from asirra.config.checks import check_config
from asirra.config.schema import complete_schema, read_config, read_texts
from asirra.config.schema_errors import find_errors
from asirra.errors import InputError
from asirra.models.registry import NETWORKS
from asirra.objectives import OBJECTIVES
from asirra.search.strategies import STRATEGIES, Strategy
from asirra.training.schedules import SCHEDULES
from tests.config.defaults import (
    DEFAULT,
    SCHEMA,
    WRITTEN,
    bounds,
    changed,
    register_network,
)


def subschemas(schema):
    yield schema
    for child in schema.get("properties", {}).values():
        yield from subschemas(child)
    if isinstance(schema.get("additionalProperties"), dict):
        yield from subschemas(schema["additionalProperties"])


def test_the_schema_is_strict_and_every_key_is_described():
    for schema in subschemas(WRITTEN):
        assert schema.get("description"), schema
        if "properties" in schema:
            assert schema["additionalProperties"] is False


def test_every_key_needs_a_value():
    sections = SCHEMA["properties"]
    stop = sections["search"]["properties"]["stop"]
    with_keys = [
        schema
        for schema in (SCHEMA, *sections.values(), stop)
        if "properties" in schema
    ]
    assert len(with_keys) == 7
    for schema in with_keys:
        # What ends a search is chosen.
        required = set() if schema is stop else {*schema["properties"]}
        assert {*schema.get("required", [])} == required


def test_the_schema_that_was_written_stays_as_it_was():
    written = copy.deepcopy(WRITTEN)
    complete_schema(written)
    assert written == WRITTEN


def read_names(schema):
    """Return the names that keys may have, by key, where the code gives them."""
    sections = schema["properties"]
    found = {
        key: sections[section]["properties"][key]
        for section, key in [
            ("training", "schedule"),
            ("search", "objective"),
            ("search", "strategies"),
            ("final", "candidates"),
        ]
    }
    names = {key: field.get("items", field)["enum"] for key, field in found.items()}
    networks, _ = sections["model"]["properties"]["network"]["anyOf"]
    return {"network": networks["enum"], **names}


def test_names_are_those_that_the_code_has():
    assert read_names(SCHEMA) == {
        "network": list(NETWORKS),
        "schedule": list(SCHEDULES),
        "objective": list(OBJECTIVES),
        "strategies": list(STRATEGIES),
        "candidates": ["manual", *STRATEGIES],
    }


def test_names_that_were_known_stay_known():
    names = read_names(SCHEMA)
    assert {"bayesian", "random", "sobol", "grid"} <= set(names["strategies"])
    assert "alexnet" in names["network"]
    assert "plateau" in names["schedule"]
    assert "accuracy" in names["objective"]


def test_what_is_added_to_the_code_can_be_configured(monkeypatch):
    strategy = Strategy("evolution", learns=True, keys=("trials_per_round",))
    monkeypatch.setitem(STRATEGIES, "evolution", strategy)
    monkeypatch.setitem(OBJECTIVES, "kappa", OBJECTIVES["accuracy"])
    monkeypatch.setitem(SCHEDULES, "sawtooth", SCHEDULES["plateau"])
    register_network(monkeypatch, "testnet")
    names = read_names(complete_schema(WRITTEN))
    before = read_names(SCHEMA)
    assert names == {
        "network": [*before["network"], "testnet"],
        "schedule": [*before["schedule"], "sawtooth"],
        "objective": [*before["objective"], "kappa"],
        "strategies": [*before["strategies"], "evolution"],
        "candidates": [*before["candidates"], "evolution"],
    }


def test_a_strategy_that_was_added_is_accepted_by_the_check(monkeypatch):
    config = changed("search.strategies", ["evolution"])
    config["final"]["candidates"] = ["manual", "evolution"]
    with pytest.raises(InputError, match=r"strategies\.0: expected one of"):
        check_config({**config, "final": DEFAULT["final"]}, SCHEMA)
    strategy = Strategy("evolution", learns=True, keys=("trials_per_round",))
    monkeypatch.setitem(STRATEGIES, "evolution", strategy)
    check_config(config, complete_schema(WRITTEN))


def test_a_key_of_names_is_searched_by_the_names_that_the_code_has(monkeypatch):
    register_network(monkeypatch, "testnet")
    schema = complete_schema(WRITTEN)
    config = changed("search.space.network", {"values": ["alexnet", "testnet"]})
    assert list(find_errors(config, schema)) == []
    config["search"]["space"]["network"]["values"][1] = "vgg"
    (error,) = find_errors(config, schema)
    assert error == (
        f"search.space.network.values.1: expected {', '.join(NETWORKS)}, or the path "
        "of a Python file (.py) that builds one, got 'vgg'"
    )
    config = changed("search.space.network", bounds(0, 1))
    message = "search.space.network.low: unknown key; expected one of values"
    assert next(find_errors(config, schema)) == message


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
