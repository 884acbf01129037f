import pytest

from asirra.search.rounds import first_of_round, trials_before, trials_of_round


@pytest.mark.parametrize(
    ("trial", "trials_per_round", "first"),
    [(0, 1, 0), (7, 1, 7), (0, 4, 0), (3, 4, 0), (4, 4, 4), (11, 4, 8)],
)
def test_a_round_starts_at_a_multiple_of_its_size(trial, trials_per_round, first):
    assert first_of_round(trial, trials_per_round) == first


@pytest.mark.parametrize("trials_per_round", [1, 3, 4])
@pytest.mark.parametrize("trial", range(9))
def test_the_rounds_before_and_a_trials_own_meet(trial, trials_per_round):
    before = trials_before(trial, trials_per_round)
    own = trials_of_round(trial, trials_per_round)
    assert [*before, *own] == list(range(own.stop))
    assert trial in own
    assert len(own) == trials_per_round
    # All of a round know the same trials.
    assert {trials_before(other, trials_per_round) for other in own} == {before}


def test_nothing_comes_before_the_first_round():
    assert list(trials_before(2, 3)) == []
