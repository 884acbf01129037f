import pytest

from asirra.errors import InputError
from asirra.search.space import Choice, Interval, largest_value
from asirra.training.batch_size import check_batch_size, check_shares


def test_the_training_photos_must_fill_a_batch():
    check_batch_size(2, 2)
    with pytest.raises(InputError, match="number of training photos, 2, got 3"):
        check_batch_size(2, 3)


def test_devices_must_share_a_batch_equally():
    check_shares(6, 3)
    with pytest.raises(InputError, match="multiple of training.devices, 2, got 3"):
        check_shares(3, 2)


def test_the_largest_batch_may_be_one_that_the_search_tries():
    config = {"model": {}, "training": {"batch_size": 64}}
    choice = Choice("batch_size", (32, 256, 128))
    assert largest_value("batch_size", config, [choice]) == 256
    interval = Interval("batch_size", 8, 32, "log", True)
    assert largest_value("batch_size", config, [interval]) == 64
    assert largest_value("batch_size", config, []) == 64
