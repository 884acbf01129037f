import subprocess
import sys

from tests.conftest import ROOT


def run_job(body, log):
    program = (
        "import os\nfrom asirra.errors import InputError\n"
        "from asirra.job import logged\n"
        f"with logged({str(log)!r}) as say:\n    {body}\n"
    )
    environment = {"PYTHONPATH": str(ROOT / "workflow/scripts")}
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=environment
    )


def test_all_output_goes_to_the_log_even_past_python(tmp_path):
    log = tmp_path / "job.log"
    job = run_job("print('python'); os.system('echo child; echo error >&2')", log)
    assert (job.returncode, job.stdout, job.stderr) == (0, "", "")
    assert sorted(log.read_text().split()) == ["child", "error", "python"]


def test_bad_input_is_one_line_without_a_traceback(tmp_path):
    log = tmp_path / "job.log"
    job = run_job("raise InputError('data.source: expected photos, got none')", log)
    assert job.returncode == 1
    assert job.stderr == "Error: data.source: expected photos, got none\n"
    assert "Traceback" not in log.read_text()


def test_another_error_is_one_line_that_names_the_log_which_has_the_traceback(tmp_path):
    log = tmp_path / "job.log"
    job = run_job("1 / 0", log)
    assert job.returncode == 1
    assert job.stderr == f"Error: ZeroDivisionError: division by zero (see {log})\n"
    assert "Traceback" in log.read_text()


def test_say_reaches_the_terminal_and_the_log(tmp_path):
    log = tmp_path / "job.log"
    job = run_job("say('found')", log)
    assert (job.stderr, log.read_text()) == ("found\n", "found\n")
