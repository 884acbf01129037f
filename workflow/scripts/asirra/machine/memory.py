"""The memory of this machine, whatever runs on it now."""

from pathlib import Path

import psutil

# Where Linux says what a container may use: control groups, version 2 and 1.
LIMITS = (
    Path("/sys/fs/cgroup/memory.max"),
    Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"),
)


def machine_memory_mb() -> int:
    """Return the memory of the machine, or of the container that this runs in."""
    # Where there is no limit, version 2 says "max" and version 1 a huge number.
    limits = [path.read_text().strip() for path in LIMITS if path.exists()]
    known = [int(limit) for limit in limits if limit.isdecimal()]
    return int(min([psutil.virtual_memory().total, *known]) / 1e6)
