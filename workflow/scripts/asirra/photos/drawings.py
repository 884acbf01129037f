"""Drawn cats and dogs: the default experiment's photos."""

import io
import math
import zipfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from asirra.photos.heads import CANVAS_PX, draw_head, to_color
from asirra.seeds import seed_sequence

NUM_PER_CLASS = 800
# A zip entry needs a date; a fixed one gives the same bytes on every run.
ENTRY_DATE = (1980, 1, 1, 0, 0, 0)


def write_drawings(path: Path, seed: int, num_workers: int) -> None:
    """Write a zip of drawings in Kaggle's layout: train/cat.0.jpg, train/dog.0.jpg ...

    Sizes, pose, colours, background, light, noise and occlusion vary at random. A few
    files are broken, as in a real archive: empty, truncated, not an image.

    Args:
        path: the zip to write.
        seed: the config's `seed`.
        num_workers: processes that draw.
    """
    names = [(label, n) for n in range(NUM_PER_CLASS) for label in ("cat", "dog")]
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive,
        ProcessPoolExecutor(num_workers, get_context("spawn")) as pool,
    ):
        contents = pool.map(partial(_draw_named, seed), names, chunksize=50)
        for (label, number), content in zip(names, contents, strict=True):
            _write_entry(archive, f"train/{label}.{number}.jpg", content)
        for name, broken in _broken_files(content).items():
            _write_entry(archive, name, broken)


def _broken_files(content: bytes) -> dict[str, bytes]:
    """Return files that are no whole photo, one of them cut from a photo's content."""
    return {
        f"train/cat.{NUM_PER_CLASS}.jpg": b"",
        f"train/dog.{NUM_PER_CLASS}.jpg": content[: len(content) // 2],
        f"train/dog.{NUM_PER_CLASS + 1}.jpg": b"This is no photo.\n",
        "train/Thumbs.db": b"\xd0\xcf\x11\xe0" + bytes(508),
    }


def _write_entry(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, ENTRY_DATE), content)


def _draw_named(seed: int, name: tuple[str, int]) -> bytes:
    label, number = name
    is_dog = label == "dog"
    rng = np.random.default_rng(seed_sequence(seed, "drawing", int(is_dog), number))
    picture = draw_animal(is_dog, rng)
    output = io.BytesIO()
    picture.save(output, "JPEG", quality=int(rng.integers(70, 96)))
    return output.getvalue()


def draw_animal(is_dog: bool, rng: np.random.Generator) -> Image.Image:
    """Return a drawing of a cat's or dog's head, 42 to 1,050 px wide, 32 to 768 high.

    A cat has upright triangular ears, a round head, slit pupils and whiskers; a dog has
    hanging ears, a longer head, a large muzzle, and sometimes a tongue.
    """
    picture = _draw_background(rng)
    animal = Image.new("RGBA", (CANVAS_PX, CANVAS_PX))
    draw_head(animal, is_dog, rng)
    scale = rng.uniform(0.55, 1.1)
    size = round(CANVAS_PX * scale)
    animal = animal.resize((size, size), Image.Resampling.BILINEAR)
    animal = animal.rotate(rng.normal(0, 15), Image.Resampling.BILINEAR, expand=True)
    if rng.random() < 0.5:
        animal = animal.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    right, down = rng.normal(0, 0.08 * CANVAS_PX, 2)
    left = (CANVAS_PX - animal.width) / 2 + right
    top = (CANVAS_PX - animal.height) / 2 + down
    picture.paste(animal, (round(left), round(top)), animal)
    _occlude(picture, rng)
    return _photograph(picture, rng)


def _draw_background(rng: np.random.Generator) -> Image.Image:
    top, bottom = rng.integers(30, 226, (2, 3))
    ramp = np.linspace(0, 1, CANVAS_PX)[:, None, None]
    rows = top * (1 - ramp) + bottom * ramp
    pixels = np.broadcast_to(rows, (CANVAS_PX, CANVAS_PX, 3))
    picture = Image.fromarray(pixels.astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for _ in range(rng.integers(0, 7)):
        x, y = rng.uniform(0, CANVAS_PX, 2)
        a, b = rng.uniform(0.05, 0.3, 2) * CANVAS_PX
        color = to_color(rng.integers(20, 236, 3))
        shape = (draw.ellipse, draw.rectangle)[rng.integers(2)]
        shape((x - a, y - b, x + a, y + b), fill=color)
    return picture


def _occlude(picture: Image.Image, rng: np.random.Generator) -> None:
    if rng.random() >= 0.5:
        return
    angle = rng.uniform(0, 2 * math.pi)
    distance = rng.uniform(0.2, 0.5) * CANVAS_PX
    x = CANVAS_PX / 2 + distance * math.cos(angle)
    y = CANVAS_PX / 2 + distance * math.sin(angle)
    a, b = rng.uniform(0.08, 0.22, 2) * CANVAS_PX
    color = to_color(rng.integers(20, 236, 3))
    ImageDraw.Draw(picture).rectangle((x - a, y - b, x + a, y + b), fill=color)


def _photograph(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    if rng.random() < 0.3:
        picture = picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 2.0)))
    brightness, slope = rng.uniform(0.55, 1.25), 0.3 * rng.normal()
    light = brightness * (1 + slope * np.linspace(-1, 1, CANVAS_PX))
    pixels = np.asarray(picture, np.float32) * light[None, :, None]
    pixels = pixels + rng.normal(0, rng.uniform(2, 18), pixels.shape)
    picture = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    width = round(float(np.clip(rng.lognormal(math.log(220), 0.6), 42, 1050)))
    height = round(float(np.clip(width * rng.uniform(0.7, 1.3), 32, 768)))
    return picture.resize((width, height), Image.Resampling.BILINEAR)
