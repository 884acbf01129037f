import json

import pytest

from asirra.errors import InputError
from asirra.search.failures import check_row, find_row, is_explained


def points(name, *values):
    return [{name: value, "momentum": 0.5} for value in values]


@pytest.mark.parametrize(
    ("failed", "ran", "explained"),
    [
        ((4, 5, 9), (1, 2, 3), True),
        ((1, 2, 3), (4, 5), True),
        ((4, 5, 9), (1, 6), False),
        # One that ran at the same value.
        ((4, 5, 6), (1, 4), False),
        # Beyond, but in two directions.
        ((1, 9, 9), (4, 5), False),
        (("b", "c", "b"), ("a",), True),
        (("b", "c", "b"), ("a", "c"), False),
        ((True, True, True), (False,), True),
        ((True, True, True), (True, False), False),
        ((4, 5, 9), (), False),
    ],
)
def test_a_hyperparameter_explains_what_lies_beyond_all_that_ran(
    failed, ran, explained
):
    for name in ("width", "zeta"):
        assert is_explained(points(name, *failed), points(name, *ran)) == explained


@pytest.mark.parametrize(
    ("failed", "row"),
    [
        ([3, 4], [3, 4, 5]),
        ([4, 6], [4, 5, 6]),
        ([6, 7], [5, 6, 7]),
        ([2, 4], []),
        ([3, 7], []),
        ([], []),
    ],
)
def test_a_row_is_of_consecutive_numbers_whichever_failed_last(failed, row):
    assert find_row(5, failed) == row


def write(folder, number, width, status=None, reason="", rung=""):
    """Write a trial's point and, where it has ended, its result."""
    trial = folder / f"search/bayesian/trial_{number:03d}"
    (trial / rung).mkdir(parents=True, exist_ok=True)
    (trial / "parameters.json").write_text(json.dumps({"width": width}))
    path = trial / rung / "result.json"
    if status:
        path.write_text(json.dumps({"status": status, "reason": reason}))
    return trial / "parameters.json", path


def test_the_first_three_that_fail_end_the_run_and_are_trained_again(tmp_path):
    _, first = write(tmp_path, 0, 1, "failed", "killed")
    _, second = write(tmp_path, 1, 2, "failed", "OOM")
    third = write(tmp_path, 2, 3)
    with pytest.raises(InputError) as error:
        check_row(*third, "killed")
    line = str(error.value)
    assert line.startswith("search: trials 0 to 2 (bayesian) failed in a row")
    assert "the machine or the data: killed; OOM." in line
    assert "\n" not in line
    assert not first.exists()
    assert not second.exists()


def test_three_that_a_width_explains_are_results(tmp_path):
    write(tmp_path, 0, 1, "complete")
    _, first = write(tmp_path, 1, 4, "failed", "OOM")
    write(tmp_path, 2, 5, "failed", "OOM")
    check_row(*write(tmp_path, 3, 6), "OOM")
    assert first.exists()


def test_one_that_ran_among_them_ends_the_row(tmp_path):
    write(tmp_path, 0, 4, "failed", "OOM")
    write(tmp_path, 1, 9, "diverged")
    write(tmp_path, 2, 5, "failed", "OOM")
    check_row(*write(tmp_path, 3, 6), "OOM")
    # Trials that are not there yet are no failures.
    check_row(*write(tmp_path, 7, 6), "OOM")


def test_the_same_rung_of_other_trials_counts(tmp_path):
    write(tmp_path, 0, 4, "failed", "OOM", rung="rung_0")
    write(tmp_path, 1, 4, "failed", "OOM", rung="rung_1")
    check_row(*write(tmp_path, 2, 4, rung="rung_0"), "OOM")
    _, other = write(tmp_path, 1, 4, "failed", "OOM", rung="rung_0")
    with pytest.raises(InputError, match="trials 0 to 2"):
        check_row(*write(tmp_path, 2, 4, rung="rung_0"), "OOM")
    assert not other.exists()
