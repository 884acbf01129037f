import shlex
import subprocess

import pytest

from asirra.machine.interpreter import as_shell_word


def test_a_plain_path_stays():
    assert as_shell_word("/usr/bin/python3.11") == "/usr/bin/python3.11"


def test_a_path_in_this_folder_needs_no_quotes(tmp_path, monkeypatch):
    folder = tmp_path / "it's $HOME"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert as_shell_word(f"{folder}/.venv/bin/python") == ".venv/bin/python"


@pytest.mark.parametrize("name", ["a b", "it's", 'say "hi"', "$HOME", "a#b", "a;b"])
def test_any_other_path_is_one_word(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    program = tmp_path / name / "program"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho found\n")
    program.chmod(0o755)
    word = as_shell_word(str(program))
    assert len(shlex.split(word)) == 1
    output = subprocess.run(word, shell=True, capture_output=True, text=True).stdout
    assert output == "found\n"
