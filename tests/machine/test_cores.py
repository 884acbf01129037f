"""Machines of other sizes are arithmetic here: nothing is trained."""

import pytest

from asirra.machine.cores import share_cores

LARGE_MEMORY_MB = 10**6


@pytest.mark.parametrize(
    ("cores", "num_trainings", "expected"),
    [
        # One after the other, each on all cores.
        (2, 1, 2),
        (16, 1, 16),
        (64, 1, 64),
        (2, 2, 1),
        (2, 12, 1),
        (1, 2, 1),
        (16, 2, 8),
        (16, 3, 5),
        (16, 12, 1),
        (16, 100, 1),
        (64, 8, 8),
        (64, 12, 5),
    ],
)
def test_trainings_that_may_run_at_once_share_the_cores(cores, num_trainings, expected):
    assert share_cores(cores, num_trainings, 1200, LARGE_MEMORY_MB) == expected


@pytest.mark.parametrize(
    ("memory_mb", "at_once"), [(1000, 1), (2000, 1), (8000, 4), (16_000, 8)]
)
@pytest.mark.parametrize("cores", [8, 16, 64])
def test_no_more_run_at_once_than_the_memory_holds(cores, memory_mb, at_once):
    each = share_cores(cores, 100, 1500, memory_mb)
    assert 1 <= cores // each <= at_once
    # As few cores as the memory allows.
    assert cores // max(1, each - 1) > at_once or each == 1


def test_a_laptop_of_8_gb_trains_two_at_once():
    assert share_cores(2, 2, 1225, 8000) == 1
