from types import SimpleNamespace

import pytest

from asirra.objectives import OBJECTIVES
from asirra.search.halving import (
    Halving,
    end_trial,
    is_promoted,
    pause_after,
    read_rung,
    rung_epochs,
)
from asirra.training.result import (
    Result,
    failed_result,
    read_result,
    write_result,
)
from tests.search.studies import BALANCED

HALVING = Halving(trials_per_round=6, reduction_factor=3, epochs=(2, 5, 15))


def training(num_epochs):
    return SimpleNamespace(history=[{}] * num_epochs, score=0.5)


def test_a_pause_comes_after_its_epoch_alone():
    pause = pause_after(2)
    assert [pause(training(n)) for n in (1, 2, 3)] == [None, "paused", None]


def test_each_rung_trains_for_a_factor_longer_and_the_last_to_the_end():
    assert rung_epochs(27, 3, 3) == [3, 9, 27]
    assert rung_epochs(15, 3, 3) == [2, 5, 15]
    assert rung_epochs(1, 3, 2) == [0, 1]


def test_the_best_share_of_a_round_is_promoted_the_earlier_of_equals():
    scores = {9: 0.5, 10: 0.7, 11: 0.7, 12: 0.6, 13: 0.1, 14: 0.2}
    promoted = [n for n in scores if is_promoted(n, scores, HALVING, 1)]
    assert promoted == [10, 11]
    assert [n for n in scores if is_promoted(n, scores, HALVING, 2)] == [10]
    # A trial that diverged has no score at its rung's end.
    del scores[10]
    assert not is_promoted(10, scores, HALVING, 2)
    assert is_promoted(11, scores, HALVING, 2)


def make_result(status, score):
    return Result({"momentum": 0.9}, status, 2, 1, score, "float32", 1.5, (score,))


def write_round(folder, results, objective):
    """Write the results of a round; return their paths."""
    paths = [folder / f"result_{place}.json" for place in range(len(results))]
    for path, result in zip(paths, results, strict=True):
        write_result(result, objective, path)
    return paths


@pytest.mark.parametrize("objective", [OBJECTIVES["accuracy"], BALANCED])
def test_a_trial_of_a_later_round_is_compared_with_its_own_round(tmp_path, objective):
    halving = Halving(trials_per_round=3, reduction_factor=3, epochs=(2, 5))
    results = [make_result("paused", score) for score in (0.5, 0.7, 0.6)]
    paths = write_round(tmp_path, results, objective)
    found = {n: read_rung(n, 1, paths, halving, objective) for n in (6, 7, 8)}
    assert found == {
        6: (False, results[0]),
        7: (True, results[1]),
        8: (False, results[2]),
    }


def test_a_trial_that_diverged_leaves_its_place_to_another(tmp_path):
    halving = Halving(trials_per_round=3, reduction_factor=3, epochs=(2, 5))
    results = [
        make_result("paused", 0.5),
        make_result("diverged", 0.7),
        make_result("paused", 0.6),
    ]
    accuracy = OBJECTIVES["accuracy"]
    paths = write_round(tmp_path, results, accuracy)
    goes_on = [read_rung(n, 1, paths, halving, accuracy)[0] for n in range(3)]
    assert goes_on == [False, False, True]


def test_a_rung_wants_the_results_of_the_whole_round(tmp_path):
    accuracy = OBJECTIVES["accuracy"]
    paths = write_round(tmp_path, [make_result("paused", 0.5)], accuracy)
    with pytest.raises(ValueError, match="shorter"):
        read_rung(0, 1, paths, HALVING, accuracy)


@pytest.mark.parametrize(
    ("status", "at_the_end"),
    [("paused", "pruned"), ("diverged", "diverged"), ("pruned", "pruned")],
)
def test_a_trial_that_ended_earlier_keeps_what_it_reached(
    tmp_path, capsys, status, at_the_end
):
    accuracy = OBJECTIVES["accuracy"]
    earlier = tmp_path / "earlier.csv"
    earlier.write_text("epoch,loss\n1,0.5\n")
    history, result = tmp_path / "history.csv", tmp_path / "result.json"
    end_trial(make_result(status, 0.5), accuracy, str(earlier), history, result)
    assert history.read_text() == earlier.read_text()
    assert read_result(result, accuracy) == make_result(at_the_end, 0.5)
    printed = capsys.readouterr().out
    assert printed.endswith(f"ended after 2 epochs: {at_the_end}\n")


def test_a_trial_that_failed_leaves_its_place_and_stays_failed(tmp_path):
    halving = Halving(trials_per_round=3, reduction_factor=3, epochs=(2, 5))
    failed = failed_result({"momentum": 0.9}, "out of memory")
    results = [failed, make_result("paused", 0.5), failed]
    accuracy = OBJECTIVES["accuracy"]
    paths = write_round(tmp_path, results, accuracy)
    goes_on = [read_rung(n, 1, paths, halving, accuracy)[0] for n in range(3)]
    assert goes_on == [False, True, False]
    earlier = tmp_path / "earlier.csv"
    earlier.write_text("epoch,loss\n")
    history, result = tmp_path / "history.csv", tmp_path / "result.json"
    end_trial(failed, accuracy, str(earlier), history, result)
    assert read_result(result, accuracy) == failed


def test_where_all_failed_none_goes_on(tmp_path):
    halving = Halving(trials_per_round=2, reduction_factor=2, epochs=(2, 5))
    accuracy = OBJECTIVES["accuracy"]
    results = [failed_result({}, "out of memory")] * 2
    paths = write_round(tmp_path, results, accuracy)
    assert not any(read_rung(n, 1, paths, halving, accuracy)[0] for n in range(2))
