"""A ResNet for small photos, such as 64 to 96 px, trained from scratch.

Its blocks are those of ResNet-18 (He et al. 2016), with group normalisation (Wu and He
2018): unlike batch normalisation, it computes the same in training and prediction, for
any batch and on any number of devices. `model.width: 1` has ResNet-18's channels, and
0.25 a quarter of them. Option `depth`: blocks of each of the four stages (2 in
ResNet-18).
"""

import keras
from keras import layers

MIN_CROP_SIZE_PX = 16

CHANNELS = (64, 128, 256, 512)
NUM_GROUPS = 8


def build(spec, dropout_layer):
    """Return the network: pixels in, logits out."""
    pixels = keras.Input((spec.crop_size_px, spec.crop_size_px, 3), name="pixels")
    centre = [-mean for mean in spec.channel_mean]
    channels = [
        NUM_GROUPS * max(1, round(count * spec.width / NUM_GROUPS))
        for count in CHANNELS
    ]
    x = layers.Rescaling(1 / 255, centre)(pixels)
    x = layers.ReLU()(normalise(convolve(x, channels[0], 3, stride=2)))
    for stage, count in enumerate(channels):
        for block in range(spec.options.get("depth", 1)):
            x = add_block(x, count, stride=2 if stage > 0 and block == 0 else 1)
    x = layers.GlobalAveragePooling2D()(x)
    x = dropout_layer(spec.dropout)(x)
    logits = layers.Dense(spec.num_classes, dtype="float32")(x)
    return keras.Model(pixels, logits, name="small_resnet")


def add_block(x, channels, stride):
    """Return a residual block's output; its stride divides height and width."""
    y = layers.ReLU()(normalise(convolve(x, channels, 3, stride)))
    # At first the block does nothing (Goyal et al. 2017), which helps deep networks.
    y = normalise(convolve(y, channels, 3), scale="zeros")
    if stride > 1 or x.shape[-1] != channels:
        x = normalise(convolve(x, channels, 1, stride))
    return layers.ReLU()(layers.Add()([x, y]))


def convolve(x, channels, kernel_px, stride=1):
    """Return a convolution without bias: the normalisation after it has one."""
    return layers.Conv2D(
        channels,
        kernel_px,
        strides=stride,
        padding="same",
        use_bias=False,
        kernel_initializer="he_normal",
    )(x)


def normalise(x, scale="ones"):
    """Return the groups of channels, each with mean 0 and deviation 1 per photo."""
    return layers.GroupNormalization(NUM_GROUPS, gamma_initializer=scale)(x)
