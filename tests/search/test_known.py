import pytest

from asirra.errors import InputError
from asirra.objectives import OBJECTIVES
from asirra.search.known import check_known, read_known
from asirra.search.space import Choice, Interval
from asirra.search.trials_table import make_trials_table
from asirra.tables import write_table
from tests.config.defaults import changed_search
from tests.search.studies import make_trials, run_search

ACCURACY, LOG_LOSS = OBJECTIVES["accuracy"], OBJECTIVES["log_loss"]
MIXED = (
    Interval("learning_rate", 1e-4, 1e-1, "log", False),
    Interval("momentum", 0.0, 0.99, "linear", False),
    Interval("batch_size", 8, 256, "log", True),
    Choice("initializer", ("alexnet", "he_normal")),
)
POINT = {
    "learning_rate": 10.0**-1.7927,
    "momentum": 0.9,
    "batch_size": 16,
    "initializer": "he_normal",
}


def write(path, points, scores, statuses=None, objective=ACCURACY):
    trials = make_trials(points, scores, statuses)
    write_table(make_trials_table({"bayesian": trials}, 1, objective), path)
    return trials


@pytest.mark.parametrize("objective", [ACCURACY, LOG_LOSS])
def test_results_are_read_as_they_were(tmp_path, objective):
    path = tmp_path / "trials.csv"
    points = [POINT, POINT | {"learning_rate": 0.001, "batch_size": 8}]
    trials = write(path, points, [-0.7, -0.2], objective=objective)
    found = read_known([path, path], MIXED, objective)
    assert [t.point for t in found] == [t.point for t in trials] * 2
    assert list(map(type, found[0].point.values())) == [float, float, int, str]
    assert [t.score for t in found] == [t.score for t in trials] * 2


def test_only_what_the_space_holds_and_was_trained_to_its_end_counts(tmp_path):
    path = tmp_path / "trials.csv"
    points = [POINT] * 3 + [
        POINT | {"learning_rate": 0.5},
        POINT | {"initializer": "zeros"},
    ]
    statuses = ["complete", "pruned", "diverged", "complete", "complete"]
    write(path, points, [0.1, 0.2, 0.3, 0.4, 0.5], statuses)
    assert [t.score for t in read_known([path], MIXED, ACCURACY)] == [0.1, 0.3]


def test_a_table_over_more_keys_is_read_and_choices_may_be_numbers(tmp_path):
    path = tmp_path / "trials.csv"
    write(path, [POINT, POINT | {"batch_size": 64}], [0.1, 0.2])
    space = (
        Choice("batch_size", (16, 32)),
        Interval("momentum", 0, 1, "linear", False),
    )
    (trial,) = read_known([path], space, ACCURACY)
    assert trial.point == {"batch_size": 16, "momentum": 0.9}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("a,b\n1,2\n", "none named learning_rate"),
        ("", "none named learning_rate"),
        (
            "learning_rate,status,validation_accuracy,seconds\n0.01,complete,good,1\n",
            "got a row that is not",
        ),
        ("learning_rate,status,validation_accuracy,seconds\n0.01\n", ""),
    ],
)
def test_what_is_no_such_table_is_told(tmp_path, content, expected):
    path = tmp_path / "trials.csv"
    path.write_text(content)
    space = (Interval("learning_rate", 1e-4, 1e-1, "log", False),)
    if not expected:
        assert read_known([path], space, ACCURACY) == ()
        return
    with pytest.raises(InputError, match=expected) as error:
        read_known([path], space, ACCURACY)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_table_that_is_not_there_or_is_the_searchs_own_is_told(tmp_path):
    path = tmp_path / "trials.csv"
    write(path, [POINT], [0.1])
    config = changed_search(known=[str(path)])
    check_known(config, MIXED, ACCURACY, "results/quick/tables/trials.csv")
    with pytest.raises(InputError, match="which this one writes"):
        check_known(config, MIXED, ACCURACY, str(path))
    config = changed_search(known=["no.csv", str(path)])
    with pytest.raises(InputError, match=r"got no.csv \(No such file"):
        check_known(config, MIXED, ACCURACY, "results/quick/tables/trials.csv")


def test_the_first_suggestion_already_learns_and_repeats_no_initial_point():
    earlier = run_search(8)
    start = run_search(3)
    informed = run_search(3, known=earlier.trials)
    assert not [point for point in informed.points if point in earlier.points]
    assert not [point for point in informed.points if point in start.points]
    assert max(informed.scores) > 0.99 > 0.5 > max(start.scores)
