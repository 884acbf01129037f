from pathlib import Path

from asirra.code import find_code

from ..conftest import ROOT

SCRIPTS = ROOT / "workflow" / "scripts"


def names(script):
    return {
        path.relative_to(SCRIPTS).as_posix() for path in find_code(SCRIPTS / script)
    }


def test_imports_are_found_transitively():
    assert names("split_photos.py") == {
        "split_photos.py",
        "asirra/batch_size.py",
        "asirra/errors.py",
        "asirra/job.py",
        "asirra/photos.py",
        "asirra/seeds.py",
        "asirra/tables.py",
    }


def test_imports_inside_functions_are_found():
    assert {"asirra/training.py", "asirra/alexnet.py"} <= names("train_trial.py")


def test_a_figure_does_not_retrain_and_training_does_not_redraw():
    assert "asirra/figures.py" not in names("train_trial.py")
    assert "asirra/training.py" not in names("plot_learning_curve.py")


def test_relative_paths_stay_relative(monkeypatch):
    monkeypatch.chdir(ROOT)
    found = find_code(Path("workflow/scripts/split_photos.py"))
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
    assert [path.name for path in find_code(script)] == [
        "a.py",
        "b.py",
        "c.py",
        "d.py",
        "script.py",
    ]
