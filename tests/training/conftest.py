import keras
import pytest

from tests.splits import make_split


@pytest.fixture
def split():
    return make_split(40)


@pytest.fixture(autouse=True)
def single_precision():
    """Undo what a training in another precision set for the whole process."""
    yield
    keras.mixed_precision.set_dtype_policy("float32")
