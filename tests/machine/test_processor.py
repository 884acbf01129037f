"""What kind of processor Linux describes, and the number format chosen for it."""

import platform

import pytest

from asirra.machine.processor import Processor, fastest_precision, read_processor

X86 = """\
processor\t: 0
vendor_id\t: {vendor}
cpu family\t: 25
model\t\t: 17
model name\t: {model}
flags\t\t: fpu sse2 avx2 {flags}
bugs\t\t: spectre_v1
"""
AVX512 = "avx512f avx512_vnni"
GRAVITON3 = """\
processor\t: 0
BogoMIPS\t: 2100.00
Features\t: fp asimd evtstrm aes sve asimdfhm i8mm bf16 dgh rng
CPU implementer\t: 0x41
CPU part\t: 0xd40
"""


def x86(vendor, model, flags):
    """Return what Linux says of two cores of a kind, and an empty line after each."""
    core = X86.format(vendor=vendor, model=model, flags=flags)
    return f"{core}\n{core.replace(': 0', ': 1', 1)}\n"


def amd(model, flags):
    return x86("AuthenticAMD", model, flags)


def intel(model, flags):
    return x86("GenuineIntel", model, flags)


ZEN_4 = amd("AMD EPYC 9R14", f"{AVX512} avx512_bf16")


@pytest.mark.parametrize(
    ("text", "precision", "reason"),
    [
        (amd("AMD EPYC 7B13", ""), "float32", "neither avx512_bf16 nor amx_bf16"),
        (ZEN_4, "bfloat16", "AMD's and shows avx512_bf16"),
        (
            intel("Intel(R) Xeon(R) Platinum 8481C", f"{AVX512} avx512_bf16 amx_bf16"),
            "bfloat16",
            "shows amx_bf16",
        ),
        (
            intel("Intel(R) Xeon(R) Platinum 8488C", f"{AVX512} avx512_bf16"),
            "float32",
            "no amx_bf16",
        ),
        (
            intel("Intel(R) Xeon(R) Platinum 8375C", AVX512),
            "float32",
            "neither avx512_bf16 nor amx_bf16",
        ),
        # Cooper Lake.
        (
            intel("Intel(R) Xeon(R) Platinum 8380H", f"{AVX512} avx512_bf16"),
            "float32",
            "no amx_bf16",
        ),
        (GRAVITON3, "float32", "neither avx512_bf16 nor amx_bf16"),
        ("", "float32", "neither avx512_bf16 nor amx_bf16"),
    ],
)
def test_the_precision_follows_from_the_kind_of_processor(
    tmp_path, text, precision, reason
):
    path = tmp_path / "cpuinfo"
    path.write_text(text)
    chosen, why = fastest_precision(read_processor(path))
    assert chosen == precision
    assert why.endswith(reason) or f"{reason}," in why


def test_the_vendor_the_model_and_the_flags_are_read(tmp_path):
    path = tmp_path / "cpuinfo"
    path.write_text(ZEN_4)
    assert read_processor(path) == Processor(
        vendor="AuthenticAMD",
        model="AMD EPYC 9R14",
        flags=frozenset(f"fpu sse2 avx2 {AVX512} avx512_bf16".split()),
    )


def test_arm_names_no_vendor_and_its_flags_features(tmp_path, monkeypatch):
    monkeypatch.setattr(platform, "processor", lambda: "")
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    path = tmp_path / "cpuinfo"
    path.write_text(GRAVITON3)
    processor = read_processor(path)
    assert (processor.vendor, processor.model) == ("", "aarch64")
    assert {"bf16", "sve"} <= processor.flags


def test_where_there_is_no_file_python_names_the_processor(tmp_path, monkeypatch):
    monkeypatch.setattr(platform, "processor", lambda: "arm")
    processor = read_processor(tmp_path / "cpuinfo")
    assert processor == Processor("", "arm", frozenset())
