import pytest

from asirra.copies import copy_files


def test_each_file_is_copied_to_the_path_at_its_place(tmp_path, capsys):
    paths = [tmp_path / name for name in ("model.keras", "result.json")]
    copies = [tmp_path / name for name in ("kept.keras", "kept.json")]
    for path in paths:
        path.write_text(f"content of {path.name}")
    copy_files(map(str, paths), map(str, copies))
    assert [copy.read_text() for copy in copies] == [
        *("content of model.keras", "content of result.json")
    ]
    assert f"{paths[0]} is kept as {copies[0]}" in capsys.readouterr().out
    assert len(list(tmp_path.iterdir())) == 4


def test_a_copy_that_is_there_is_replaced(tmp_path):
    (tmp_path / "new").write_text("new")
    (tmp_path / "kept").write_text("older and longer")
    copy_files([str(tmp_path / "new")], [str(tmp_path / "kept")])
    assert (tmp_path / "kept").read_text() == "new"


def test_another_number_of_copies_than_files_is_an_error(tmp_path):
    (tmp_path / "a").touch()
    with pytest.raises(ValueError, match="shorter"):
        copy_files([str(tmp_path / "a"), str(tmp_path / "b")], [str(tmp_path / "c")])


def test_a_file_that_is_missing_leaves_no_copy(tmp_path):
    with pytest.raises(FileNotFoundError):
        copy_files([str(tmp_path / "missing")], [str(tmp_path / "kept")])
    assert list(tmp_path.iterdir()) == []
