import json
import os

import pytest

from asirra.files import read_json, write_json, written


def test_written_appears_whole_or_not_at_all(tmp_path):
    path = tmp_path / "table.csv"
    with pytest.raises(ZeroDivisionError), written(path) as partial:
        partial.write_text("half")
        _ = 1 / 0
    assert list(tmp_path.iterdir()) == []
    with written(path) as partial:
        partial.write_text("whole")
        assert not path.exists()
    assert [p.name for p in tmp_path.iterdir()] == ["table.csv"]


def test_the_name_of_what_is_not_whole_keeps_its_ending(tmp_path):
    # Libraries choose the format by it.
    with written(tmp_path / "model.keras") as partial:
        assert partial.suffix == ".keras"
        assert partial.parent == tmp_path
        assert partial.name.startswith(".")
        partial.touch()


def test_the_content_is_on_the_disk_before_the_name(tmp_path, monkeypatch):
    done = []
    sync, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda file: (done.append("content"), sync(file)))
    monkeypatch.setattr(
        os, "replace", lambda *paths: (done.append("name"), replace(*paths))
    )
    write_json({}, tmp_path / "result.json")
    assert done == ["content", "name"]


@pytest.mark.parametrize("content", [{"b": 0.1 + 0.2, "a": [1, None, "ü"]}, [], 3])
def test_json_is_read_as_it_was_written(tmp_path, content):
    path = tmp_path / "result.json"
    write_json(content, str(path))
    assert read_json(path) == read_json(str(path)) == content
    assert path.read_bytes().endswith(b"\n")


def test_json_keeps_the_order_of_its_keys(tmp_path):
    path = tmp_path / "result.json"
    write_json({"b": 1, "a": 2}, path)
    assert list(json.loads(path.read_text())) == ["b", "a"]


@pytest.mark.parametrize("before", [None, {"seconds": 1}])
def test_what_json_cannot_hold_leaves_nothing_half_written(tmp_path, before):
    path = tmp_path / "result.json"
    if before is not None:
        write_json(before, path)
    with pytest.raises(TypeError):
        write_json({"seconds": 2, "points": {1, 2}}, path)
    left = [path] if before is not None else []
    assert list(tmp_path.iterdir()) == left
    assert [read_json(one) for one in left] == [before] * len(left)


def test_a_kill_while_json_is_written_leaves_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "result.json"
    write_json({"seconds": 1}, path)

    def killed(*arguments):
        raise KeyboardInterrupt

    for name in ("fsync", "replace"):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(os, name, killed)
            write_json({"seconds": 2}, path)
        assert read_json(path) == {"seconds": 1}
        assert list(tmp_path.iterdir()) == [path]
