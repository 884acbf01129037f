import pytest

from asirra.config.checks import check_config
from asirra.errors import InputError
from tests.config.defaults import DEFAULT, SCHEMA, changed


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "labels.csv"
    path.write_text("id,breed\n")
    return {"csv": str(path), "file": "id", "label": "breed"}


def with_data(**data):
    return changed("data", DEFAULT["data"] | data)


def test_a_table_may_say_all_three(table):
    column = {"column": "x"}
    check_config(with_data(labels=table, split=column, group=column), SCHEMA)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"labels": "folder"}, "data.labels: expected auto .*csv: path.*got 'folder'"),
        ({"labels": {"csv": "labels.csv"}}, "data.labels: expected auto"),
        ({"split": "given"}, "data.split: expected random, folders"),
        ({"group": "patient"}, "data.group: expected null"),
        ({"labels": {"csv": "no.csv", "file": "a", "label": "b"}}, "'no.csv'"),
        ({"labels": {"pattern": "(?P<label>"}}, r"data.labels.pattern: .*\(missing"),
        ({"labels": {"pattern": "x"}}, r"group named 'label'"),
        ({"group": {"pattern": "(?P<a>x)(?P<b>y)"}}, "group named 'group'"),
        ({"split": {"column": "x"}}, "data.split.column: expected data.labels"),
        ({"group": {"column": "x"}}, "data.group.column: expected data.labels"),
    ],
)
def test_what_is_wrong_is_one_line_that_names_the_key(data, told):
    with pytest.raises(InputError, match=told) as error:
        check_config(with_data(**data), SCHEMA)
    assert "\n" not in str(error.value)
