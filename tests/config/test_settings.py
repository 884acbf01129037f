import pytest

from asirra.config.schema import complete_schema
from asirra.config.settings import (
    label_tables,
    largest_demand,
    largest_value,
    listing_settings,
    named_networks,
    read_space,
    split_settings,
    training_settings,
)
from asirra.models.alexnet import ALEXNET
from asirra.models.network import NetworkSize
from asirra.search.space import Choice, Interval
from tests.config.defaults import (
    DEFAULT,
    SCHEMA,
    WRITTEN,
    bounds,
    changed,
    register_network,
)


def test_a_training_reads_neither_what_is_searched_nor_how_it_runs():
    settings = training_settings(DEFAULT, "training", ["learning_rate", "dropout"])
    left_out = DEFAULT["training"].keys() - settings.keys()
    assert left_out == {"learning_rate", "cores", "resume_minutes", "tensorboard"}
    assert settings.items() <= DEFAULT["training"].items()
    assert training_settings(DEFAULT, "model").keys() == DEFAULT["model"].keys() - {
        "options"
    }


def test_a_key_set_to_null_is_not_searched_and_integers_come_from_the_schema():
    space = {"width": bounds(1, 2), "weight_decay": None, "batch_size": bounds(1, 2)}
    dimensions = read_space({"search": {"space": space}}, SCHEMA)
    assert [(d.name, d.is_integer) for d in dimensions] == [
        ("width", False),
        ("batch_size", True),
    ]


def test_values_make_a_choice_and_bounds_an_interval():
    space = {"batch_size": {"values": [16, 32]}, "dropout": bounds(0.1, 0.7)}
    assert read_space({"search": {"space": space}}, SCHEMA) == [
        Choice("batch_size", (16, 32)),
        Interval("dropout", 0.1, 0.7, "linear", False),
    ]


@pytest.mark.parametrize(
    ("searched", "largest"),
    [
        (None, 32),
        (bounds(8, 256, "log"), 256),
        ({"values": [8, 64, 16]}, 64),
        # What is configured, the manual candidate is trained with.
        (bounds(8, 16), 32),
    ],
)
def test_the_largest_value_is_the_configured_or_the_highest_that_is_searched(
    searched, largest
):
    config = changed("search.space.batch_size", searched)
    assert largest_value("batch_size", config, read_space(config, SCHEMA)) == largest


def test_the_networks_are_the_configured_one_and_those_that_are_searched(monkeypatch):
    assert named_networks(DEFAULT, read_space(DEFAULT, SCHEMA)) == ["alexnet"]
    register_network(monkeypatch, "lenet")
    register_network(monkeypatch, "zfnet")
    schema = complete_schema(WRITTEN)
    config = changed("search.space.network", {"values": ["zfnet", "lenet"]})
    networks = named_networks(config, read_space(config, schema))
    assert networks == ["alexnet", "lenet", "zfnet"]
    config = changed("model.network", "zfnet")
    assert named_networks(config, read_space(config, schema)) == ["zfnet"]


def test_the_largest_demand_is_that_of_the_largest_value_of_every_key():
    config = changed("search.space.batch_size", bounds(8, 256, "log"))
    config["search"]["space"] |= {
        "num_epochs": {"values": [5, 20]},
        "crop_size_px": bounds(67, 72),
        "width": bounds(0.1, 0.5),
    }
    config["training"]["validation_patches"] = 10
    demand = largest_demand(config, read_space(config, SCHEMA))
    assert demand.size == ALEXNET.size(72, 0.5, 2)
    assert (demand.batch_size, demand.num_epochs, demand.num_patches) == (256, 20, 10)


def test_the_largest_demand_is_that_of_the_largest_network(monkeypatch):
    huge = NetworkSize(parameters=10**9, activations=10**8, multiply_adds=10**12)
    register_network(monkeypatch, "huge", size=lambda crop, width, classes: huge)
    schema = complete_schema(WRITTEN)

    def ask(config):
        return largest_demand(config, read_space(config, schema))

    assert ask(DEFAULT).size == ALEXNET.size(67, 0.25, 2)
    assert ask(changed("model.network", "huge")).size == huge
    both = changed("search.space.network", {"values": ["huge", "alexnet"]})
    assert ask(both).size == huge


def test_the_largest_demand_has_room_for_every_network(monkeypatch):
    slow = NetworkSize(parameters=10, activations=10, multiply_adds=10**12)
    wide = NetworkSize(parameters=10**9, activations=10**8, multiply_adds=10)
    register_network(monkeypatch, "slow", size=lambda crop, width, classes: slow)
    register_network(monkeypatch, "wide", size=lambda crop, width, classes: wide)
    config = changed("search.space.network", {"values": ["slow", "wide"]})
    config["model"]["network"] = "slow"
    demand = largest_demand(config, read_space(config, complete_schema(WRITTEN)))
    assert demand.size == NetworkSize(
        parameters=10**9, activations=10**8, multiply_adds=10**12
    )


def test_the_listing_reads_what_no_later_job_reads():
    expected = {"sha256": None, "labels": "auto", "split": "random", "group": None}
    assert listing_settings(DEFAULT) == expected


def test_a_given_test_is_not_drawn_as_well():
    assert split_settings(DEFAULT)["test_fraction"] == 0.5
    given = changed("data.split", "folders")
    assert split_settings(given)["test_fraction"] == 0


def test_the_table_of_labels_is_known_by_its_path_and_content(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("id,breed")
    table = {"csv": str(path), "file": "id", "label": "breed"}
    config = changed("data.labels", table)
    assert label_tables(config) == [str(path)]
    assert label_tables(DEFAULT) == []
    before = listing_settings(config)
    assert before["labels"].items() >= table.items()
    path.write_text("id,class")
    assert listing_settings(config) != before
