import subprocess
import sys

from tests.conftest import ROOT

CHECK = """
import sys
import asirra.training.loop
loaded = {name.partition(".")[0] for name in sys.modules}
assert {"keras", "tensorflow"} <= loaded
assert not loaded & {"matplotlib", "sklearn"}, loaded
import matplotlib, sklearn
"""


def test_a_training_loads_neither_scikit_learn_nor_matplotlib_but_may():
    folder = ROOT / "workflow" / "scripts"
    subprocess.run([sys.executable, "-c", CHECK], cwd=folder, check=True)
