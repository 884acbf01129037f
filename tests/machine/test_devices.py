import os

import keras
import pytest
import tensorflow as tf

from asirra.errors import InputError
from asirra.machine import devices
from asirra.machine.processor import Processor


@pytest.fixture(autouse=True)
def single_precision():
    yield
    keras.mixed_precision.set_dtype_policy("float32")


@pytest.fixture
def gpus(monkeypatch):
    """Three GPUs, as TensorFlow names them, and what is asked of it."""
    asked = {}
    found = [f"GPU:{index}" for index in range(3)]
    monkeypatch.setattr(tf.config, "list_physical_devices", lambda kind: found)
    monkeypatch.setattr(
        tf.config,
        "set_visible_devices",
        lambda taken, kind: asked.update({kind: taken}),
    )
    for name in ("enable_op_determinism", "set_memory_growth"):
        monkeypatch.setattr(
            tf.config.experimental,
            name,
            lambda *arguments, name=name: asked.setdefault(name, []).append(arguments),
        )
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    return asked


def processor(*flags, vendor="AuthenticAMD"):
    return Processor(vendor, "EPYC", frozenset(flags))


@pytest.mark.parametrize(
    ("flags", "expected"), [("avx2", "float32"), ("avx512_bf16", "bfloat16")]
)
def test_auto_is_the_fastest_precision_of_the_cpu(monkeypatch, flags, expected):
    monkeypatch.setattr(devices, "read_processor", lambda: processor(flags))
    device = devices.configure_device("auto")
    assert device.precision == expected
    assert "avx512_bf16" in device.reason
    policy = keras.mixed_precision.dtype_policy()
    assert policy.compute_dtype == expected
    assert policy.variable_dtype == "float32"


def test_a_precision_that_is_set_is_taken_and_the_reason_is_the_key(monkeypatch):
    monkeypatch.setattr(devices, "read_processor", lambda: processor("avx512_bf16"))
    device = devices.configure_device("float32")
    assert device.precision == "float32"
    assert device.reason == "training.precision says so"


@pytest.mark.parametrize(("cores", "name"), [("1", "EPYC, 1 core"), ("3", "EPYC, 3 c")])
def test_a_cpu_is_named_with_the_cores_of_the_job(monkeypatch, cores, name):
    monkeypatch.setattr(devices, "read_processor", processor)
    monkeypatch.setenv("OMP_NUM_THREADS", cores)
    assert devices._name_cpu().startswith(name)
    monkeypatch.delenv("OMP_NUM_THREADS")
    monkeypatch.setattr(os, "cpu_count", lambda: 64)
    assert devices._name_cpu() == "EPYC, 64 cores"


def test_gpus_are_named_and_counted(gpus, monkeypatch):
    names = {"GPU:0": "NVIDIA A100", "GPU:1": "NVIDIA T4", "GPU:2": "NVIDIA A100"}
    monkeypatch.setattr(
        tf.config.experimental,
        "get_device_details",
        lambda gpu: {"device_name": names[gpu], "compute_capability": (8, 0)},
    )
    monkeypatch.setattr(devices, "take_gpus", lambda names, wanted: range(wanted))
    device = devices.configure_device("auto", 3)
    assert device.name == "2 × NVIDIA A100 + 1 × NVIDIA T4"
    assert device.precision == "bfloat16"
    assert device.reason == "this GPU's compute capability is 8.0"


def test_gpus_that_tensorflow_does_not_see_are_a_line(monkeypatch):
    monkeypatch.setattr(devices, "visible_gpus", lambda environment: ["0", "1"])
    line = devices.describe_unseen_gpus()
    assert line.startswith("TensorFlow sees none of the NVIDIA GPUs here (0, 1), so")
    assert f"pip install 'tensorflow[and-cuda]=={tf.__version__}'" in line
    assert "CUDA_VISIBLE_DEVICES" in line
    assert "\n" not in line


def test_gpus_that_are_seen_or_not_there_are_no_line(gpus, monkeypatch):
    monkeypatch.setattr(devices, "visible_gpus", lambda environment: ["0", "1"])
    assert devices.describe_unseen_gpus() == ""
    monkeypatch.setattr(tf.config, "list_physical_devices", lambda kind: [])
    monkeypatch.setattr(devices, "visible_gpus", lambda environment: [])
    assert devices.describe_unseen_gpus() == ""


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({}, "float32"),
        ({"compute_capability": (6, 1)}, "float32"),
        ({"compute_capability": (7, 0)}, "float16"),
        ({"compute_capability": (8, 0)}, "bfloat16"),
    ],
)
def test_the_fastest_precision_is_what_the_gpu_has(monkeypatch, details, expected):
    monkeypatch.setattr(
        tf.config.experimental, "get_device_details", lambda gpu: details
    )
    assert devices._fastest_gpu_precision("GPU:0")[0] == expected


def test_a_job_computes_on_the_cores_that_snakemake_gives_it(monkeypatch):
    taken = {}
    for name in ("intra_op", "inter_op"):
        monkeypatch.setattr(
            tf.config.threading,
            f"set_{name}_parallelism_threads",
            lambda count, name=name: taken.update({name: count}),
        )
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    devices.take_devices()
    assert taken == {}
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    devices.take_devices()
    assert taken == {"intra_op": 3, "inter_op": 3}


def test_a_job_takes_the_gpus_that_no_other_has_and_is_deterministic(gpus, monkeypatch):
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "4,5,6")
    monkeypatch.setattr(
        devices, "take_gpus", lambda names, wanted: [names.index("5"), 2][:wanted]
    )
    assert devices.take_devices(2) == ["GPU:1", "GPU:2"] == gpus["GPU"]
    assert gpus["set_memory_growth"] == [("GPU:1", True), ("GPU:2", True)]
    assert gpus["enable_op_determinism"] == [()]


def test_more_devices_than_gpus_is_an_error_that_names_the_key(gpus):
    with pytest.raises(InputError, match="training.devices: expected at most 3.*got 4"):
        devices.take_devices(4)
    assert gpus == {}
