import subprocess
import sys

import pytest

from asirra.models.registry import NETWORKS
from tests.conftest import ROOT

SCRIPTS = ROOT / "workflow" / "scripts"
CHECK = """
import sys
import asirra.models.registry
loaded = {name.partition(".")[0] for name in sys.modules}
assert not loaded & {"tensorflow", "keras"}, loaded
"""


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_is_known_by_the_name_of_its_module(name):
    # The rules leave out the modules of networks that are not trained, by these names.
    network = NETWORKS[name]
    assert network.name == name
    assert network.build.__module__ == f"asirra.models.{name}"
    assert (SCRIPTS / f"asirra/models/{name}.py").is_file()


@pytest.mark.parametrize("name", NETWORKS)
def test_a_larger_crop_width_or_number_of_classes_makes_a_larger_network(name):
    network = NETWORKS[name]
    crop = network.min_crop_size_px
    small = network.size(crop, 0.5, 2)
    for larger in (
        network.size(crop + 64, 0.5, 2),
        network.size(crop, 1.0, 2),
        network.size(crop, 0.5, 3),
    ):
        assert larger.parameters > small.parameters
        assert larger.activations > small.activations
        assert larger.multiply_adds > small.multiply_adds


def test_the_rules_read_it_without_tensorflow():
    subprocess.run([sys.executable, "-c", CHECK], cwd=SCRIPTS, check=True)
