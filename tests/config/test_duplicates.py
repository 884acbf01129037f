import pytest

from asirra.config.duplicates import check_entries, check_files, find_duplicates
from asirra.errors import InputError

FOUND = [
    ("seed: 1\ndata: {}\nseed: 2\n", [("seed", 3)]),
    ("data:\n  source: a\n  sha256: null\n  source: b\n", [("data.source", 4)]),
    ("data: {source: a, source: b}\n", [("data.source", 1)]),
    ("search:\n  first:\n  - a: 1\n    a: 2\n", [("search.first.0.a", 4)]),
    ('seed: 1\n"seed": 2\n', [("seed", 2)]),
    ('{"seed": 1,\n\t"data": {"source": 1,\n\t"source": 2}}', [("data.source", 3)]),
    ("a: {x: 1}\nb: {x: 1}\n", []),
    ("a: &a {x: 1}\nb: &b {y: 1}\nc:\n  <<: *a\n  <<: *b\n", []),
    ("a: &a {x: 1, x: 2}\nb: *a\n", [("a.x", 1)]),
    ("", []),
    ("- 1", []),
    ("a: [", []),
    ("? [1, 2]\n: 1\n? [1, 2]\n: 1\n", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_keys_of_one_mapping_that_are_equal_are_found(text, expected):
    assert list(find_duplicates(text)) == expected


def test_an_error_names_file_line_and_key(tmp_path):
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.json"
    good.write_text("seed: 1\n")
    bad.write_text('{\n\t"a": {"b": 1,\n\t\t"b": 2}\n}\n')
    check_files([good])
    with pytest.raises(InputError, match=r"bad\.json, line 3: expected a\.b once"):
        check_files([good, bad])


def test_entries_of_a_section_are_merged_and_others_are_not():
    check_entries(["seed=1", 'data={"source": "a"}', 'data={"sha256": "b"}'])
    for entries, key in [
        (["seed=1", "seed=1"], "seed"),
        (['data={"source": "a"}', "data="], "data"),
        (['data={"source": "a", "source": "b"}'], "data.source"),
    ]:
        with pytest.raises(InputError, match=f"--config: expected {key} once"):
            check_entries(entries)
