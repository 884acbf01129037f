"""Bad configurations: one line that names the key, before any job starts."""

import pytest

BAD = [
    (
        ["predict=$NO_SUCH/photos"],
        "predict: expected $NO_SUCH to be defined, got no such variable",
    ),
    (
        ['data={"source": "~no_such_user"}'],
        "data.source: expected 'synthetic', an http(s) address, or a folder or zip",
    ),
    (["seed=1", "seed=2"], "--config: expected seed once, got it twice"),
    (
        ['search={"num_trials": 4, "num_trials": 5}'],
        "--config: expected search.num_trials once, got it twice",
    ),
    (["seed=zero"], "seed: expected a value of type integer, got 'zero'"),
    (["predict=no/such"], "predict: expected a folder or zip of photos that exists"),
    (["data=../my_photos"], "data: expected a value of type object"),
    (["data="], "data: expected a value of type object"),
    (['training={"learnig_rate": 0.1}'], "training.learnig_rate: unknown key"),
    (['data={"source": "no/such.zip"}'], "data.source: expected 'synthetic'"),
    (['search={"num_initial": 9}'], "search.num_initial: expected at most"),
    (
        ['search={"space": {"dropout": {"low": 0.5, "high": 0.1, "scale": "linear"}}}'],
        "search.space.dropout: expected low < high, got low 0.5, high 0.1",
    ),
    (
        ['search={"space": {"momentum": {"low": 0, "high": 0.9, "scale": "log"}}}'],
        "search.space.momentum.low: expected more than 0 on a log scale, got 0",
    ),
]


@pytest.mark.parametrize(("config", "message"), BAD, ids=[bad[1] for bad in BAD])
def test_bad_config_stops_before_any_job(project, config, message):
    run = project.snakemake("--config", *config)
    assert run.returncode != 0
    first_lines = ("Using workflow specific profile", "Config file")
    lines = [s for s in run.stderr.splitlines() if not s.startswith(first_lines)]
    assert len(lines) == 1
    assert lines[0].startswith(f"Error: {message}")
    assert not (project.folder / "results").exists()


@pytest.mark.parametrize(
    ("arguments", "flag"),
    [
        (("-C", "seed=1", "--config", "experiment=mine"), "--config"),
        (
            ("--configfile=config/asirra.yaml", "--configfiles", "config/config.yaml"),
            "--configfile",
        ),
    ],
)
def test_a_flag_written_twice_stops_before_any_job(project, arguments, flag):
    run = project.snakemake(*arguments)
    assert run.returncode != 0
    last = run.stderr.splitlines()[-1]
    assert last.startswith(f"Error: {flag}: expected it once")
    assert "Traceback" not in run.stderr
    assert not (project.folder / "results").exists()


@pytest.mark.parametrize("name", ["config/config.yaml", "mine.yaml"])
def test_a_key_written_twice_is_named_with_file_and_line(project, name):
    path = project.folder / name
    written = path.read_text() if path.exists() else "model:\n  width: 1\n"
    path.write_text(written + "training:\n  momentum: 0.8\n  momentum: 0.9\n")
    line = len(path.read_text().splitlines())
    run = project.snakemake("--configfile", name)
    assert run.returncode != 0
    last = run.stderr.splitlines()[-1]
    if name == "mine.yaml":
        expected = f"Error: {name}, line {line}: expected training.momentum once"
    else:
        expected = f"Error: {name}, line {line - 2}: expected training once"
    assert last.startswith(expected)
    assert not (project.folder / "results").exists()


@pytest.mark.parametrize("name", ["config", "asirra_cpu", "asirra"])
def test_every_configuration_makes_a_plan(project, photo_folder, name):
    run = project.snakemake(
        "--dry-run",
        *("--configfile", f"config/{name}.yaml"),
        *("--config", f'data={{"source": "{photo_folder}"}}'),
    )
    assert run.returncode == 0, run.stderr
    assert "suggest_trial" in run.stdout + run.stderr


def test_values_in_place_of_the_default_bounds_make_a_plan(project):
    space = '{"learning_rate": {"values": [0.001, 0.01]}}'
    run = project.snakemake("--dry-run", "--config", f'search={{"space": {space}}}')
    assert run.returncode == 0, run.stderr


def test_the_examples_own_plan(project):
    run = project.snakemake("--dry-run", "example")
    assert run.returncode == 0
    assert "search_example" in run.stdout + run.stderr
    assert "train_trial" not in run.stdout + run.stderr
