"""AlexNet (Krizhevsky et al. 2012), one tower, no response normalisation."""

from asirra.errors import InputError
from asirra.machine.backend import keras

layers = keras.layers

# With a smaller crop nothing is left for the third pooling.
MIN_CROP_SIZE_PX = 67


def build_alexnet(
    crop_size_px: int,
    num_classes: int,
    channel_mean: list[float],
    width: float,
    initializer: str,
    dropout: float,
    seed: int,
    dropout_layer: type[layers.Layer] = layers.Dropout,
) -> keras.Model:
    """Return the network: pixels in, logits out.

    Input shape: (batch, crop, crop, 3), uint8 or float in [0, 255]; the network scales
    it to [0, 1] and subtracts the mean itself.
    Output shape: (batch, num_classes) float32 logits; their softmax is the prediction.

    Args:
        crop_size_px: edge of the input.
        num_classes: units of the last layer.
        channel_mean: mean of the training photos per channel, (3,), in [0, 1].
        width: factor on every layer's channels and units; 1 is the published network.
        initializer: "alexnet": N(0, 0.01²), fc6 and fc7 N(0, 0.005²), biases 0 in
            conv1, conv3 and fc8, 0.1 elsewhere (the published experiment's, after
            Krizhevsky et al. 2012, 5); "he_normal": He et al. 2015, 2.2, biases 0.
        dropout: share of the units of fc6 and fc7 that are dropped in training.
        seed: of the weights and of the dropout.
        dropout_layer: Keras's own, or `MirroredDropout` on several devices.

    Raises:
        InputError: when the crop is too small for the network.
    """
    if crop_size_px < MIN_CROP_SIZE_PX:
        raise InputError(
            f"model.crop_size_px: expected {MIN_CROP_SIZE_PX} or more, which AlexNet's "
            f"three poolings need, got {crop_size_px}"
        )
    seeds = iter(range(seed, seed + 10))

    def weights(deviation: float, bias: float) -> dict:
        if initializer == "he_normal":
            kernel, bias = keras.initializers.HeNormal(next(seeds)), 0.0
        else:
            kernel = keras.initializers.RandomNormal(0.0, deviation, next(seeds))
        constant = keras.initializers.Constant(bias)
        return {"kernel_initializer": kernel, "bias_initializer": constant}

    def conv(
        name: str, channels: int, size: int, bias: float, **options
    ) -> layers.Layer:
        options = {"padding": "same", "activation": "relu", "name": name} | options
        return layers.Conv2D(scaled(channels), size, **options, **weights(0.01, bias))

    def dense(name: str) -> layers.Layer:
        units = scaled(4096)
        return layers.Dense(units, activation="relu", name=name, **weights(0.005, 0.1))

    def scaled(count: int) -> int:
        return max(1, round(count * width))

    return keras.Sequential(
        [
            keras.Input((crop_size_px, crop_size_px, 3), name="pixels"),
            layers.Rescaling(1 / 255, [-mean for mean in channel_mean], name="rescale"),
            conv("conv1", 96, 11, 0.0, strides=4, padding="valid"),
            layers.MaxPooling2D(3, 2, name="pool1"),
            conv("conv2", 256, 5, 0.1),
            layers.MaxPooling2D(3, 2, name="pool2"),
            conv("conv3", 384, 3, 0.0),
            conv("conv4", 384, 3, 0.1),
            conv("conv5", 256, 3, 0.1),
            layers.MaxPooling2D(3, 2, name="pool5"),
            layers.Flatten(name="flatten"),
            dense("fc6"),
            dropout_layer(dropout, seed=next(seeds), name="dropout6"),
            dense("fc7"),
            dropout_layer(dropout, seed=next(seeds), name="dropout7"),
            layers.Dense(
                num_classes, name="fc8", dtype="float32", **weights(0.01, 0.0)
            ),
        ],
        name="alexnet",
    )
