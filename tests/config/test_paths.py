import pytest

from asirra.config.paths import expand_path, expand_paths
from asirra.errors import InputError
from tests.config.defaults import DEFAULT, changed


@pytest.fixture(autouse=True)
def variables(monkeypatch):
    monkeypatch.setenv("HOME", "/home/me")
    monkeypatch.setenv("PHOTOS", "/data/photos")
    monkeypatch.delenv("NONE", raising=False)


@pytest.mark.parametrize(
    ("path", "expanded"),
    [
        ("~/photos", "/home/me/photos"),
        ("$PHOTOS/a.zip", "/data/photos/a.zip"),
        ("${PHOTOS}_2", "/data/photos_2"),
        ("~", "/home/me"),
        ("a~/b", "a~/b"),
        ("100$", "100$"),
        ("http://host/~me/$PHOTOS.zip", "http://host/~me/$PHOTOS.zip"),
        ("synthetic", "synthetic"),
    ],
)
def test_a_path_is_what_a_shell_would_take(path, expanded):
    assert expand_path(path, "predict") == expanded


def test_an_undefined_variable_is_named():
    for path in ("$NONE/a", "${NONE}"):
        with pytest.raises(InputError, match=r"predict: expected \$NONE to be defined"):
            expand_path(path, "predict")


def test_a_path_that_exists_as_it_is_written_stays(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "$NONE").mkdir()
    assert expand_path("$NONE", "predict") == "$NONE"


def test_every_key_that_is_a_path_is_expanded():
    config = changed("data.source", "~/photos") | {"predict": "$PHOTOS"}
    config["data"]["labels"] = {"csv": "~/labels.csv"}
    expanded = expand_paths(config)
    assert expanded["predict"] == "/data/photos"
    assert expanded["data"]["source"] == "/home/me/photos"
    assert expanded["data"]["labels"] == {"csv": "/home/me/labels.csv"}
    config["model"]["network"] = "~/net.py"
    config["search"]["space"]["network"] = {"values": ["alexnet", "$PHOTOS/net.py", 3]}
    expanded = expand_paths(config)
    assert expanded["model"]["network"] == "/home/me/net.py"
    values = ["alexnet", "/data/photos/net.py", 3]
    assert expanded["search"]["space"]["network"]["values"] == values
    # What was given is left as it was.
    assert config["data"]["source"] == "~/photos"
    assert config["data"]["labels"] == {"csv": "~/labels.csv"}


def test_what_is_no_configuration_yet_stays():
    assert expand_paths(DEFAULT) == DEFAULT
    for config in ({}, {"data": "~"}, {"data": None}, {"data": {"labels": "~"}}):
        assert expand_paths(config) == config
