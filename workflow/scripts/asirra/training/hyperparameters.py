"""The hyperparameters of a training."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

# Where hyperparameters stand side by side, an option's name begins with this.
OPTION = "options."


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
    options: Mapping[str, Any] = field(default_factory=dict)


def flatten(section: Mapping[str, Any]) -> dict[str, Any]:
    """Return a section of the config with each option beside the other keys."""
    options = section.get("options", {}).items()
    others = {key: value for key, value in section.items() if key != "options"}
    return others | {f"{OPTION}{name}": value for name, value in options}


def gather(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of `Hyperparameters`: the inverse of `flatten`."""
    options = {key: values[key] for key in values if key.startswith(OPTION)}
    others = {key: value for key, value in values.items() if key not in options}
    names = {key.removeprefix(OPTION): value for key, value in options.items()}
    return others | {"options": names}
