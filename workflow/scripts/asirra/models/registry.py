"""The networks that the configuration may name; no TensorFlow."""

from asirra.models.alexnet import ALEXNET
from asirra.models.network import Network
from asirra.models.network_file import describe_network_file

NETWORKS: dict[str, Network] = {network.name: network for network in [ALEXNET]}


def find_network(name: str) -> Network:
    """Return the network of a name, or of the path of a file."""
    return NETWORKS[name] if name in NETWORKS else describe_network_file(name)
