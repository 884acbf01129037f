import psutil
import pytest

from asirra.machine import memory
from asirra.machine.memory import machine_memory_mb


@pytest.mark.parametrize(
    ("limit", "expected_mb"), [("max", None), (str(10**8), 100), (str(2**63), None)]
)
def test_a_containers_limit_counts_where_it_is_lower(
    limit, expected_mb, tmp_path, monkeypatch
):
    (tmp_path / "memory.max").write_text(f"{limit}\n")
    monkeypatch.setattr(
        memory, "LIMITS", (tmp_path / "memory.max", tmp_path / "no such file")
    )
    total_mb = int(psutil.virtual_memory().total / 1e6)
    assert machine_memory_mb() == (expected_mb or total_mb)
