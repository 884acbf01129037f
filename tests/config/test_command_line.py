import pytest

from asirra.config.command_line import check_flags, config_entries, is_single_target
from asirra.errors import InputError

TWICE = [
    ("--config seed=1 --config experiment=a", "--config", "--config A=1 B=2"),
    ("-C seed=1 predict --config experiment=a", "--config", "--config A=1 B=2"),
    ("--config=seed=1 -n --config=experiment=a", "--config", "--config A=1 B=2"),
    ("-Cseed=1 -C=experiment=a", "--config", "--config A=1 B=2"),
    ("-nC seed=1 -C experiment=a", "--config", "--config A=1 B=2"),
    (
        "--configfile a.yaml --configfile b.yaml",
        "--configfile",
        "--configfile a.yaml b.yaml",
    ),
    (
        "--configfiles a.yaml --configfile=b.yaml",
        "--configfile",
        "--configfile a.yaml b.yaml",
    ),
    (
        "--configfi=a.yaml --configfile=b.yaml",
        "--configfile",
        "--configfile a.yaml b.yaml",
    ),
]
ONCE = [
    "",
    "predict --cores 2 --configfile a.yaml b.yaml --config seed=1 predict=photos",
    "--configfile config/--config.yaml --config experiment=--config",
    "-n -c 2 -C seed=1",
    "--config seed=1 -- --config",
    "-s C.smk -d Configs -C seed=1",
]


@pytest.mark.parametrize(("line", "flag", "once"), TWICE)
def test_a_flag_that_stands_there_twice_is_an_error(line, flag, once):
    with pytest.raises(InputError) as error:
        check_flags(line.split())
    assert str(error.value).startswith(f"{flag}: expected it once, as in {once}, got 2")


@pytest.mark.parametrize("line", ONCE)
def test_other_command_lines_are_none(line):
    check_flags(line.split())


def test_the_entries_of_config_are_found():
    for line in ("-n --config a=1 b=2 -c 2", "--config a=1 b=2", "-nC a=1 b=2 -- x=1"):
        assert config_entries(line.split()) == ["a=1", "b=2"]
    assert config_entries(["--config=a=1", "predict"]) == ["a=1"]
    assert config_entries(["-Ca=1"]) == ["a=1"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("predict", True),
        ("--cores 2 predict --configfile a.yaml --config predict=photos", True),
        ("--config predict=photos -- predict", True),
        ("--config predict=photos", False),
        ("predict all", False),
        ("--forcerun predict", False),
        ("--configfile predict", False),
        ("", False),
    ],
)
def test_a_single_target_is_told_from_what_only_looks_like_it(line, expected):
    assert is_single_target("predict", line.split()) == expected
