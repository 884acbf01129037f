import pytest

from asirra import code
from asirra.config.checks import check_config
from asirra.config.networks import check_networks, network_files
from asirra.config.settings import named_networks, read_space, unused_modules
from asirra.errors import InputError
from tests.config.defaults import SCHEMA, changed
from tests.conftest import ROOT

GOOD = "MIN_CROP_SIZE_PX = 40\n\n\ndef build(spec, dropout_layer):\n    return None\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A working folder with one good file."""
    monkeypatch.chdir(tmp_path)
    # It takes it that no file changes.
    code._imported_modules.cache_clear()
    (tmp_path / "good.py").write_text(GOOD)
    return tmp_path


def check(config):
    check_config(config, SCHEMA)
    check_networks(config, read_space(config, SCHEMA))


def expect_error(config, message):
    with pytest.raises(InputError) as error:
        check(config)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def searched(*names, network="alexnet"):
    config = changed("search.space.network", {"values": list(names)})
    config["model"]["network"] = network
    return config


def test_a_file_is_a_network_that_may_be_searched():
    check(changed("model.network", "good.py"))
    config = searched("alexnet", "good.py")
    check(config)
    space = read_space(config, SCHEMA)
    assert named_networks(config, space) == ["alexnet", "good.py"]


@pytest.mark.parametrize("name", ["small_resnet", "keras_applications"])
def test_the_files_that_are_shipped_pass(monkeypatch, name):
    monkeypatch.chdir(ROOT)
    check(changed("model.network", f"config/networks/{name}.py"))


def test_modules_of_what_is_not_trained_are_not_watched(folder):
    def unused(config):
        return unused_modules(config, read_space(config, SCHEMA))

    assert unused(changed("seed", 1)) == {"network_file"}
    assert unused(changed("model.network", "good.py")) == {"alexnet"}
    assert unused(searched("alexnet", "good.py")) == set()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "def build(:\n",
            "bad.py: expected Python, got invalid syntax (bad.py, line 1)",
        ),
        (
            "def make(spec):\n    pass\n",
            "expected a function build(spec, dropout_layer)",
        ),
        ("build = None\n", "got functions none"),
        (GOOD.replace("40", "'40'"), "MIN_CROP_SIZE_PX to be a whole number of pixels"),
        (
            GOOD.replace("40", "4 * 10"),
            "MIN_CROP_SIZE_PX to be a whole number of pixels",
        ),
        ("import beside\n" + GOOD, "got unmatched ')' (beside.py, line 2)"),
        ("\0", "bad.py: expected Python, got "),
    ],
)
def test_a_bad_file_is_one_line(folder, text, message):
    (folder / "beside.py").write_text("x = 1\n)(\n")
    (folder / "bad.py").write_text(text)
    expect_error(changed("model.network", "bad.py"), "model.network: bad.py: expected")
    expect_error(changed("model.network", "bad.py"), message)


def test_it_is_text_that_is_utf8(folder):
    (folder / "bad.py").write_bytes(b"x = '\xff\xfe'\n" + GOOD.encode())
    expect_error(changed("model.network", "bad.py"), "bad.py: expected Python, got ")


def test_a_missing_file_is_named_with_its_key():
    message = "model.network: none.py: expected a file that exists, as seen from /"
    expect_error(changed("model.network", "none.py"), message)
    message = "search.space.network.values: none.py: expected a file that exists"
    expect_error(searched("alexnet", "none.py"), message)


def test_a_folder_is_no_file(folder):
    (folder / "net.py").mkdir()
    expect_error(changed("model.network", "net.py"), "expected a file that exists")


@pytest.mark.parametrize("name", ["resnet", "good.txt", "good"])
def test_what_is_neither_a_name_nor_a_python_file_lists_what_is_possible(name):
    message = (
        "model.network: expected alexnet, or the path of a Python file (.py) that "
        f"builds one, got {name!r}"
    )
    expect_error(changed("model.network", name), message)


def test_a_crop_below_what_a_file_states_names_the_key_and_the_file():
    config = changed("model.crop_size_px", 39)
    config["model"]["network"] = "good.py"
    message = "model.crop_size_px: expected 40 or more, which good.py needs, got 39"
    expect_error(config, message)
    config["model"]["crop_size_px"] = 40
    check(config)
    config["search"]["space"]["crop_size_px"] = {"values": [39, 72]}
    message = "search.space.crop_size_px.values: expected 40 or more, which good.py"
    expect_error(config, message)


def test_a_file_that_states_no_crop_takes_any(folder):
    (folder / "any.py").write_text("def build(spec, dropout_layer):\n    pass\n")
    config = changed("model.crop_size_px", 8)
    config["model"]["network"] = "any.py"
    check(config)


def test_options_that_nothing_reads_are_named():
    config = changed("model.options", {"depth": 2, "norm": "group"})
    message = "model.options: expected none, as alexnet reads none, got depth, norm"
    expect_error(config, message)
    check({**config, "search": searched("alexnet", "good.py")["search"]})


def test_its_files_are_those_it_imports_and_those_its_options_name(folder):
    (folder / "mine.py").write_text("import beside, keras, os\n" + GOOD)
    (folder / "beside.py").touch()
    (folder / "own.weights.h5").touch()
    options = {"options.weights": "own.weights.h5", "options.name": "VGG16"}
    model = {"network": "mine.py", "width": 1.0, "options.depth": 2, **options}
    assert network_files(model) == ["beside.py", "mine.py", "own.weights.h5"]
    assert network_files(model | {"network": "alexnet"}) == []
    absolute = str(folder / "good.py")
    assert network_files({"network": absolute}) == [absolute]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("def build(spec):\n    pass\n", "build(spec, dropout_layer), got build(spec)"),
        ("from . import parts\n" + GOOD, "imports by their full names, got 'from . "),
    ],
)
def test_what_reading_shows_is_said_before_any_job(folder, text, message):
    (folder / "other.py").write_text(text)
    expect_error(changed("model.network", "other.py"), message)


def test_an_option_may_be_longer_than_a_path():
    model = {"network": "good.py", "options.text": "x" * 5000}
    assert network_files(model) == ["good.py"]
