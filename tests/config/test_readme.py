"""config/README.md lists every key of the schema, with the default of config.yaml."""

import re
from collections.abc import Iterator, Mapping

import pytest
import yaml

from asirra.config.schema import NOT_SEARCHED
from tests.config.defaults import DEFAULT, SCHEMA, WRITTEN
from tests.conftest import ROOT

SECTIONS = ("data", "model", "training", "search", "final")
NO_DEFAULT = "–"


def find_keys(schema: Mapping, path: str = "") -> Iterator[tuple[str, Mapping]]:
    """Yield each key as `section.key`, and its schema.

    A key of `search.space` may have any name: it is written as `<key>`. So may an
    option, but there is nothing more to say of it.
    """
    children = dict(schema.get("properties", {}))
    if path == "model.options":
        return
    if isinstance(schema.get("additionalProperties"), Mapping):
        children["<key>"] = schema["additionalProperties"]
    for name, child in children.items():
        key = f"{path}.{name}" if path else name
        if key not in SECTIONS and name != "<key>":
            yield key, child
        yield from find_keys(child, key)


def read_rows(text: str) -> dict[str, dict[str, str]]:
    """Return the cells of each row that starts with a key, by column."""
    rows, columns = {}, []
    for line in text.splitlines():
        if not line.startswith("| "):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == "key":
            columns = cells
        elif key := re.fullmatch("`(.+)`", cells[0]):
            assert key[1] not in rows, f"{key[1]} has two rows"
            rows[key[1]] = dict(zip(columns, cells, strict=True))
    return rows


KEYS = dict(find_keys(WRITTEN))
ROWS = read_rows((ROOT / "config/README.md").read_text(encoding="utf-8"))


def test_every_key_has_a_row_and_every_row_is_a_key():
    assert sorted(ROWS) == sorted(KEYS)


@pytest.mark.parametrize("key", ROWS)
def test_the_default_is_that_of_the_configuration(key):
    default, value = ROWS[key]["default"], DEFAULT
    if default == NO_DEFAULT:
        assert key.startswith(("search.stop.", "search.space.<key>."))
        return
    for name in key.split("."):
        value = value[name]
    written = re.fullmatch("`(.+)`", default)
    assert written, default
    assert yaml.safe_load(written[1]) == value


@pytest.mark.parametrize("key", KEYS)
def test_the_values_are_those_of_the_schema(key):
    # Names of strategies and the like are the code's: the completed schema has them.
    field = dict(find_keys(SCHEMA)).get(key, KEYS[key])
    choices = field.get("enum") or field.get("items", {}).get("enum", [])
    written = re.findall("`(.+?)`", ROWS[key]["unit or values"])
    if key == "model.network":
        # A file of any name is possible beside them.
        named, _ = field["anyOf"]
        assert set(named["enum"]) == {*written} - {".py"}
    elif key == "model.options":
        assert written == []
    elif choices:
        assert sorted(written) == sorted(map(str, choices))


@pytest.mark.parametrize(
    "key", [key for key in KEYS if key.startswith(("model.", "training."))]
)
def test_what_can_be_searched_is_said(key):
    _, _, name = key.partition(".")
    assert ROWS[key]["searchable"].startswith("no" if name in NOT_SEARCHED else "yes")
