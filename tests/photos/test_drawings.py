import zipfile

import numpy as np

from asirra.photos import drawings
from asirra.photos.decoding import Photo, decode_photo
from asirra.photos.drawings import draw_animal, write_drawings


def test_the_archive_has_both_classes_and_broken_files_and_repeats(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(drawings, "NUM_PER_CLASS", 3)
    paths = [tmp_path / "a.zip", tmp_path / "b.zip"]
    for path, num_workers in zip(paths, (1, 2), strict=True):
        write_drawings(path, 0, num_workers)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    with zipfile.ZipFile(paths[0]) as archive:
        photos = {
            name: decode_photo(archive.read(name), 72) for name in archive.namelist()
        }
    accepted = [name for name, photo in photos.items() if isinstance(photo, Photo)]
    assert sorted(accepted) == [
        f"train/{label}.{number}.jpg" for label in ("cat", "dog") for number in range(3)
    ]
    reasons = {photos[name].reason for name in photos if name not in accepted}
    assert reasons == {
        "empty",
        "truncated",
        "a text file, not a photo",
        "a Thumbs.db or Office file, not a photo",
    }


def test_sizes_vary_from_tiny_to_a_thousand_pixels():
    rng = np.random.default_rng(0)
    widths = [draw_animal(bool(n % 2), rng).width for n in range(150)]
    assert min(widths) < 80
    assert max(widths) > 700


def test_another_seed_draws_other_photos():
    pictures = [draw_animal(True, np.random.default_rng(seed)) for seed in (0, 1)]
    assert pictures[0].tobytes() != pictures[1].tobytes()
