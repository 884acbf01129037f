import pytest

from asirra.search.rounds import first_of_round, round_of, trials_of_round


@pytest.mark.parametrize(
    ("trial", "trials_per_round", "first", "number"),
    [
        (0, 1, 0, 0),
        (7, 1, 7, 7),
        (0, 4, 0, 0),
        (3, 4, 0, 0),
        (4, 4, 4, 1),
        (11, 4, 8, 2),
    ],
)
def test_a_round_starts_at_a_multiple_of_its_size(
    trial, trials_per_round, first, number
):
    assert first_of_round(trial, trials_per_round) == first
    assert round_of(trial, trials_per_round) == number


@pytest.mark.parametrize("trials_per_round", [1, 3, 4])
@pytest.mark.parametrize("trial", range(9))
def test_a_trial_is_among_the_trials_of_its_round(trial, trials_per_round):
    own = trials_of_round(trial, trials_per_round)
    assert trial in own
    assert len(own) == trials_per_round
    assert {round_of(other, trials_per_round) for other in own} == {
        round_of(trial, trials_per_round)
    }
