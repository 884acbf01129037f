import numpy as np
import tensorflow as tf

from asirra.training.step import mirror


def test_the_chosen_crops_are_mirrored_and_the_others_left_alone():
    crops = np.random.default_rng(0).integers(0, 256, (4, 5, 7, 3), np.uint8)
    found = mirror(tf.constant(crops), tf.constant([True, False, False, True])).numpy()
    assert found.dtype == np.uint8
    for k in (0, 3):
        np.testing.assert_array_equal(found[k], np.fliplr(crops[k]))
    for k in (1, 2):
        np.testing.assert_array_equal(found[k], crops[k])
