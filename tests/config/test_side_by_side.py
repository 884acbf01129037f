import pytest

from asirra.config.side_by_side import count_finals, count_trials_at_once
from tests.config.defaults import DEFAULT, changed, changed_search


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"trials_per_round": 1}, 1),
        ({"trials_per_round": 4}, 4),
        # No trial waits for another.
        ({"strategies": ["random"]}, 8),
        ({"strategies": ["random", "sobol"]}, 16),
        # All go at the pace of the one that waits.
        ({"strategies": ["bayesian", "random"], "trials_per_round": 1}, 2),
        ({"strategies": ["bayesian", "random"], "trials_per_round": 3}, 6),
        ({"strategies": ["random"], "pruning": "median", "trials_per_round": 3}, 3),
    ],
)
def test_trials_that_wait_for_no_other_run_at_once(changes, expected):
    assert count_trials_at_once(changed_search(**changes)) == expected


def test_a_rung_has_the_trials_that_go_on():
    halving = {"pruning": "halving", "trials_per_round": 6, "reduction_factor": 3}
    config = changed_search(**halving)
    assert [count_trials_at_once(config, rung) for rung in range(3)] == [6, 2, 1]
    config = changed_search(**halving, strategies=["bayesian", "random"])
    assert [count_trials_at_once(config, rung) for rung in range(3)] == [12, 4, 2]


def test_every_final_point_is_trained_with_every_seed():
    assert count_finals(DEFAULT) == 2
    final = {"candidates": ["manual", "bayesian"], "top_k": 3, "seeds": [0, 1, 2]}
    assert count_finals(changed("final", final)) == 12
    assert count_finals(changed("final", final | {"candidates": ["bayesian"]})) == 9
