import copy

from asirra.config.last_run import find_changes, find_left_trials, keep_config
from tests.config.defaults import DEFAULT, bounds, changed, changed_search


def test_the_same_configuration_is_no_change(tmp_path):
    path = tmp_path / "quick" / "config.yaml"
    assert find_changes(path, DEFAULT) == ""
    keep_config(DEFAULT, path)
    assert find_changes(path, DEFAULT) == ""
    assert [other.name for other in path.parent.iterdir()] == ["config.yaml"]


def test_keys_that_changed_are_named_with_both_values(tmp_path):
    path = tmp_path / "config.yaml"
    keep_config(DEFAULT, path)
    config = changed("model.width", 0.5)
    config["search"]["strategies"] = ["random"]
    assert find_changes(path, config) == (
        "experiment quick: since its last run you changed model.width from 0.25 to "
        "0.5, search.strategies from ['bayesian'] to ['random']; another name in "
        "experiment: keeps both results"
    )


def test_a_dimension_that_comes_or_goes_is_named(tmp_path):
    path = tmp_path / "config.yaml"
    keep_config(DEFAULT, path)
    space = copy.deepcopy(DEFAULT["search"]["space"])
    line = find_changes(path, changed_search(space=space | {"weight_decay": None}))
    assert "search.space.weight_decay.low from 1e-05 to null" in line
    line = find_changes(path, changed_search(space=space | {"dropout": bounds(0, 1)}))
    assert "search.space.dropout.high from null to 1" in line


def test_keys_that_change_no_result_are_not_named(tmp_path):
    path = tmp_path / "config.yaml"
    keep_config(DEFAULT, path)
    for key, value in [
        ("predict", "photos"),
        ("training.cores", 1),
        ("training.resume_minutes", 0),
        ("training.tensorboard", True),
    ]:
        assert find_changes(path, changed(key, value)) == ""


def test_a_file_that_cannot_be_read_says_nothing(tmp_path):
    path = tmp_path / "config.yaml"
    for text in ("", "[", "1"):
        path.write_text(text)
        assert find_changes(path, DEFAULT) == ""


def test_trials_of_another_search_are_counted(tmp_path):
    assert list(find_left_trials(tmp_path / "search", DEFAULT)) == []
    for strategy, trials in [("bayesian", 10), ("grid", 4)]:
        for trial in range(trials):
            (tmp_path / "search" / strategy / f"trial_{trial:03d}").mkdir(parents=True)
    beyond, other = find_left_trials(tmp_path / "search", DEFAULT)
    assert "bayesian has 2 trials" in beyond
    assert "search.num_trials is 8" in beyond
    assert "grid has 4 trials" in other
    assert "search.strategies has no grid" in other


def test_finished_trials_that_an_edit_may_discard_are_counted(tmp_path):
    path = tmp_path / "config.yaml"
    keep_config(DEFAULT, path)
    for trial in range(5):
        folder = tmp_path / "search" / "bayesian" / f"trial_{trial:03d}"
        folder.mkdir(parents=True)
        if trial < 4:
            (folder / "result.json").touch()
    space = copy.deepcopy(DEFAULT["search"]["space"])
    space["learning_rate"]["high"] = 0.05
    line = find_changes(path, changed_search(space=space))
    assert "; up to 4 finished trials are trained again; another name in" in line
    # There is no table yet that could be known.
    assert "known" not in line
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "trials.csv").touch()
    line = find_changes(path, changed_search(space=space))
    assert line.endswith(
        f"experiment: keeps them, and search.known: [{tmp_path}/tables/trials.csv] "
        "lets the new search learn from them"
    )
    # Other trainings tell nothing of these.
    assert "known" not in find_changes(path, changed("model.width", 0.5))
    for search in ({"num_trials": 9}, {"stop": {"training_hours": 1}}):
        assert "trained again" not in find_changes(path, changed_search(**search))
