"""The kind of this machine's processor, and the number format it trains fastest in."""

import platform
from dataclasses import dataclass
from pathlib import Path

# Linux alone has it.
CPU_INFO = Path("/proc/cpuinfo")
# Without one of these, a CPU emulates bfloat16.
BFLOAT16_FLAGS = frozenset({"avx512_bf16", "amx_bf16"})


@dataclass(frozen=True)
class Processor:
    """A kind of processor.

    Attributes:
        vendor: as Linux names it, "AuthenticAMD" or "GenuineIntel"; "" where the system
            does not say, as on ARM and outside Linux.
        model: its name, for people to read.
        flags: what it can do, in Linux's words; none where the system does not say.
    """

    vendor: str
    model: str
    flags: frozenset[str]


def read_processor(cpu_info: Path = CPU_INFO) -> Processor:
    """Return the kind of this machine's processor.

    Args:
        cpu_info: what Linux says of each core; outside Linux it does not exist.
    """
    fields: dict[str, str] = {}
    for line in cpu_info.read_text().splitlines() if cpu_info.exists() else ():
        name, _, value = line.partition(":")
        # The first core counts.
        fields.setdefault(name.strip(), value.strip())
    return Processor(
        vendor=fields.get("vendor_id", ""),
        model=fields.get("model name") or platform.processor() or platform.machine(),
        flags=frozenset(fields.get("flags", fields.get("Features", "")).split()),
    )


def fastest_precision(processor: Processor) -> tuple[str, str]:
    """Return the faster of float32 and bfloat16, and why, for a log.

    It follows from the kind of the processor alone, as a measured speed would choose
    otherwise from one run to the next. Measured at 83 px, width 0.5 and batch 128
    (docs/performance.md): bfloat16 is 1.4 to 1.8 times as fast on AMD's Zen 4, and two
    to three times slower on an Intel Sapphire Rapids whose virtual machine shows
    avx512_bf16 but no amx_bf16. Not measured: amx_bf16, where bfloat16 should gain;
    AMD after Zen 4, taken to be like it; Intel's Cooper Lake, which has avx512_bf16
    alone, ARM and macOS, which stay with float32.
    """
    if "amx_bf16" in processor.flags:
        return "bfloat16", "this CPU shows amx_bf16"
    if "avx512_bf16" not in processor.flags:
        return "float32", "this CPU shows neither avx512_bf16 nor amx_bf16"
    if processor.vendor == "AuthenticAMD":
        return "bfloat16", "this CPU is AMD's and shows avx512_bf16"
    return "float32", "this CPU shows avx512_bf16, no amx_bf16, and is not AMD's"
