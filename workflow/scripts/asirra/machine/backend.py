"""TensorFlow and Keras, from which every module that computes imports them.

By themselves, both import scikit-learn and matplotlib where these are installed, for
wrappers and plots that no job uses. That would take a third of the time before a
training's first step. To look for garbage while millions of objects are made that all
stay would take a sixth of the rest.
"""

import gc
import sys

_unused = [name for name in ("matplotlib", "sklearn") if name not in sys.modules]

# Where an entry is None, an import fails as if the module were not installed.
sys.modules.update(dict.fromkeys(_unused))  # type: ignore[arg-type]
gc.disable()
try:
    import keras
    import tensorflow as tf
finally:
    gc.enable()
    for _name in _unused:
        del sys.modules[_name]

__all__ = ["keras", "tf"]
