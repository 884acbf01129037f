import numpy as np
import pytest

from asirra.errors import InputError
from asirra.machine.backend import keras, tf
from asirra.models.network import CannotBuild
from asirra.training.causes import (
    MAX_CHARACTERS,
    CannotTrain,
    describe_error,
    telling_causes,
)


def raised(error):
    with pytest.raises(CannotTrain) as told, telling_causes():
        raise error
    return told.value


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        tf.errors.ResourceExhaustedError(None, None, "OOM when allocating tensor"),
        tf.errors.InternalError(None, None, "CUDA_ERROR_OUT_OF_MEMORY: out of memory"),
        tf.errors.UnknownError(None, None, "Failed to allocate scratch space"),
    ],
)
def test_memory_that_is_short_may_be_there_another_time(error):
    told = raised(error)
    assert (told.is_memory, told.is_certain) == (True, False)
    assert str(told).startswith(type(error).__name__)


@pytest.mark.parametrize(
    ("error", "is_certain"),
    [
        (ValueError("Negative dimension size"), True),
        (tf.errors.InvalidArgumentError(None, None, "shapes"), True),
        (tf.errors.InternalError(None, None, "Blas GEMM launch failed"), False),
    ],
)
def test_what_does_not_fit_together_never_will(error, is_certain):
    told = raised(error)
    assert (told.is_memory, told.is_certain) == (False, is_certain)


def test_a_network_that_keras_cannot_build_is_such_a_cause():
    with pytest.raises(CannotTrain) as told, telling_causes():
        keras.layers.Conv2D(4, 9)(keras.Input((5, 5, 3)))
    assert told.value.is_certain
    assert str(told.value).startswith("ValueError: ")


def test_an_array_that_is_too_large_is_short_of_memory():
    with pytest.raises(CannotTrain) as told, telling_causes():
        np.empty(2**55, np.uint8)
    assert told.value.is_memory


def test_a_network_file_that_cannot_build_keeps_its_line():
    told = raised(CannotBuild("model.network: a.py: expected a network"))
    assert (str(told), told.is_certain) == (
        "model.network: a.py: expected a network",
        True,
    )


@pytest.mark.parametrize(
    "error", [InputError("wrong"), OSError(28, "full"), KeyError("x"), TypeError("y")]
)
def test_no_hyperparameter_causes_another_error(error):
    with pytest.raises(type(error)), telling_causes():
        raise error


def test_a_reason_is_one_short_line():
    assert describe_error(MemoryError()) == "MemoryError"
    assert describe_error(ValueError("a\n\n  b")) == "ValueError: a b"
    assert len(describe_error(ValueError("word " * 500))) == MAX_CHARACTERS


def test_a_reason_has_none_of_tensorflows_own_names():
    said = (
        "{{function_node __wrapped__Mul_device_/job:localhost/device:CPU:0}} OOM when "
        "allocating on /job:localhost/replica:0/task:0/device:GPU:0 by allocator x "
        "[Op:Mul] name: "
    )
    error = tf.errors.ResourceExhaustedError(None, None, said)
    assert describe_error(error) == (
        "ResourceExhaustedError: OOM when allocating on GPU:0 by allocator x"
    )
