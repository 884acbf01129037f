from pathlib import Path

from asirra.code import find_code
from tests.conftest import ROOT

SCRIPTS = ROOT / "workflow" / "scripts"


def names(script):
    return {
        path.relative_to(SCRIPTS).as_posix()
        for path in find_code(SCRIPTS / script, SCRIPTS)
    }


def test_imports_are_found_transitively():
    assert names("photos/split_photos.py") == {
        "photos/split_photos.py",
        "asirra/training/batch_size.py",
        "asirra/errors.py",
        "asirra/files.py",
        "asirra/job.py",
        "asirra/photos/splits.py",
        "asirra/seeds.py",
        "asirra/tables.py",
    }


def test_imports_inside_functions_are_found():
    assert {"asirra/training/loop.py", "asirra/models/alexnet.py"} <= names(
        "training/train_trial.py"
    )


def test_a_figure_does_not_retrain_and_training_does_not_redraw():
    assert "asirra/figures/style.py" not in names("training/train_trial.py")
    assert "asirra/training/loop.py" not in names("figures/plot_learning_curve.py")


def test_what_suggests_a_trial_does_not_train_it():
    trained = names("training/train_trial.py") | names("training/train_final.py")
    apart = ("acquisition", "bayesian", "gaussian_process", "halving", "space", "study")
    assert not trained & {f"asirra/search/{name}.py" for name in apart}
    assert {"asirra/search/space.py", "asirra/search/study.py"} <= names(
        "search/suggest_trial.py"
    )
    assert "asirra/search/halving.py" in names("training/train_rung.py")


def test_an_analysis_suggests_and_trains_nothing():
    for script in ("search/suggest_trial.py", "training/train_trial.py"):
        assert not any(name.startswith("asirra/analysis/") for name in names(script))


def test_what_is_left_out_is_not_followed_either(tmp_path):
    (tmp_path / "used.py").write_text("")
    (tmp_path / "network.py").write_text("import layers")
    (tmp_path / "layers.py").write_text("")
    script = tmp_path / "script.py"
    script.write_text("import used\nimport network\n")
    left_out = [tmp_path / "network.py", tmp_path / "missing.py"]
    assert find_code(script, tmp_path, left_out) == [script, tmp_path / "used.py"]
    assert tmp_path / "layers.py" in find_code(script, tmp_path)


def test_a_network_that_is_not_trained_is_left_out(monkeypatch):
    monkeypatch.chdir(ROOT)
    folder = Path("workflow/scripts")
    unused = folder / "asirra/models/alexnet.py"
    script = folder / "training/train_trial.py"
    found = find_code(script, folder, [unused])
    assert set(find_code(script, folder)) - set(found) == {unused}


def test_relative_paths_stay_relative(monkeypatch):
    monkeypatch.chdir(ROOT)
    found = find_code(
        Path("workflow/scripts/photos/split_photos.py"), Path("workflow/scripts")
    )
    assert not any(path.is_absolute() for path in found)


def test_every_import_style_is_seen(tmp_path):
    (tmp_path / "pack").mkdir()
    for name in "abcd":
        (tmp_path / "pack" / f"{name}.py").write_text("")
    script = tmp_path / "script.py"
    script.write_text(
        "import pack.a\nfrom pack import b\nfrom pack.c import x\nimport numpy\n"
        "def f():\n    from pack.d import y\n"
    )
    assert [path.name for path in find_code(script, tmp_path)] == [
        "a.py",
        "b.py",
        "c.py",
        "d.py",
        "script.py",
    ]
