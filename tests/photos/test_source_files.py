import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asirra.photos import source_files
from asirra.photos.source_files import check_size, printable_name
from asirra.tables import read_photos


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text(st.characters(exclude_characters="\0/"), min_size=1), unique=True)
)
def test_any_names_stay_apart_and_go_through_a_table(tmp_path_factory, names):
    path = tmp_path_factory.getbasetemp() / "photos.csv"
    shown = [printable_name(name) for name in names]
    assert len(set(shown)) == len(names)
    table = pd.DataFrame({"file": pd.Series(shown, dtype=object), "label": "x"})
    table.to_csv(path, index=False)
    assert read_photos(path)["file"].tolist() == shown


@given(st.text())
def test_a_printable_name_is_reversible(name):
    shown = printable_name(name)
    assert shown.isprintable()
    escaped = shown.encode("latin-1", "backslashreplace")
    assert escaped.decode("unicode_escape") == name


def test_the_largest_file_is_read_and_no_larger_one(monkeypatch):
    monkeypatch.setattr(source_files, "MAX_FILE_BYTES", 10)
    check_size(10)
    with pytest.raises(OSError, match="11 bytes, more than 10"):
        check_size(11)
