import pytest
import tensorflow as tf

from asirra.machine import devices as device


@pytest.mark.parametrize(
    ("flags", "expected"),
    [("avx2", "float32"), ("avx512_bf16", "bfloat16"), ("amx_bf16", "bfloat16")],
)
def test_the_fastest_precision_is_what_the_cpu_has(monkeypatch, flags, expected):
    monkeypatch.setattr(device, "_cpu_flags", lambda: {flags})
    assert device._fastest_cpu_precision() == expected


def test_a_job_computes_on_the_cores_that_snakemake_gives_it(monkeypatch):
    taken = {}
    for name in ("intra_op", "inter_op"):
        monkeypatch.setattr(
            tf.config.threading,
            f"set_{name}_parallelism_threads",
            lambda count, name=name: taken.update({name: count}),
        )
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    device.take_hardware()
    assert taken == {}
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    device.take_hardware()
    assert taken == {"intra_op": 3, "inter_op": 3}
