"""Networks of the user's own: two files that are searched, as a user runs them."""

import json
import re
import shutil

import pandas as pd
import pytest
import yaml

from tests.conftest import Project, copy_finished, draw_folder, tiny_project
from tests.models.networks import BATCH_NORM

RESULTS = "results/tiny"
RESNET, OWN = "config/networks/small_resnet.py", "own.py"
SPACE = {
    "learning_rate": None,
    "weight_decay": None,
    "network": {"values": [RESNET, OWN]},
    "options.depth": {"low": 1, "high": 3, "scale": "linear"},
    "options.channels": {"values": [4, 6]},
}
FIRST = [
    {"network": RESNET, "options.depth": 2, "options.channels": 4},
    {"network": OWN, "options.depth": 1, "options.channels": 6},
]
CONFIG = {
    "data": {"source": "../photos", "image_size_px": 36},
    "model": {
        "network": RESNET,
        "crop_size_px": 32,
        "options": {"depth": 1, "channels": 4},
    },
    "search": {"num_trials": 3, "num_initial": 1, "first": FIRST, "space": SPACE},
}


def configure(project: Project, **sections: dict) -> None:
    """Write sections over those of the project's tiny.yaml."""
    path = project.folder / "tiny.yaml"
    config = yaml.safe_load(path.read_text())
    for name, section in sections.items():
        config[name] = config[name] | section
    path.write_text(yaml.safe_dump(config))


@pytest.fixture(scope="module")
def trained(photo_folder, tmp_path_factory) -> Project:
    """A finished search over two files; those who change it take `copy`."""
    folder = tmp_path_factory.mktemp("network")
    shutil.copytree(photo_folder, folder / "photos")
    project = tiny_project(folder / "project", "../photos")
    project.options = ("--configfile", "tiny.yaml")
    (project.folder / OWN).write_text(BATCH_NORM)
    configure(project, **CONFIG)
    run = project.snakemake()
    assert run.returncode == 0, run.stdout + run.stderr
    return project


@pytest.fixture
def copy(trained, tmp_path) -> Project:
    return copy_finished((trained, ""), tmp_path / "copy")


def table(project, name):
    return pd.read_csv(project.folder / RESULTS / name)


def plan(project: Project) -> tuple[set[str], set[str]]:
    """Return the rules that a dry run plans to run, and the trials it trains."""
    run = project.snakemake("-n")
    output = run.stdout + run.stderr
    assert run.returncode == 0, output
    if "Nothing to be done" in output:
        return set(), set()
    _, _, stats = output.partition("Job stats:\n")
    rows = [line.split() for line in stats.splitlines()[2:]]
    names = rows[: next(n for n, row in enumerate(rows) if row[0] == "total")]
    trials = re.findall(r"Train trial (\d+)", output)
    return {row[0] for row in names} - {"all"}, set(trials)


def edit(project: Project, name: str) -> None:
    path = project.folder / name
    path.write_text(path.read_text() + "\n# edited\n")


def test_everything_that_shows_hyperparameters_shows_options(trained):
    trials = table(trained, "tables/trials.csv")
    shown = trials[["network", "options.depth", "options.channels"]]
    points = shown.rename(columns=str).to_dict("records")
    assert points[:2] == FIRST
    for name in ("best_parameters", "test_accuracy"):
        assert {*SPACE} - {"learning_rate", "weight_decay"} <= {
            *table(trained, f"tables/{name}.csv").columns
        }
    accuracies = table(trained, "tables/test_accuracy.csv")
    manual = accuracies[accuracies["candidate"] == "manual"].iloc[0]
    assert manual[["network", "options.depth", "options.channels"]].tolist() == [
        *(RESNET, 1, 4)
    ]
    result = json.loads(trained.read(f"{RESULTS}/final/manual/seed_0/result.json"))
    assert result["hyperparameters"]["options.depth"] == 1
    assert "options.depth" in trained.read(f"{RESULTS}/summary.txt").decode()
    assert plan(trained) == (set(), set())


def test_its_model_predicts_without_its_file(copy, tmp_path):
    draw_folder(tmp_path / "mine", 3)
    (copy.folder / OWN).unlink()
    (copy.folder / RESNET).unlink()
    copy.options += ("--config", f"predict={tmp_path / 'mine'}")
    run = copy.snakemake("predict")
    assert run.returncode == 0, run.stderr
    assert "Predicted 6 photos" in run.stderr
    copy.options = ("--configfile", "tiny.yaml")
    run = copy.snakemake("-n")
    assert run.returncode != 0
    message = f"Error: model.network: {RESNET}: expected a file that exists"
    assert message in run.stdout + run.stderr
    assert "Traceback" not in run.stdout + run.stderr


def test_an_edit_of_a_file_trains_what_has_this_network_alone(copy):
    number = {"0": RESNET, "1": OWN}
    for trial, name in number.items():
        before = (copy.folder / name).read_text()
        edit(copy, name)
        rules, trials = plan(copy)
        # The third trial's suggestion depends on the results of both.
        assert {"train_trial", "suggest_trial"} <= rules
        assert trials - {"002"} == {f"00{trial}"}
        assert not rules & {"list_photos", "pack_photos", "split_photos"}
        (copy.folder / name).write_text(before)
        assert plan(copy) == (set(), set())


def test_a_module_beside_the_file_is_watched_too(copy):
    (copy.folder / "beside.py").write_text("MOMENTUM = 0.5\n")
    text = "from beside import MOMENTUM\n" + BATCH_NORM.replace(
        "momentum=0.5", "momentum=MOMENTUM"
    )
    (copy.folder / OWN).write_text(text)
    run = copy.snakemake()
    assert run.returncode == 0, run.stdout + run.stderr
    assert plan(copy) == (set(), set())
    edit(copy, "beside.py")
    assert plan(copy)[1] - {"002"} == {"001"}


def test_a_new_manual_value_of_a_searched_option_trains_manual_alone(copy):
    configure(copy, model={**CONFIG["model"], "options": {"depth": 2, "channels": 4}})
    rules, trials = plan(copy)
    assert "train_final" in rules
    assert trials == set()
    assert not rules & {"suggest_trial", "pack_photos"}


def test_another_option_trains_again_from_the_first_trial_on(copy):
    options = CONFIG["model"]["options"] | {"new": 1}
    configure(copy, model={**CONFIG["model"], "options": options})
    rules, trials = plan(copy)
    # The second trial's suggestion depends on the result of the first.
    assert trials == {"000"}
    assert "suggest_trial" in rules
    assert "pack_photos" not in rules


def test_a_file_that_raises_is_one_line_of_the_job(copy):
    (copy.folder / OWN).write_text("def build(spec, dropout_layer):\n    1 / 0\n")
    run = copy.snakemake(f"{RESULTS}/search/bayesian/trial_001/result.json")
    assert run.returncode != 0
    message = "Error: model.network: own.py: expected a network, got ZeroDivisionError "
    assert f"{message}in build, line 2: division by zero" in run.stdout + run.stderr
    assert "Traceback" not in run.stdout + run.stderr
