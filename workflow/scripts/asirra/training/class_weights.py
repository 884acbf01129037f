"""The weights of the classes in the loss."""

import numpy as np

from asirra.errors import InputError
from asirra.photos.packed import Split


def weigh_classes(weights: str, train: Split) -> np.ndarray | None:
    """Return the weight of each class's photos, (num_classes,) float32, or None.

    Args:
        weights: "none"; or "balanced": as much as all classes weighed the same if each
            had its share of the photos (King and Zeng 2001, "Logistic regression in
            rare events data", 4.1, as scikit-learn computes it). Their mean over the
            photos is 1.
        train: the training photos.

    Raises:
        InputError: when a class has no photo.
    """
    if weights == "none":
        return None
    from sklearn.utils.class_weight import compute_class_weight

    classes = np.arange(len(train.classes))
    absent = np.setdiff1d(classes, train.labels)
    if len(absent):
        raise InputError(
            "training.class_weights: expected training photos of each class, got none "
            f"of {train.classes[absent[0]]!r}; add some, or choose none"
        )
    weighed = compute_class_weight(weights, classes=classes, y=train.labels)
    return weighed.astype(np.float32)
