"""Photos that a run cannot use: one line that says what was expected."""

from tests.conftest import Project, copy_finished, tiny_project

RESULTS = "results/tiny"


def test_a_folder_with_one_class_is_one_line(tmp_path, photo_folder):
    project = tiny_project(tmp_path / "project", photo_folder / "Cat")
    run = project.snakemake()
    assert run.returncode != 0
    assert "Error: data.source: expected photos of two or more classes" in run.stderr
    assert "Traceback" not in run.stderr


def test_fewer_photos_than_a_batch_is_one_line(finished, tmp_path):
    project = copy_finished(finished, tmp_path)
    options = (*project.options, "--config", 'training={"batch_size": 64}')
    run = Project(project.folder, options).snakemake(
        f"{RESULTS}/final/manual/seed_0/history.csv"
    )
    assert run.returncode != 0
    expected = (
        "Error: training.batch_size: expected at most the number of training photos"
    )
    assert expected in run.stderr
    assert "Traceback" not in run.stderr
