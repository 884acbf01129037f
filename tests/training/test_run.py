"""A resume point is taken by the same training alone."""

import numpy as np
import pytest

from asirra.training import run as training_files
from asirra.training.run import train_files
from tests.training.test_loop import VALUES


class Asked(Exception):
    """Raised in place of a training, with what it would have gone on from."""


@pytest.fixture
def identify(tmp_path, monkeypatch):
    """Return a function: the identity of the resume point that a training takes."""

    def train(*arguments):
        raise Asked(arguments[5].identity)

    monkeypatch.setattr("asirra.training.loop.train", train)
    monkeypatch.setattr(training_files, "load_split", lambda *arguments: None)
    np.save(tmp_path / "mean_image.npy", np.zeros((2, 2, 3), np.float32))
    (tmp_path / "photos.csv").write_text("file,label\n")
    inputs = {
        "images": "images.npy",
        "photos": tmp_path / "photos.csv",
        "mean_image": tmp_path / "mean_image.npy",
        "code": [],
    }

    def identity(seed=0, ends_by=None):
        resume_path = tmp_path / "resume_point.npz"
        with pytest.raises(Asked) as asked:
            train_files(VALUES, inputs, seed, resume_path, 5, ends_by=ends_by)
        return str(asked.value)

    return identity


def test_what_ends_a_training_early_is_part_of_what_it_is(identify):
    three, ten = ({"pruning": {"warmup_epochs": epochs}} for epochs in (3, 10))
    assert identify(ends_by=three) == identify(ends_by=three)
    assert identify(ends_by=three) != identify(ends_by=ten) != identify()
    assert identify(seed=1) != identify()
