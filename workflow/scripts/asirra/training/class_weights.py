"""The weights of the classes in the loss."""

import numpy as np

from asirra.photos.packed import Split


def weigh_classes(weights: str, train: Split) -> np.ndarray | None:
    """Return the weight of each class's photos, (num_classes,) float32, or None.

    Args:
        weights: "none"; or "balanced": as much as all classes weighed the same if each
            had its share of the photos (King and Zeng 2001, "Logistic regression in
            rare events data", 4.1, as scikit-learn computes it). Their mean over the
            photos is 1.
        train: the training photos, some of each class.
    """
    if weights == "none":
        return None
    from sklearn.utils.class_weight import compute_class_weight

    classes = np.arange(len(train.classes))
    weighed = compute_class_weight(weights, classes=classes, y=train.labels)
    return weighed.astype(np.float32)
