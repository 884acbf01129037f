import numpy as np

from asirra.photos.mean_image import compute_mean_image


def test_the_mean_image_comes_from_the_given_photos_alone():
    array = np.zeros((3, 4, 4, 3), np.uint8)
    array[0], array[1], array[2] = 0, 100, 255
    mean = compute_mean_image(array, np.array([0, 1]))
    assert mean.shape == (4, 4, 3)
    assert mean.dtype == np.float32
    np.testing.assert_allclose(mean, 50 / 255, rtol=1e-6)


def test_the_order_of_the_photos_does_not_matter():
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (300, 2, 2, 3), np.uint8)
    rows = np.arange(300)
    mean = compute_mean_image(images, rows)
    assert mean.tobytes() == compute_mean_image(images, rows[::-1]).tobytes()
    np.testing.assert_allclose(mean, images.mean(axis=0) / 255, rtol=1e-6)
