"""What may differ between two runs, and what may not."""

import json

import pytest

from tests.tools.compare_results import compare_results

RESULT = {"precision": "float32", "seconds": 1.5, "device": "AMD EPYC, 2 cores"}
SUMMARY = "Selected: trial 1\nTrained on {}\nTables: results/x/tables/\n"


def write(folder, result, device="AMD EPYC, 2 cores (float32)"):
    folder.mkdir()
    (folder / "result.json").write_text(json.dumps(result))
    (folder / "summary.txt").write_text(SUMMARY.format(device))
    return folder


@pytest.fixture
def before(tmp_path):
    return write(tmp_path / "before", RESULT)


def test_times_and_devices_may_differ(tmp_path, before):
    others = RESULT | {"seconds": 2.5, "device": "AMD EPYC 7B13, 2 cores"}
    after = write(tmp_path / "after", others, "AMD EPYC 7B13, 2 cores (float32)")
    found = compare_results(before, after)
    assert found["same"] == ["result.json", "summary.txt"]


def test_no_precision_and_no_other_line_may_differ(tmp_path, before):
    after = write(tmp_path / "after", RESULT | {"precision": "bfloat16"})
    (after / "summary.txt").write_text(SUMMARY.replace("trial 1", "trial 2"))
    found = compare_results(before, after)
    assert found["differ"] == ["result.json", "summary.txt"]
