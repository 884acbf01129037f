import json

import pytest

from asirra.trials import complete_scores, read_rung_scores


def test_a_trial_that_ended_early_is_taken_to_gain_what_the_others_did():
    rung_scores = [[0.5, 0.6, 0.7], [0.4, 0.6, 0.8], [0.45], [0.5, 0.55]]
    assert complete_scores(rung_scores) == pytest.approx([0.7, 0.8, 0.75, 0.7])
    assert complete_scores([[0.5], [0.6]]) == [0.5, 0.6]


def test_a_trial_without_rungs_has_one_score(tmp_path):
    results = [
        {"validation_accuracy": 0.7},
        {"validation_accuracy": 0.8, "rung_scores": [0.6, 0.8]},
    ]
    paths = [tmp_path / f"{number}.json" for number in range(2)]
    for path, result in zip(paths, results, strict=True):
        path.write_text(json.dumps(result))
    assert read_rung_scores(paths) == [[0.7], [0.6, 0.8]]
