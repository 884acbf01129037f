import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asirra.errors import InputError
from asirra.training.batches import count_steps, training_batch
from tests.splits import make_split

NUMBERED = make_split(24, image_size=9)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**31 - 1), steps=st.lists(st.integers(0, 50), min_size=2))
def test_a_batch_is_a_pure_function_of_seed_and_step(seed, steps):
    first = {step: training_batch(NUMBERED, 7, 8, seed, step) for step in steps}
    for step in reversed(steps):
        batch = training_batch(NUMBERED, 7, 8, seed, step)
        for part, before in zip(batch, first[step], strict=True):
            np.testing.assert_array_equal(part, before)


def test_an_epoch_shows_every_photo_once_and_the_next_in_another_order():
    split = make_split(24, image_size=7)
    for row in range(24):
        split.images[row] = row
    epochs = [
        [training_batch(split, 7, 8, 5, step)[0][:, 0, 0, 0] for step in steps]
        for steps in (range(3), range(3, 6))
    ]
    orders = [np.concatenate(epoch).tolist() for epoch in epochs]
    assert sorted(orders[0]) == sorted(orders[1]) == list(range(24))
    assert orders[0] != orders[1]


def test_crops_are_windows_of_their_photo_and_half_of_them_to_be_mirrored():
    crops, mirrored, labels = training_batch(NUMBERED, 7, 24, 1, 0)
    places = set()
    for crop, label in zip(crops, labels, strict=True):
        found = [
            (row, top, left)
            for row in range(24)
            for top in range(3)
            for left in range(3)
            if np.array_equal(
                crop, NUMBERED.images[row, top : top + 7, left : left + 7]
            )
        ]
        assert len(found) == 1
        row, top, left = found[0]
        assert label == NUMBERED.labels[row]
        places.add((top, left))
    assert len(places) > 4
    assert mirrored.dtype == bool
    assert 4 < mirrored.sum() < 20


def test_fewer_photos_than_a_batch_is_an_error():
    with pytest.raises(InputError, match=r"training\.batch_size.*24, got 25"):
        count_steps(NUMBERED, 25)
