from dataclasses import replace

import pytest

from asirra.models.alexnet import measure_alexnet
from asirra.training.demand import Demand, count_photos

SMALL = Demand(measure_alexnet(83, 0.5, 2), 128, 100, 1)
LARGE = replace(SMALL, size=measure_alexnet(227, 1.0, 2))


def test_more_of_anything_asks_for_more():
    assert SMALL.memory_mb() < LARGE.memory_mb()
    assert LARGE.memory_mb() < replace(LARGE, batch_size=256).memory_mb()
    assert SMALL.minutes(1000) < LARGE.minutes(1000)
    assert LARGE.minutes(1000) < LARGE.minutes(3000)
    assert LARGE.minutes(1000) < replace(LARGE, num_epochs=300).minutes(1000)
    assert LARGE.minutes(1000) < replace(LARGE, num_patches=10).minutes(1000)


def test_the_published_training_asks_for_hours_on_a_slow_gpu():
    # 6.6 GFLOP to train on a photo; 10 forward passes of 2.2 to validate one.
    published = replace(LARGE, batch_size=256, num_epochs=200, num_patches=10)
    assert published.minutes(12_500) == pytest.approx(10 + 917, rel=0.05)
    assert 6000 < published.memory_mb() < 12_000


def test_photos_are_counted_by_the_rows_of_their_table(tmp_path):
    path = tmp_path / "photos.csv"
    path.write_text("file,label\n" + "Cat/1.jpg,Cat\n" * 1000)
    for test_fraction, expected in ((0.5, 500), (0.2, 800), (0.0, 1000)):
        assert count_photos(path, test_fraction) == pytest.approx(expected, abs=1)


def test_a_table_that_is_not_there_yet_is_missing_not_empty(tmp_path):
    # Snakemake then plans the job without a bound.
    with pytest.raises(FileNotFoundError):
        count_photos(tmp_path / "photos.csv", 0.5)
