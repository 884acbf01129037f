import pytest

from asirra.config.options import option_keys
from asirra.config.schema import complete_schema, read_config
from asirra.config.schema_errors import find_errors
from asirra.config.search_checks import find_search_errors
from asirra.config.settings import point_settings, read_space, training_settings
from asirra.search.space import Choice, Interval
from tests.config.defaults import WRITTEN, bounds, changed

OPTIONS = {"depth": 2, "rate": 2.0, "norm": "group", "skip": True, "weights": None}


def configure(space, **options):
    """Return a configuration with options and a space, and its schema."""
    config = changed("model.options", options)
    config["search"]["space"] = space
    schema = complete_schema(WRITTEN, option_keys(config, WRITTEN))
    return read_config(config, schema), schema


def find(space, **options):
    config, schema = configure(space, **options)
    problems = list(find_errors(config, schema))
    return problems or list(find_search_errors(config, schema))


def test_an_option_is_searched_as_what_its_value_is():
    space = {
        "options.depth": bounds(1, 3),
        "options.rate": bounds(1, 3, "log"),
        "options.norm": {"values": ["batch", "group"]},
        "options.skip": {"values": [True, False]},
    }
    assert find(space, **OPTIONS) == []
    assert read_space(*configure(space, **OPTIONS)) == [
        Interval("options.depth", 1, 3, "linear", is_integer=True),
        Interval("options.rate", 1, 3, "log", is_integer=False),
        Choice("options.norm", ("batch", "group")),
        Choice("options.skip", (True, False)),
    ]


def test_texts_of_the_command_line_are_read_as_numbers():
    space = {
        "options.depth": {"values": ["1", "2"]},
        "options.rate": {"values": ["1e-3", "1"]},
    }
    config, schema = configure(
        space, depth="2", rate="1e-2", norm="2nd", skip="true", x="null"
    )
    assert list(find_errors(config, schema)) == []
    options = {"depth": 2, "rate": 0.01, "norm": "2nd", "skip": True, "x": None}
    assert config["model"]["options"] == options
    depth, rate = read_space(config, schema)
    assert depth.values == (1, 2)
    assert rate.values == (0.001, 1)


@pytest.mark.parametrize("name", ["deep", "weights", "sizes"])
def test_a_searched_option_needs_a_manual_value(name):
    (problem, *_) = find({f"options.{name}": bounds(1, 2)}, **OPTIONS, sizes=[1, 2])
    assert problem.startswith(
        f"search.space.options.{name}: expected an option that model.options gives a "
        "number, a text, or true or false"
    )


@pytest.mark.parametrize(
    ("name", "fields", "message"),
    [
        (
            "depth",
            bounds(1, 2.5),
            "depth.high: expected a value of type integer, got 2.5",
        ),
        ("depth", bounds(3, 1), "depth: expected low < high"),
        ("norm", bounds(1, 2), "norm.low: unknown key; expected one of values"),
        ("norm", {"values": [1, 2]}, "norm.values.0: expected a value of type string"),
        ("rate", bounds(0, 1, "log"), "rate.low: expected more than 0 on a log scale"),
        ("skip", {"values": [True]}, "skip.values: expected at least 2 entries"),
    ],
)
def test_a_bad_dimension_is_named(name, fields, message):
    (problem, *_) = find({f"options.{name}": fields}, **OPTIONS)
    assert problem.startswith("search.space.options.")
    assert message in problem


@pytest.mark.parametrize("model", [None, 3, {}, {"options": 3}, {"options": None}])
def test_what_is_no_configuration_yet_has_no_options(model):
    assert option_keys({"model": model}, WRITTEN) == {}
    assert option_keys({}, WRITTEN) == {}


def test_options_must_be_keys():
    config = changed("model.options", [1])
    (problem,) = find_errors(config, complete_schema(WRITTEN))
    assert problem == "model.options: expected a value of type object, got [1]"


def test_a_training_has_each_option_beside_the_other_keys():
    config, _ = configure({"options.depth": bounds(1, 3)}, **OPTIONS)
    names = {f"options.{name}" for name in OPTIONS}
    settings = training_settings(config, "model", ["options.depth"])
    assert names & settings.keys() == names - {"options.depth"}
    assert "options" not in settings
    manual = point_settings(config, "model", "manual", ["options.depth"])
    assert manual["options.depth"] == 2


def test_known_points_have_options():
    space = {"options.depth": bounds(1, 3)}
    config, schema = configure(space, **OPTIONS)
    config["search"]["first"] = [{"options.depth": 2}]
    assert list(find_errors(config, schema)) == []
    assert list(find_search_errors(config, schema)) == []
    config["search"]["first"] = [{"options.depth": 4}]
    (problem, *_) = find_search_errors(config, schema)
    assert "search.first.0.options.depth: expected a value within the bounds" in problem


@pytest.mark.parametrize("text", ["NA", "None", "007", "1e3", "", "True", "nan"])
def test_a_text_that_a_table_takes_for_something_else_is_refused(text):
    (problem,) = find({"options.norm": {"values": ["group", text]}}, **OPTIONS)
    assert problem == (
        "search.space.options.norm.values: expected texts that a table cannot take for "
        f"a number or for nothing, got {text!r}"
    )
