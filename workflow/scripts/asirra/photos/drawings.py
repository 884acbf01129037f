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

from asirra.seeds import seed_sequence

NUM_PER_CLASS = 800
# Edge of the canvas; all lengths below are shares of it.
CANVAS_PX = 192
# A zip entry needs a date; a fixed one gives the same bytes on every run.
ENTRY_DATE = (1980, 1, 1, 0, 0, 0)
COATS = [(60, 50, 45), (120, 85, 55), (190, 140, 85), (225, 205, 175), (140, 140, 145)]


def write_drawings(path: Path, seed: int, num_workers: int) -> None:
    """Write a zip of drawings in Kaggle's layout: train/cat.0.jpg, train/dog.0.jpg ...

    Sizes, pose, colours, background, light, noise and occlusion vary at random. Some
    files are broken, as in a real archive: empty, truncated, not an image.

    Args:
        path: the zip to write.
        seed: the config's `seed`.
        num_workers: processes that draw.
    """
    names = [
        (label, number) for number in range(NUM_PER_CLASS) for label in ("cat", "dog")
    ]
    draw = partial(_draw_named, seed)
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive,
        ProcessPoolExecutor(num_workers, get_context("spawn")) as pool,
    ):
        for (label, number), content in zip(
            names, pool.map(draw, names, chunksize=50), strict=True
        ):
            _write_entry(archive, f"train/{label}.{number}.jpg", content)
        _write_entry(archive, f"train/cat.{NUM_PER_CLASS}.jpg", b"")
        _write_entry(
            archive, f"train/dog.{NUM_PER_CLASS}.jpg", content[: len(content) // 2]
        )
        _write_entry(
            archive, f"train/dog.{NUM_PER_CLASS + 1}.jpg", b"This is no photo.\n"
        )
        _write_entry(archive, "train/Thumbs.db", b"\xd0\xcf\x11\xe0" + bytes(508))


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
    """Return a drawing of a cat's or dog's head, 42 to 1,050 px wide.

    A cat has upright triangular ears, a round head, slit pupils and whiskers; a dog has
    hanging ears, a longer head, a large muzzle, and sometimes a tongue.
    """
    picture = _draw_background(rng)
    animal = Image.new("RGBA", (CANVAS_PX, CANVAS_PX))
    coat = np.array(COATS[rng.integers(len(COATS))]) + rng.integers(-20, 21, 3)
    _draw_head(ImageDraw.Draw(animal), is_dog, coat.clip(0, 255), rng)
    scale = rng.uniform(0.55, 1.1)
    size = round(CANVAS_PX * scale)
    animal = animal.resize((size, size), Image.Resampling.BILINEAR)
    animal = animal.rotate(rng.normal(0, 15), Image.Resampling.BILINEAR, expand=True)
    if rng.random() < 0.5:
        animal = animal.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    shift = rng.normal(0, 0.08 * CANVAS_PX, 2)
    left, top = (
        (CANVAS_PX - animal.width) / 2 + shift[0],
        (CANVAS_PX - animal.height) / 2 + shift[1],
    )
    picture.paste(animal, (round(left), round(top)), animal)
    _occlude(picture, rng)
    return _photograph(picture, rng)


def _draw_background(rng: np.random.Generator) -> Image.Image:
    top, bottom = rng.integers(30, 226, (2, 3))
    ramp = np.linspace(0, 1, CANVAS_PX)[:, None, None]
    pixels = np.broadcast_to(
        top * (1 - ramp) + bottom * ramp, (CANVAS_PX, CANVAS_PX, 3)
    )
    picture = Image.fromarray(pixels.astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    for _ in range(rng.integers(0, 7)):
        x, y = rng.uniform(0, CANVAS_PX, 2)
        a, b = rng.uniform(0.05, 0.3, 2) * CANVAS_PX
        color = tuple(int(c) for c in rng.integers(20, 236, 3))
        shape = (draw.ellipse, draw.rectangle)[rng.integers(2)]
        shape((x - a, y - b, x + a, y + b), fill=color)
    return picture


def _draw_head(
    draw: ImageDraw.ImageDraw, is_dog: bool, coat: np.ndarray, rng: np.random.Generator
) -> None:
    fur, dark, light = (tuple(int(c) for c in coat * f) for f in (1.0, 0.65, 1.08))
    pink = (215, 140, 145)
    head_width = rng.uniform(0.24, 0.30) if is_dog else rng.uniform(0.28, 0.34)
    head_height = rng.uniform(0.29, 0.36) if is_dog else rng.uniform(0.25, 0.31)
    middle_y = 0.55

    def ellipse(x: float, y: float, a: float, b: float, fill) -> None:
        box = [(0.5 + x - a), (middle_y + y - b), (0.5 + x + a), (middle_y + y + b)]
        draw.ellipse([value * CANVAS_PX for value in box], fill=fill)

    def polygon(points: list[tuple[float, float]], fill) -> None:
        draw.polygon(
            [((0.5 + x) * CANVAS_PX, (middle_y + y) * CANVAS_PX) for x, y in points],
            fill,
        )

    if not is_dog:
        ear_height = rng.uniform(0.12, 0.22)
        for side in (-1, 1):
            inner, outer = 0.25 * head_width, 0.95 * head_width
            tip = (side * 0.8 * head_width, -0.75 * head_height - ear_height)
            base = -0.55 * head_height
            polygon(
                [(side * inner, -0.8 * head_height), tip, (side * outer, base)], fur
            )
            polygon(
                [(side * 1.6 * inner, base), tip, (side * 0.85 * outer, base)], pink
            )
    ellipse(0, 0, head_width, head_height, fur)
    if is_dog:
        length, drop = rng.uniform(0.14, 0.24), rng.uniform(-0.08, 0.08)
        for side in (-1, 1):
            ellipse(side * head_width, drop - 0.25 * head_height, 0.08, length, dark)
    muzzle = rng.uniform(0.13, 0.18) if is_dog else rng.uniform(0.07, 0.10)
    ellipse(0, 0.45 * head_height, muzzle, 0.9 * muzzle, light)
    nose = 0.05 if is_dog else 0.025
    ellipse(0, 0.3 * head_height, nose, 0.75 * nose, (25, 20, 20) if is_dog else pink)
    if is_dog and rng.random() < 0.5:
        ellipse(0, 0.45 * head_height + muzzle, 0.045, 0.075, (225, 95, 110))
    for side in (-1, 1):
        eye = (side * 0.42 * head_width, -0.2 * head_height)
        color = (70, 45, 25) if is_dog else (150, 185, 60)
        ellipse(*eye, 0.045, 0.04, color)
        ellipse(
            *eye, 0.02 if is_dog else 0.01, 0.025 if is_dog else 0.036, (10, 10, 10)
        )
    if not is_dog:
        for side in (-1, 1):
            for slope in (-0.05, 0.0, 0.05):
                start, end = 0.06, rng.uniform(0.26, 0.36)
                y = 0.4 * head_height
                points = [
                    (side * start, y),
                    (side * end, y + slope + rng.normal(0, 0.015)),
                ]
                line = [
                    ((0.5 + px) * CANVAS_PX, (middle_y + py) * CANVAS_PX)
                    for px, py in points
                ]
                draw.line(line, fill=(240, 240, 240), width=1)


def _occlude(picture: Image.Image, rng: np.random.Generator) -> None:
    if rng.random() < 0.5:
        draw = ImageDraw.Draw(picture)
        angle = rng.uniform(0, 2 * math.pi)
        distance = rng.uniform(0.2, 0.5) * CANVAS_PX
        x = CANVAS_PX / 2 + distance * math.cos(angle)
        y = CANVAS_PX / 2 + distance * math.sin(angle)
        a, b = rng.uniform(0.08, 0.22, 2) * CANVAS_PX
        color = tuple(int(c) for c in rng.integers(20, 236, 3))
        draw.rectangle((x - a, y - b, x + a, y + b), fill=color)


def _photograph(picture: Image.Image, rng: np.random.Generator) -> Image.Image:
    if rng.random() < 0.3:
        picture = picture.filter(ImageFilter.GaussianBlur(rng.uniform(0.5, 2.0)))
    pixels = np.asarray(picture, np.float32)
    light = rng.uniform(0.55, 1.25) * (
        1 + 0.3 * rng.normal() * np.linspace(-1, 1, CANVAS_PX)
    )
    pixels = pixels * light[None, :, None]
    pixels = pixels + rng.normal(0, rng.uniform(2, 18), pixels.shape)
    picture = Image.fromarray(pixels.clip(0, 255).astype(np.uint8))
    width = round(float(np.clip(rng.lognormal(math.log(220), 0.6), 42, 1050)))
    height = round(float(np.clip(width * rng.uniform(0.7, 1.3), 32, 768)))
    return picture.resize((width, height), Image.Resampling.BILINEAR)
