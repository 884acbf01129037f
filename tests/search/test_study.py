import json
import math

import pytest

from asirra.search.study import complete_scores, read_rung_scores


def test_a_trial_that_ended_early_is_taken_to_gain_what_the_others_did():
    rung_scores = [[0.5, 0.6, 0.7], [0.4, 0.6, 0.8], [0.45], [0.5, 0.55]]
    assert complete_scores(rung_scores) == pytest.approx([0.7, 0.8, 0.75, 0.7])
    assert complete_scores([[0.5], [0.6]]) == [0.5, 0.6]


def test_no_trial_is_taken_to_beat_the_best_that_was_reached():
    rung_scores = [[0.6, 0.7, 0.8], [0.5], [0.5, 0.55], [0.7]]
    assert complete_scores(rung_scores) == pytest.approx([0.8, 0.7, 0.65, 0.8])


def test_a_trial_without_rungs_has_one_score(tmp_path):
    results = [
        {"status": "complete", "validation_accuracy": 0.7},
        {
            "status": "complete",
            "validation_accuracy": 0.8,
            "rung_scores": [0.6, 0.8],
        },
    ]
    assert read_rung_scores(write(tmp_path, results)) == [[0.7], [0.6, 0.8]]


@pytest.mark.parametrize("accuracies", [[0.5], [0.5, 0.55]])
def test_a_trial_that_diverged_gains_nothing(tmp_path, accuracies):
    rung_scores = [[0.5, 0.6, 0.7], [0.4], accuracies]
    results = [
        {"status": status, "validation_accuracy": scores[-1], "rung_scores": scores}
        for status, scores in zip(
            ("complete", "pruned", "diverged"), rung_scores, strict=True
        )
    ]
    scores = complete_scores(read_rung_scores(write(tmp_path, results)))
    assert scores == pytest.approx([0.7, 0.6, accuracies[-1]])


def test_where_the_last_one_diverged_those_that_went_furthest_tell_of_gains():
    rung_scores = [[0.6, 0.7], [0.5], [math.nan, math.nan, 0.75]]
    assert complete_scores(rung_scores) == pytest.approx([0.7, 0.6, 0.75])
    assert complete_scores([[math.nan, 0.5]]) == [0.5]


def test_where_all_that_went_on_diverged_nothing_is_known_of_gains(tmp_path):
    results = [
        {"status": "pruned", "validation_accuracy": 0.4, "rung_scores": [0.4]},
        {"status": "diverged", "validation_accuracy": 0.5, "rung_scores": [0.5, 0.5]},
    ]
    scores = complete_scores(read_rung_scores(write(tmp_path, results)))
    assert scores == [0.4, 0.5]


def write(folder, results):
    """Write results as files; return their paths."""
    paths = [folder / f"{number}.json" for number in range(len(results))]
    for path, result in zip(paths, results, strict=True):
        path.write_text(json.dumps(result))
    return paths
