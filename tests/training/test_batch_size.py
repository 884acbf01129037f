import pytest

from asirra.errors import InputError
from asirra.training.batch_size import check_batch_size, check_shares


def test_the_training_photos_must_fill_a_batch():
    check_batch_size(2, 2)
    with pytest.raises(InputError, match="number of training photos, 2, got 3"):
        check_batch_size(2, 3)


def test_devices_must_share_a_batch_equally():
    check_shares(6, 3)
    with pytest.raises(InputError, match="multiple of training.devices, 2, got 3"):
        check_shares(3, 2)


def test_the_key_of_a_batch_that_is_searched_is_named():
    key = "search.space.batch_size.values"
    with pytest.raises(InputError, match=f"^{key}: expected a multiple"):
        check_shares(3, 2, key)
