"""The networks that the configuration may name; no TensorFlow."""

from asirra.models.alexnet import ALEXNET
from asirra.models.network import Network

NETWORKS: dict[str, Network] = {network.name: network for network in [ALEXNET]}
