"""The hyperparameters of a training."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Hyperparameters:
    """The keys of the config's sections `model` and `training`, units as there."""

    network: str
    crop_size_px: int
    width: float
    initializer: str
    dropout: float
    batch_size: int
    num_epochs: int
    momentum: float
    learning_rate: float
    weight_decay: float
    schedule: str
    learning_rate_patience: int
    learning_rate_decay: float
    score_threshold: float
    learning_rate_warmup_epochs: int
    class_weights: str
    validation_patches: int
    precision: str
    devices: int
