"""A network of `keras.applications`, with a new last layer for the photos' classes.

Options:
    name: of the network, such as MobileNetV2, ResNet50V2 or EfficientNetB0.
    weights: path of a file of its weights without the last layer ("notop"), or null to
        start at random. Nothing is downloaded.

`model.width` and `model.initializer` are not used.
"""

import sys

import keras

# Most of the networks need 32 px; those that need more say so.
MIN_CROP_SIZE_PX = 32


def build(spec, dropout_layer):
    """Return the network: pixels in, logits out."""
    name, weights = spec.options["name"], spec.options.get("weights")
    if weights == "imagenet":
        raise ValueError(
            "options.weights: expected the path of a file, or null, got 'imagenet', "
            "which would be downloaded"
        )
    shape = (spec.crop_size_px, spec.crop_size_px, 3)
    make = getattr(keras.applications, name)
    pixels = keras.Input(shape, name="pixels")
    # Each network has pixels scaled in its own way.
    scaled = sys.modules[make.__module__].preprocess_input(pixels)
    features = make(
        include_top=False, weights=weights, input_shape=shape, pooling="avg"
    )(scaled)
    features = dropout_layer(spec.dropout)(features)
    logits = keras.layers.Dense(spec.num_classes, dtype="float32")(features)
    return keras.Model(pixels, logits, name=name.lower())
