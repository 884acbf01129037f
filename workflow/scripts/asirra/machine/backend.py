"""TensorFlow and Keras alone: every module that computes with them has them from here.

Importing either takes scikit-learn and matplotlib along where they are installed, for
wrappers and plots that no job uses: a third of the seconds before a training's first
step.
"""

import sys

_unused = [name for name in ("matplotlib", "sklearn") if name not in sys.modules]

# An import of a module that is None fails as if it were not installed.
sys.modules.update(dict.fromkeys(_unused))  # type: ignore[arg-type]
try:
    import keras
    import tensorflow as tf
finally:
    for _name in _unused:
        del sys.modules[_name]

__all__ = ["keras", "tf"]
