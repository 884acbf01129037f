"""Killed at any step, a training goes on and ends with the same bits."""

import json
import os
import re
from dataclasses import dataclass, field

import numpy as np
import pytest

from asirra.search.halving import pause_after
from asirra.training.resume import (
    ResumePoint,
    identify,
    read_arrays,
    remove_resume_point,
)
from asirra.training.schedules import SCHEDULES, ScheduleKind
from tests.models.networks import BATCH_NORM, write_network
from tests.training import examples
from tests.training.examples import assert_same

STEPS_PER_EPOCH = 5
NUM_EPOCHS = 4


class Killed(Exception):
    """Stands for SIGKILL: nothing of the training is left but its file."""


class KillingPoint(ResumePoint):
    """Saves after each step, and kills the training at one of them."""

    kill_at: int
    step = 0

    def is_due(self, epoch_ended):
        self.step += 1
        return True

    def save(self, arrays):
        super().save(arrays)
        if self.step == self.kill_at:
            raise Killed


def run(split, resume_point=None, end_early=None, **changes):
    # Dropout, momentum, a falling rate and a best epoch that is not the last.
    changes = {"learning_rate_patience": 0, "learning_rate": 0.03} | changes
    changes = {"num_epochs": NUM_EPOCHS, "score_threshold": 0.2} | changes
    return examples.run(split, 3, resume_point, end_early, **changes)


@pytest.fixture(scope="module")
def whole():
    """The training that nothing interrupts, which several are compared with."""
    return run(examples.make_split(40))


def kill_at(split, path, step, **changes):
    killing = KillingPoint(path, "same", 0)
    killing.kill_at = step
    with pytest.raises(Killed):
        run(split, killing, **changes)


@pytest.mark.parametrize("step", [1, 4, 5, 6, 13])
def test_a_training_killed_after_any_step_ends_with_the_same_bits(
    split, whole, tmp_path, step, capsys
):
    path = tmp_path / "resume_point.npz"
    kill_at(split, path, step)
    capsys.readouterr()
    resumed = run(split, ResumePoint(path, "same", 5))
    output = capsys.readouterr().out
    assert f"going on after step {step}" in output
    assert_same(resumed, whole)
    # Its log has every epoch once and in order.
    assert re.findall(r"^epoch (\d+)/", output, re.MULTILINE) == list("1234")
    assert output.count("trained before") == step // STEPS_PER_EPOCH
    rates = {row["learning_rate"] for row in resumed.history}
    assert len(rates) > 1, "the schedule's state is part of what is tested"


def test_the_lines_of_earlier_epochs_are_those_of_then_but_for_the_time_left(
    split, tmp_path, capsys
):
    path = tmp_path / "resume_point.npz"
    kill_at(split, path, 3 * STEPS_PER_EPOCH)
    then = re.findall("^(epoch .*)  .* left$", capsys.readouterr().out, re.MULTILINE)
    run(split, ResumePoint(path, "same", 5))
    again = re.findall("^(.*)  trained before$", capsys.readouterr().out, re.MULTILINE)
    assert again == then
    assert len(again) == 3


def test_the_same_training_again_gives_the_same_bits(split, whole):
    assert_same(run(split), whole)


@dataclass
class Restless:
    """A schedule whose state is unlike the plateau's: it lowers the rate by scores."""

    learning_rate: float
    scores: list = field(default_factory=list)

    def end_epoch(self, score):
        self.scores.append(score)
        self.learning_rate /= 1 + len(self.scores) * np.mean(self.scores)

    def state(self):
        return {"scores": self.scores, "rate": self.learning_rate}

    def restore(self, state):
        self.scores, self.learning_rate = state["scores"], state["rate"]


@pytest.mark.parametrize("step", [STEPS_PER_EPOCH, 2 * STEPS_PER_EPOCH + 3])
def test_a_training_by_another_schedule_ends_with_the_same_bits(
    split, tmp_path, monkeypatch, step
):
    kind = ScheduleKind("restless", lambda h: Restless(h.learning_rate), ())
    monkeypatch.setitem(SCHEDULES, "restless", kind)
    path = tmp_path / "resume_point.npz"
    kill_at(split, path, step, schedule="restless")
    # What is saved is the schedule's own, and nothing tells which one it is.
    saved = json.loads(read_arrays(path)["text"].item())
    assert set(saved["schedule"]) == {"scores", "rate"}
    assert "restless" not in json.dumps(saved).lower()
    resumed = run(split, ResumePoint(path, "same", 5), schedule="restless")
    assert_same(resumed, run(split, schedule="restless"))
    rates = [row["learning_rate"] for row in resumed.history]
    assert len(set(rates)) == NUM_EPOCHS


def test_a_training_in_rungs_ends_with_the_same_bits(split, whole, tmp_path):
    state, path = tmp_path / "state.npz", tmp_path / "resume_point.npz"
    paused = run(split, ResumePoint(state, "same", 5), pause_after(1))
    assert (paused.status, len(paused.history)) == ("paused", 1)
    # Another rung has other code or hyperparameters of its own: any identity will do.
    last = run(split, ResumePoint(path, "other", 5, origin=state), pause_after(9))
    assert last.status == "complete"
    assert_same(last, whole)


def test_a_training_killed_while_it_is_paused_is_paused_again(split, tmp_path):
    path = tmp_path / "resume_point.npz"
    kill_at(split, path, 2 * STEPS_PER_EPOCH)
    again = run(split, ResumePoint(path, "same", 5), pause_after(2))
    assert (again.status, len(again.history)) == ("paused", 2)


def test_moving_averages_are_part_of_what_resumes(split, tmp_path):
    network = write_network(tmp_path, BATCH_NORM)
    whole = run(split, network=network)
    path = tmp_path / "resume_point.npz"
    kill_at(split, path, 13, network=network)
    assert_same(run(split, ResumePoint(path, "same", 5), network=network), whole)
    state = tmp_path / "state.npz"
    run(split, ResumePoint(state, "same", 5), pause_after(1), network=network)
    own = ResumePoint(tmp_path / "own.npz", "other", 5, origin=state)
    assert_same(run(split, own, network=network), whole)


def test_float16_resumes_with_its_loss_scale(split, tmp_path):
    path = tmp_path / "resume_point.npz"
    kill_at(split, path, 7, precision="float16")
    resumed = run(split, ResumePoint(path, "same", 5), precision="float16")
    assert_same(resumed, run(split, precision="float16"))


def test_killed_twice_and_killed_before_the_first_save(split, whole, tmp_path):
    path = tmp_path / "resume_point.npz"
    kill_at(split, path, 3)
    kill_at(split, path, 4)
    assert_same(run(split, ResumePoint(path, "same", 5)), whole)


def test_a_training_that_diverges_resumes_to_the_same_divergence(split, tmp_path):
    path = tmp_path / "resume_point.npz"
    changes = {"learning_rate": 1e3}
    uninterrupted = run(split, **changes)
    assert uninterrupted.status == "diverged"
    kill_at(split, path, 1, **changes)
    resumed = run(split, ResumePoint(path, "same", 5), **changes)
    assert_same(resumed, uninterrupted)


@pytest.mark.parametrize("damage", ["cut", "a bit", "empty", "other"])
def test_a_damaged_save_falls_back_to_the_one_before_and_says_so(
    split, whole, tmp_path, capsys, damage
):
    path = tmp_path / "resume_point.npz"
    kill_at(split, path, 7)
    content = path.read_bytes()
    flipped = bytearray(content)
    flipped[len(content) // 2] ^= 1
    path.write_bytes(
        {
            "cut": content[: len(content) // 2],
            "a bit": bytes(flipped),
            "empty": b"",
            "other": b"no archive at all",
        }[damage]
    )
    resumed = run(split, ResumePoint(path, "same", 5))
    output = capsys.readouterr().out
    assert "resume_point.npz is damaged" in output
    assert "going on after step 6" in output
    assert_same(resumed, whole)


def test_with_both_damaged_it_starts_again(split, whole, tmp_path, capsys):
    path = tmp_path / "resume_point.npz"
    kill_at(split, path, 7)
    for trace in tmp_path.iterdir():
        trace.write_bytes(b"damaged")
    resumed = run(split, ResumePoint(path, "same", 5))
    assert "going on" not in capsys.readouterr().out
    assert_same(resumed, whole)


def test_a_resume_point_of_another_training_is_not_used(split, whole, tmp_path, capsys):
    path = tmp_path / "resume_point.npz"
    kill_at(split, path, 7)
    resumed = run(split, ResumePoint(path, "another", 5))
    assert "of another training: not used" in capsys.readouterr().out
    assert_same(resumed, whole)


def test_a_save_that_is_killed_leaves_the_one_before(tmp_path, monkeypatch):
    point = ResumePoint(tmp_path / "resume_point.npz", "same", 5)
    point.save({"a": np.arange(3)})

    def killed(*arguments):
        raise Killed

    for name in ("fsync", "replace"):
        with monkeypatch.context() as patch, pytest.raises(Killed):
            patch.setattr(os, name, killed)
            point.save({"a": np.arange(4)})
        assert point.load()["a"].tolist() == [0, 1, 2]


def test_saves_are_due_by_time_or_by_epoch(tmp_path, monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("asirra.training.resume.time.monotonic", lambda: now[0])
    point = ResumePoint(tmp_path / "resume_point.npz", "same", 5, last_save=now[0])
    assert not point.is_due(epoch_ended=True)
    now[0] += 300
    assert point.is_due(epoch_ended=False)
    point.save_seconds = 15.0
    assert not point.is_due(epoch_ended=False), "a slow save may cost 3 %"
    now[0] += 300
    assert point.is_due(epoch_ended=False)
    every_epoch = ResumePoint(tmp_path / "resume_point.npz", "same", 0)
    assert every_epoch.is_due(epoch_ended=True)
    assert not every_epoch.is_due(epoch_ended=False)


def test_the_identity_tells_settings_and_contents_apart(tmp_path):
    path = tmp_path / "photos.csv"
    path.write_text("a")
    sums = [identify({"seed": 0}, [path]), identify({"seed": 1}, [path])]
    path.write_text("b")
    sums.append(identify({"seed": 0}, [path]))
    assert len(set(sums)) == 3
    path.write_text("a")
    assert identify({"seed": 0}, [path]) == sums[0]


def test_nothing_is_left_when_it_is_removed(tmp_path):
    path = tmp_path / "resume_point.npz"
    (tmp_path / "result.json").write_text("{}")
    (tmp_path / ".resume_point.partial.npz").write_text("killed while saving")
    point = ResumePoint(path, "same", 5)
    point.save({"a": np.arange(3)})
    point.save({"a": np.arange(3)})
    remove_resume_point(path)
    assert [p.name for p in tmp_path.iterdir()] == ["result.json"]
