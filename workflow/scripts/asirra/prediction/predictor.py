"""Class probabilities of photos: the mean of the softmax over patches."""

from collections.abc import Callable

import numpy as np

from asirra.machine.backend import keras, tf
from asirra.prediction.patches import patch_offsets

# Patches that go through the network at once.
PATCHES_AT_ONCE = 160


def make_predictor(
    model: keras.Model, image_size_px: int, num_patches: int
) -> Callable[[np.ndarray, np.ndarray], np.ndarray]:
    """Return a function that predicts photos with the model's present weights.

    The function takes images, (num_photos, image_size, image_size, 3) uint8, which may
    be memory-mapped, and the rows to predict, (num_rows,) int64. It returns the class
    probabilities, (num_rows, num_classes) float32.

    Args:
        model: pixels in, logits out, as `build_alexnet` returns it.
        image_size_px: edge of the photos.
        num_patches: 10, or 1 for the centre alone.
    """
    crop = model.input_shape[1]
    patches = patch_offsets(image_size_px, crop)[:num_patches]
    num_photos = max(1, PATCHES_AT_ONCE // num_patches)

    # Without XLA: TensorFlow's own kernels are as fast for a forward pass on a CPU, and
    # a job starts sooner.
    @tf.function
    def probabilities(photos: tf.Tensor) -> tf.Tensor:
        crops = [
            tf.reverse(photos[:, top : top + crop, left : left + crop], [2])
            if mirrored
            else photos[:, top : top + crop, left : left + crop]
            for top, left, mirrored in patches
        ]
        softmax = tf.nn.softmax(model(tf.concat(crops, axis=0), training=False))
        return tf.reduce_mean(
            tf.reshape(softmax, (num_patches, num_photos, -1)), axis=0
        )

    def predict(images: np.ndarray, rows: np.ndarray) -> np.ndarray:
        results = []
        # The last call is filled up, so that all have one shape and are traced once.
        for start in range(0, len(rows), num_photos):
            chosen = np.resize(rows[start : start + num_photos], num_photos)
            results.append(probabilities(tf.constant(images[chosen])).numpy())
        return np.concatenate(results)[: len(rows)]

    return predict
