import subprocess
import sys

import pytest

from asirra.machine import outdated
from asirra.machine.outdated import Question


@pytest.fixture
def asked(monkeypatch):
    """Return a function that asks a program, in place of Snakemake, for an answer."""
    started = []
    popen = subprocess.Popen

    def ask(program, arguments=("predict", "--config", "predict=photos")):
        def start(command, **options):
            started.append(command)
            return popen([sys.executable, "-c", program], **options)

        monkeypatch.setattr(outdated.subprocess, "Popen", start)
        return Question("model.keras", arguments).answer(), started[-1]

    return ask


def test_the_model_is_asked_for_with_the_same_configuration(asked):
    answer, command = asked("print('Nothing to be done (all are present).')")
    assert answer == ""
    assert command[3:] == ["--dry-run", "model.keras", "--config", "predict=photos"]


def test_a_plan_means_that_it_is_out_of_date(asked):
    answer, _ = asked("print('train_final')")
    assert "model.keras was used as it is, but it is out of date" in answer
    assert "snakemake --cores all" in answer


def test_what_cannot_be_told_is_said(asked, monkeypatch):
    answer, _ = asked("print('more'); exit('Error: no source')")
    assert answer.endswith("cannot be told (Error: no source)")
    monkeypatch.setattr(outdated, "PATIENCE_SECONDS", 0.2)
    answer, _ = asked("import time; time.sleep(60)")
    assert answer.endswith("cannot be told (no answer after 0.2 more seconds)")
