import pytest

from asirra import device


@pytest.mark.parametrize(
    ("flags", "num_photos", "expected"),
    [
        # asirra_cpu: 15 epochs of 5,376 photos; the default experiment: 5 of 640.
        ("avx2", 80_640, True),
        ("avx2", 3_200, False),
        ("avx2 avx512f", 80_640, False),
    ],
)
def test_long_trainings_are_compiled_where_it_helps(
    monkeypatch, flags, num_photos, expected
):
    monkeypatch.setattr(device, "_cpu_flags", lambda: set(flags.split()))
    assert device.trains_faster_by_xla(num_photos, 83, 0.5) == expected


@pytest.mark.parametrize(
    ("flags", "expected"),
    [("avx2", "float32"), ("avx512_bf16", "bfloat16"), ("amx_bf16", "bfloat16")],
)
def test_the_fastest_precision_is_what_the_cpu_has(monkeypatch, flags, expected):
    monkeypatch.setattr(device, "_cpu_flags", lambda: {flags})
    assert device._fastest_cpu_precision() == expected
