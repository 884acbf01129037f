"""What is redone after an edit: the table below, checked by dry runs.

A job that follows a checkpoint is planned when the checkpoint has run. So after an edit
that suggests or trains again, or selects the best again, the plan ends there;
the real run goes on only where what came out differs.
"""

import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, Project, copy_finished
from tests.tools.dry_runs import DryRuns

SCRIPTS = "workflow/scripts"

# Names for what follows from a stage on.
TRIALS = "suggest_trial train_trial extend_study"
OF_SPLITS = "describe_photos find_near_duplicates compute_mean_image"
SPLIT = f"split_photos {OF_SPLITS} {TRIALS}"
PACK = f"pack_photos {SPLIT}"
LIST = f"list_photos {PACK}"
IMPORTANCE = "tabulate_importance plot_importance render_tables"
REPORT = "tabulate_test plot_test_accuracy render_tables write_summary"
RECALL = "tabulate_recall render_tables"
TEST = (
    "evaluate_test plot_predictions plot_mistakes compare_candidates tabulate_recall "
    f"{REPORT}"
)
FINAL = f"train_final plot_learning_curve plot_filters {TEST}"
OF_SCORES = (
    "plot_best_so_far plot_strategies plot_trial_curves plot_learning_curve "
    "plot_posterior plot_importance"
)
FIGURES = (
    f"{OF_SCORES} plot_filters plot_predictions plot_mistakes plot_test_accuracy "
    "plot_photos"
)
POSTERIOR = "compute_posterior plot_posterior"
RETRAINED = "train_final tabulate_retrained select_best"
TABLES = "tabulate_trials select_top_trials"
STUDY = "suggest_trial extend_study"
# No study and no trial: those of changed suggestions are planned when they are there.
EVERY_JOB = f"list_photos pack_photos split_photos {OF_SPLITS} suggest_trial"

POINT = {"learning_rate": 0.01, "weight_decay": 0.0005}

CODE = {
    # Modules: who imports them, by whatever way, runs again.
    "asirra/evaluation/accuracy_table.py": REPORT,
    "asirra/evaluation/intervals.py": REPORT,
    "asirra/evaluation/outcomes.py": f"tabulate_recall {REPORT}",
    "asirra/evaluation/recall_table.py": RECALL,
    "asirra/models/alexnet.py": TRIALS,
    "asirra/models/network.py": TRIALS,
    # Used where a file is the network.
    "asirra/models/network_file.py": "",
    "asirra/models/network_checks.py": "",
    "asirra/models/registry.py": TRIALS,
    "asirra/files.py": EVERY_JOB,
    # Of suggestions and trainings: trials are planned when suggestions are there.
    "asirra/search/failures.py": TRIALS,
    "asirra/search/point.py": "suggest_trial",
    "asirra/search/suggestion.py": "suggest_trial",
    "asirra/training/result.py": "suggest_trial",
    "asirra/search/acquisition.py": "suggest_trial",
    "asirra/search/belief.py": "select_top_trials",
    "asirra/search/curves.py": "suggest_trial",
    "asirra/search/gaussian_process.py": "suggest_trial",
    "asirra/search/inputs.py": "suggest_trial",
    "asirra/search/kernels.py": "suggest_trial",
    "asirra/search/library.py": "suggest_trial",
    "asirra/search/maximiser.py": "suggest_trial",
    "asirra/search/process.py": "suggest_trial",
    "asirra/search/rounds.py": "suggest_trial",
    "asirra/search/settings.py": "suggest_trial",
    "asirra/search/strategies.py": "select_top_trials",
    "asirra/search/trials_table.py": TABLES,
    "asirra/search/untaught.py": TABLES,
    # Read by the rules.
    "asirra/search/unfolding.py": "",
    "asirra/training/hyperparameters.py": TRIALS,
    "asirra/prediction/labels.py": "",
    "asirra/prediction/patches.py": TRIALS,
    "asirra/results.py": "tabulate_retrained select_best",
    "asirra/training/step.py": TRIALS,
    "asirra/search/bayesian.py": "suggest_trial",
    "asirra/training/batch_size.py": SPLIT,
    "asirra/training/attempts.py": TRIALS,
    "asirra/training/batches.py": TRIALS,
    "asirra/training/causes.py": TRIALS,
    "asirra/training/trial.py": TRIALS,
    "asirra/machine/cards.py": TRIALS,
    "asirra/code.py": "",
    "asirra/evaluation/comparison.py": "compare_candidates render_tables",
    "asirra/config/checks.py": "",
    "asirra/config/command_line.py": "",
    "asirra/config/duplicates.py": "",
    "asirra/config/last_run.py": "",
    "asirra/config/networks.py": "",
    "asirra/config/options.py": "",
    "asirra/config/paths.py": "",
    "asirra/config/side_by_side.py": "",
    "asirra/machine/cores.py": "",
    "asirra/machine/memory.py": "",
    "asirra/copies.py": f"keep_final plot_learning_curve plot_filters {TEST}",
    "asirra/training/demand.py": "",
    "asirra/search/designs.py": "suggest_trial",
    "asirra/machine/devices.py": TRIALS,
    "asirra/photos/drawings.py": "",
    "asirra/errors.py": EVERY_JOB,
    "asirra/report/tensorboard.py": "",
    # Read by the rules.
    "asirra/report/console.py": "",
    "asirra/report/progress.py": "",
    "asirra/report/tally.py": "",
    "asirra/report/under_way.py": "",
    "asirra/search/example.py": "",
    "asirra/search/example_task.py": "",
    "asirra/photos/fingerprints.py": "",
    "asirra/search/grid.py": "suggest_trial",
    "asirra/photos/decoding.py": PACK,
    "asirra/photos/formats.py": PACK,
    "asirra/photos/jpeg_ends.py": PACK,
    "asirra/photos/levels.py": PACK,
    # Read where photos are drawn.
    "asirra/photos/heads.py": "",
    "asirra/photos/archives.py": LIST,
    # Read by the rules.
    "asirra/photos/downloads.py": "",
    "asirra/photos/folder_source.py": LIST,
    "asirra/photos/source_files.py": LIST,
    "asirra/photos/source_record.py": LIST,
    "asirra/photos/zip_source.py": LIST,
    "asirra/photos/other_archives.py": LIST,
    "asirra/photos/packing.py": PACK,
    "asirra/photos/splits.py": SPLIT,
    "asirra/photos/mean_image.py": f"compute_mean_image {TRIALS}",
    "asirra/photos/packed.py": f"compute_mean_image {TRIALS}",
    "asirra/analysis/importance.py": IMPORTANCE,
    "asirra/prediction/stream.py": "",
    "asirra/job.py": EVERY_JOB,
    "asirra/machine/backend.py": TRIALS,
    "asirra/evaluation/metrics.py": (
        f"plot_predictions compare_candidates tabulate_recall {REPORT}"
    ),
    "asirra/training/replicas.py": TRIALS,
    "asirra/report/pages.py": "plot_posterior render_tables",
    "asirra/photos/labels.py": LIST,
    "asirra/photos/label_table.py": LIST,
    "asirra/photos/layout.py": LIST,
    "asirra/photos/listing.py": LIST,
    "asirra/photos/names.py": LIST,
    "asirra/photos/findings.py": f"describe_photos {TABLES}",
    "asirra/photos/near_duplicates.py": "find_near_duplicates render_tables",
    "asirra/analysis/planes.py": POSTERIOR,
    "asirra/figures/trial_marks.py": "plot_posterior",
    "asirra/analysis/posterior.py": POSTERIOR,
    "asirra/prediction/predictor.py": TRIALS,
    "asirra/prediction/table.py": TEST,
    "asirra/training/state.py": TRIALS,
    "asirra/search/pruning.py": TRIALS,
    "asirra/search/gains.py": "suggest_trial",
    "asirra/training/resume.py": TRIALS,
    "asirra/analysis/rounds.py": "tabulate_rounds render_tables",
    # Read where halving prunes.
    "asirra/search/halving.py": "",
    "asirra/machine/interpreter.py": "",
    "asirra/machine/outdated.py": "",
    "asirra/machine/processor.py": TRIALS,
    "asirra/machine/runs.py": "",
    "asirra/objectives.py": "suggest_trial",
    "asirra/training/schedules.py": TRIALS,
    "asirra/training/class_weights.py": TRIALS,
    "asirra/config/schedule_checks.py": "",
    "asirra/config/schema.py": "",
    "asirra/config/schema_errors.py": "",
    "asirra/search/dependencies.py": "",
    "asirra/search/suggest.py": "suggest_trial",
    "asirra/config/search_checks.py": "",
    "asirra/config/photo_checks.py": "",
    "asirra/evaluation/selection.py": "select_top_trials",
    "asirra/seeds.py": f"split_photos {OF_SPLITS} suggest_trial",
    "asirra/config/search_settings.py": "",
    "asirra/config/settings.py": "",
    "asirra/photos/sources.py": LIST,
    "asirra/search/space.py": "suggest_trial",
    "asirra/search/stopping.py": "suggest_trial",
    "asirra/report/summary.py": "write_summary",
    "asirra/tables.py": LIST,
    "asirra/training/loop.py": TRIALS,
    "asirra/training/run.py": TRIALS,
    "asirra/search/known.py": "suggest_trial",
    "asirra/search/study.py": "suggest_trial",
    "asirra/search/trial.py": "suggest_trial",
    "asirra/models/weights.py": "plot_filters",
    # A figure's module redraws that figure alone.
    "asirra/figures/style.py": FIGURES,
    "asirra/figures/animation.py": "plot_posterior",
    "asirra/figures/statuses.py": "plot_best_so_far plot_posterior",
    "asirra/figures/baseline.py": (
        "plot_best_so_far plot_strategies plot_trial_curves plot_test_accuracy"
    ),
    "asirra/figures/best_so_far.py": "plot_best_so_far",
    "asirra/figures/contact_sheet.py": "plot_mistakes",
    "asirra/figures/example.py": "",
    "asirra/figures/filters.py": "plot_filters",
    "asirra/figures/importance.py": "plot_importance",
    "asirra/figures/learning_curve.py": "plot_learning_curve",
    "asirra/figures/mistakes.py": "plot_mistakes",
    # Drawn where more than two hyperparameters are searched.
    "asirra/figures/parallel_coordinates.py": "",
    "asirra/figures/photos.py": "plot_photos",
    "asirra/figures/plane_axes.py": "plot_posterior",
    "asirra/figures/posterior.py": "plot_posterior",
    "asirra/figures/predicted.py": "",
    "asirra/figures/predictions.py": "plot_predictions",
    "asirra/figures/strategies.py": "plot_strategies",
    "asirra/figures/test_accuracy.py": "plot_test_accuracy",
    "asirra/figures/trial_curves.py": "plot_trial_curves",
    # Scripts.
    "evaluation/compare_candidates.py": "compare_candidates render_tables",
    "photos/compute_mean_image.py": f"compute_mean_image {TRIALS}",
    "photos/draw_photos.py": "",
    "evaluation/evaluate_test.py": TEST,
    "evaluation/keep_final.py": f"keep_final plot_learning_curve plot_filters {TEST}",
    "training/keep_trial.py": "",
    "photos/describe_photos.py": f"describe_photos {TABLES}",
    "photos/find_near_duplicates.py": "find_near_duplicates render_tables",
    "photos/list_photos.py": LIST,
    "photos/pack_photos.py": PACK,
    "analysis/compute_posterior.py": POSTERIOR,
    "figures/plot_best_so_far.py": "plot_best_so_far",
    "figures/plot_example.py": "",
    "figures/plot_filters.py": "plot_filters",
    "figures/plot_importance.py": "plot_importance",
    "figures/plot_learning_curve.py": "plot_learning_curve",
    "figures/plot_mistakes.py": "plot_mistakes",
    # Drawn where more than two hyperparameters are searched.
    "figures/plot_parallel_coordinates.py": "",
    "figures/plot_photos.py": "plot_photos",
    "figures/plot_posterior.py": "plot_posterior",
    "figures/plot_predicted.py": "",
    "figures/plot_predictions.py": "plot_predictions",
    "figures/plot_strategies.py": "plot_strategies",
    "figures/plot_test_accuracy.py": "plot_test_accuracy",
    "figures/plot_trial_curves.py": "plot_trial_curves",
    "prediction/predict_photos.py": "",
    "report/render_tables.py": "render_tables",
    "search/search_example.py": "",
    "evaluation/select_best.py": "select_best",
    "evaluation/select_top_trials.py": "select_top_trials",
    "photos/split_photos.py": SPLIT,
    "search/extend_study.py": STUDY,
    "search/suggest_trial.py": "suggest_trial",
    "analysis/tabulate_importance.py": IMPORTANCE,
    "evaluation/tabulate_recall.py": RECALL,
    "evaluation/tabulate_retrained.py": "tabulate_retrained select_best",
    "analysis/tabulate_rounds.py": "tabulate_rounds render_tables",
    "evaluation/tabulate_test.py": REPORT,
    "search/tabulate_trials.py": TABLES,
    "training/train_final.py": RETRAINED,
    "training/train_rung.py": "",
    "training/train_trial.py": TRIALS,
    "report/write_tensorboard.py": "",
    "report/write_summary.py": "write_summary",
}

CONFIG = [
    ("seed", 1, f"split_photos {OF_SPLITS} suggest_trial"),
    ("data.test_fraction", 0.4, SPLIT),
    ("data.validation_fraction", 0.3, SPLIT),
    ("data.image_size_px", 80, PACK),
    ("model.width", 0.06, TRIALS),
    ("model.dropout", 0.4, TRIALS),
    ("training.num_epochs", 2, TRIALS),
    ("training.batch_size", 4, TRIALS),
    ("training.precision", "float32", TRIALS),
    ("training.schedule", "cosine", TRIALS),
    ("training.class_weights", "balanced", TRIALS),
    ("training.devices", 2, TRIALS),
    ("training.cores", 1, ""),
    ("training.resume_minutes", 1, ""),
    ("training.tensorboard", True, "write_tensorboard"),
    # The search chooses it: only the manual candidate has the configured value.
    ("training.learning_rate", 0.02, FINAL),
    ("search.num_trials", 3, STUDY),
    ("search.num_trials", 1, TABLES),
    ("search.strategies", ["bayesian", "random"], "suggest_trial"),
    ("search.objective", "log_loss", "suggest_trial"),
    ("search.xi", 0.02, "suggest_trial"),
    # What "auto" is.
    ("search.xi", 0.01, ""),
    ("search.gaussian_process", "published", "suggest_trial"),
    ("search.first", [POINT], "suggest_trial"),
    ("search.stop", {"rounds_without_gain": 5, "min_gain": 0.0}, "suggest_trial"),
    # The first trial is random: what others are compared with.
    ("search.pruning", "median", f"train_trial {TABLES}"),
    ("search.warmup_epochs", 2, ""),
    ("search.num_initial", 2, "suggest_trial"),
    ("search.initial", "random", "suggest_trial"),
    ("search.space.weight_decay", None, "suggest_trial"),
    ("final.top_k", 2, "select_top_trials"),
    ("final.seeds", [0, 1], RETRAINED),
    ("final.seeds", [1], RETRAINED),
    ("final.candidates", ["manual"], "tabulate_retrained select_best"),
    (
        "final.candidates",
        ["bayesian", "manual"],
        f"compare_candidates tabulate_recall {REPORT}",
    ),
]

SOURCE = [
    (
        "a photo added",
        lambda photos: shutil.copy(photos / "Cat/1.jpg", photos / "Dog"),
        LIST,
    ),
    ("a photo removed", lambda photos: (photos / "Cat/1.jpg").unlink(), LIST),
    (
        "a photo changed",
        lambda photos: shutil.copy(photos / "Cat/1.jpg", photos / "Cat/2.jpg"),
        LIST,
    ),
    (
        "a photo renamed",
        lambda photos: (photos / "Cat/1.jpg").rename(photos / "Cat/x.jpg"),
        LIST,
    ),
    ("a photo touched", lambda photos: (photos / "Cat/1.jpg").touch(), ""),
    ("all photos touched", lambda photos: [p.touch() for p in photos.rglob("*")], ""),
]

RESULTS = [
    # What was made of it is there, so nothing needs it.
    ("data/mean_image.npy", ""),
    ("final/manual/seed_0/predictions.csv", ""),
    ("analysis/posterior_bayesian.npz", ""),
    ("search/bayesian/trial_001/parameters.json", "suggest_trial"),
    ("search/bayesian/trial_001/result.json", f"train_trial {TABLES}"),
    (
        "tables/trials.csv",
        f"{TABLES} tabulate_retrained select_best plot_best_so_far plot_posterior "
        "plot_strategies render_tables write_summary",
    ),
    ("tables/top_trials.csv", "select_top_trials"),
    (
        "tables/retrained.csv",
        "tabulate_retrained select_best render_tables write_summary",
    ),
    ("tables/best_parameters.csv", "select_best"),
    ("tables/test_accuracy.csv", REPORT),
    ("tables/recall.csv", RECALL),
    ("tables/classes.csv", f"describe_photos {TABLES}"),
    ("figures/best_so_far.svg", "plot_best_so_far"),
    ("figures/mistakes_manual_seed_0.png", "plot_mistakes"),
]


DRY_RUNS = DryRuns()


@pytest.fixture(scope="module", autouse=True)
def dry_runs():
    with DRY_RUNS:
        yield


@pytest.fixture(scope="module")
def project(finished, tmp_path_factory) -> Project:
    """A finished run that this module may edit, if it undoes every edit."""
    return copy_finished(finished, tmp_path_factory.mktemp("rerun"))


def planned(project: Project) -> set[str]:
    """Return the rules that a dry run plans to run."""
    status, output = DRY_RUNS.run(project.folder, ["--cores", "2", *project.options])
    assert status == 0, output
    if "Nothing to be done" in output:
        return set()
    _, _, table = output.partition("Job stats:\n")
    rows = [line.split() for line in table.splitlines()[2:]]
    names = rows[: next(n for n, row in enumerate(rows) if row[0] == "total")]
    return {row[0] for row in names} - {"all"}


def check(project: Project, expected: str, edit: Callable, path: Path) -> None:
    """Edit what lies at a path, compare the plan, and undo the edit."""
    before = path.with_name(f"{path.name}.before")
    copy = shutil.copytree if path.is_dir() else shutil.copy2
    copy(path, before)
    try:
        edit(path)
        assert planned(project) == set(expected.split())
    finally:
        if path.is_dir():
            shutil.rmtree(path)
        os.replace(before, path)


@pytest.mark.parametrize(("module", "expected"), CODE.items())
def test_code(project, module, expected):
    def comment(path):
        path.write_text(path.read_text() + "\n# edited\n")

    check(project, expected, comment, project.folder / SCRIPTS / module)


def test_the_table_has_every_module_and_script():
    scripts = (ROOT / SCRIPTS).rglob("*.py")
    assert set(CODE) == {
        path.relative_to(ROOT / SCRIPTS).as_posix()
        for path in scripts
        if path.name != "__init__.py"
    }


def test_every_init_file_is_empty_since_no_rule_watches_it():
    paths = list((ROOT / SCRIPTS).rglob("__init__.py"))
    assert len(paths) > 8
    assert [path for path in paths if path.stat().st_size] == []
    # A package beside `asirra` could shadow a library's.
    assert all("asirra" in path.parts for path in paths)


@pytest.mark.parametrize(("key", "value", "expected"), CONFIG)
def test_configuration(project, key, value, expected):
    def change(path):
        config = section = yaml.safe_load(path.read_text())
        *sections, name = key.split(".")
        for each in sections:
            section = section.setdefault(each, {})
        section[name] = value
        path.write_text(yaml.safe_dump(config))

    check(project, expected, change, project.folder / "tiny.yaml")


@pytest.mark.parametrize(
    ("edit", "expected"), [e[1:] for e in SOURCE], ids=[e[0] for e in SOURCE]
)
def test_photos(project, edit, expected):
    check(project, expected, edit, project.folder.parent / "photos")


@pytest.mark.parametrize(("name", "expected"), RESULTS)
def test_a_result_deleted(project, name, expected):
    check(project, expected, Path.unlink, project.folder / "results/tiny" / name)


@pytest.mark.parametrize(
    "name",
    [
        "workflow/schemas/config.schema.yaml",
        "config/config.yaml",
        "profiles/default/config.yaml",
    ],
)
def test_a_comment_in_a_yaml_file_does_nothing(project, name):
    def comment(path):
        path.write_text("# edited\n" + path.read_text())

    check(project, "", comment, project.folder / name)


def test_a_checkout_of_the_same_content_does_nothing(project):
    for name in ("workflow", "config", "Snakefile", "tiny.yaml"):
        for path in [project.folder / name, *(project.folder / name).rglob("*")]:
            path.touch()
    assert planned(project) == set()


def test_a_comment_in_the_search_suggests_again_and_trains_nothing(project):
    path = project.folder / SCRIPTS / "asirra/search/suggest.py"
    path.write_text(path.read_text() + "\n# edited\n")
    run = project.snakemake()
    assert run.returncode == 0, run.stderr
    assert "Suggest trial 001" in run.stderr + run.stdout
    assert "Train" not in run.stderr + run.stdout
    assert planned(project) == set()


def test_a_zip_is_compared_by_content(project, tmp_path):
    photos, archive = project.folder.parent / "photos", tmp_path / "photos.zip"
    with zipfile.ZipFile(archive, "w") as file:
        for path in sorted(photos.rglob("*.jpg")):
            file.write(path, path.relative_to(photos))
    config = f'data={{"source": "{archive}"}}'
    zipped = Project(
        project.folder, (*project.options, "--config", config, "experiment=zip")
    )
    target = "results/zip/data/photos.csv"
    assert zipped.snakemake(target).returncode == 0
    archive.touch()
    again = zipped.snakemake("-n", target)
    assert "Nothing to be done" in again.stdout + again.stderr
    with zipfile.ZipFile(archive, "a") as file:
        file.write(photos / "Cat/1.jpg", "Cat/more.jpg")
    again = zipped.snakemake("-n", target)
    assert "list_photos" in again.stdout + again.stderr
