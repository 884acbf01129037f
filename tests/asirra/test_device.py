import pytest

from asirra import device


@pytest.mark.parametrize(
    ("flags", "expected"),
    [("avx2", "float32"), ("avx512_bf16", "bfloat16"), ("amx_bf16", "bfloat16")],
)
def test_the_fastest_precision_is_what_the_cpu_has(monkeypatch, flags, expected):
    monkeypatch.setattr(device, "_cpu_flags", lambda: {flags})
    assert device._fastest_cpu_precision() == expected
