"""TensorBoard shows the search: a running server, seen in a browser."""

import socket
import subprocess
import sys
import time

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.conftest import copy_finished
from tests.tools.browser import needs_browser, open_browser

pytestmark = needs_browser


@pytest.fixture(scope="module")
def server(finished, tmp_path_factory):
    """The address of a TensorBoard that reads a finished run's results."""
    project = copy_finished(finished, tmp_path_factory.mktemp("tensorboard"))
    project.options += ("--config", 'training={"tensorboard": true}')
    run = project.snakemake()
    assert run.returncode == 0, run.stderr
    assert "Train" not in run.stdout + run.stderr
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "tensorboard.main", "--logdir", "results/tiny"]
    process = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)],
        cwd=project.folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


def test_the_hparams_tab_shows_the_trials(server):
    expected = (
        *("learning_rate", "weight_decay", "validation_accuracy"),
        *("bayesian 000", "bayesian 001", "session groups: 2"),
    )

    def read(browser):
        # Before the server is up this raises; before it has read, words are missing.
        browser.get(f"{server}/#hparams")
        time.sleep(5)
        text = browser.find_element(By.TAG_NAME, "body").text
        return all(word in text for word in expected)

    with open_browser() as browser:
        patient = {"timeout": 60, "ignored_exceptions": [WebDriverException]}
        assert WebDriverWait(browser, **patient).until(read)
