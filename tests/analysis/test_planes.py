import dataclasses

import numpy as np
import pytest

from asirra.analysis.planes import Posterior, read_posteriors, write_posteriors

LINE = {"learning_rate": np.array([1e-5, 1e-3, 0.1])}
PLANE = {**LINE, "initializer": ("alexnet", "he_normal")}
SIZES = {**LINE, "batch_size": (16, 32)}


def make_posterior(num_known, grid):
    shape = tuple(len(values) for values in grid.values())[::-1]
    rng = np.random.default_rng(num_known)
    fields = (rng.random(shape) for _ in range(3))
    return Posterior(num_known, num_known - 1, 0.01 * num_known, grid, *fields)


@pytest.mark.parametrize("grid", [LINE, PLANE, SIZES])
def test_what_was_written_is_read_to_the_last_bit(grid, tmp_path):
    posteriors = [make_posterior(number, grid) for number in (3, 5)]
    write_posteriors(tmp_path / "p.npz", posteriors, "expected improvement")
    again, name = read_posteriors(tmp_path / "p.npz")
    assert name == "expected improvement"
    assert [posterior.num_known for posterior in again] == [3, 5]
    assert [posterior.selected for posterior in again] == [2, 4]
    assert [posterior.noise for posterior in again] == [0.03, 0.05]
    for before, after in zip(posteriors, again, strict=True):
        assert list(after.grid) == list(grid)
        for values, read in zip(grid.values(), after.grid.values(), strict=True):
            assert type(read) is type(values)
            assert list(read) == list(values)
        for field in ("mean", "deviation", "acquisition"):
            np.testing.assert_array_equal(getattr(after, field), getattr(before, field))


def test_the_same_posteriors_have_the_same_bytes(tmp_path):
    posteriors = [make_posterior(3, PLANE)]
    for name in ("a.npz", "b.npz"):
        write_posteriors(tmp_path / name, posteriors, "gain")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_rounds_of_other_planes_are_refused(tmp_path):
    posterior = make_posterior(3, PLANE)
    other = dataclasses.replace(posterior, mean=np.zeros((1, 1)))
    with pytest.raises(ValueError, match="same shape"):
        write_posteriors(tmp_path / "p.npz", [posterior, other], "gain")
    assert not list(tmp_path.iterdir())
