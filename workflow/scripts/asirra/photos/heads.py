"""Drawn heads of cats and dogs."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

# Edge of the canvas.
CANVAS_PX = 192
# Where the middle of the head is, as a share of the canvas from its top.
MIDDLE_Y = 0.55
Color = tuple[int, int, int]
Point = tuple[float, float]
PINK = (215, 140, 145)
COATS = [(60, 50, 45), (120, 85, 55), (190, 140, 85), (225, 205, 175), (140, 140, 145)]


def to_color(levels: np.ndarray) -> Color:
    """Return the levels of red, green and blue as a colour for Pillow."""
    red, green, blue = (int(level) for level in levels)
    return red, green, blue


@dataclass(frozen=True)
class Pen:
    """Draws on a canvas.

    Lengths are shares of the canvas. Places are relative to the middle of the head.
    """

    draw: ImageDraw.ImageDraw

    def ellipse(self, x: float, y: float, a: float, b: float, fill: Color) -> None:
        box = [0.5 + x - a, MIDDLE_Y + y - b, 0.5 + x + a, MIDDLE_Y + y + b]
        self.draw.ellipse([share * CANVAS_PX for share in box], fill)

    def polygon(self, points: list[Point], fill: Color) -> None:
        self.draw.polygon(_on_canvas(points), fill)

    def line(self, points: list[Point], fill: Color) -> None:
        self.draw.line(_on_canvas(points), fill, width=1)


def _on_canvas(points: list[Point]) -> list[Point]:
    return [((0.5 + x) * CANVAS_PX, (MIDDLE_Y + y) * CANVAS_PX) for x, y in points]


def draw_head(canvas: Image.Image, is_dog: bool, rng: np.random.Generator) -> None:
    """Draw a cat's or dog's head; fur, shape and expression vary at random.

    Args:
        canvas: RGBA, CANVAS_PX wide and high.
        is_dog: or else a cat.
        rng: draws what varies.
    """
    pen = Pen(ImageDraw.Draw(canvas))
    coat = np.array(COATS[rng.integers(len(COATS))]) + rng.integers(-20, 21, 3)
    coat = coat.clip(0, 255)
    fur, dark, light = (to_color(coat * brightness) for brightness in (1, 0.65, 1.08))
    width = rng.uniform(0.24, 0.30) if is_dog else rng.uniform(0.28, 0.34)
    height = rng.uniform(0.29, 0.36) if is_dog else rng.uniform(0.25, 0.31)
    if not is_dog:
        _draw_upright_ears(pen, width, height, fur, rng)
    pen.ellipse(0, 0, width, height, fur)
    if is_dog:
        length, drop = rng.uniform(0.14, 0.24), rng.uniform(-0.08, 0.08)
        for side in (-1, 1):
            pen.ellipse(side * width, drop - 0.25 * height, 0.08, length, dark)
    _draw_muzzle(pen, is_dog, height, light, rng)
    _draw_eyes(pen, is_dog, width, height)
    if not is_dog:
        _draw_whiskers(pen, height, rng)


def _draw_upright_ears(
    pen: Pen, width: float, height: float, fur: Color, rng: np.random.Generator
) -> None:
    ear_height = rng.uniform(0.12, 0.22)
    inner, outer, base = 0.25 * width, 0.95 * width, -0.55 * height
    for side in (-1, 1):
        tip = (side * 0.8 * width, -0.75 * height - ear_height)
        pen.polygon([(side * inner, -0.8 * height), tip, (side * outer, base)], fur)
        pen.polygon(
            [(side * 1.6 * inner, base), tip, (side * 0.85 * outer, base)], PINK
        )


def _draw_muzzle(
    pen: Pen, is_dog: bool, height: float, light: Color, rng: np.random.Generator
) -> None:
    muzzle = rng.uniform(0.13, 0.18) if is_dog else rng.uniform(0.07, 0.10)
    pen.ellipse(0, 0.45 * height, muzzle, 0.9 * muzzle, light)
    nose = 0.05 if is_dog else 0.025
    pen.ellipse(0, 0.3 * height, nose, 0.75 * nose, (25, 20, 20) if is_dog else PINK)
    if is_dog and rng.random() < 0.5:
        pen.ellipse(0, 0.45 * height + muzzle, 0.045, 0.075, (225, 95, 110))


def _draw_eyes(pen: Pen, is_dog: bool, width: float, height: float) -> None:
    iris = (70, 45, 25) if is_dog else (150, 185, 60)
    pupil = (0.02, 0.025) if is_dog else (0.01, 0.036)
    for side in (-1, 1):
        x, y = side * 0.42 * width, -0.2 * height
        pen.ellipse(x, y, 0.045, 0.04, iris)
        pen.ellipse(x, y, *pupil, (10, 10, 10))


def _draw_whiskers(pen: Pen, height: float, rng: np.random.Generator) -> None:
    y = 0.4 * height
    for side in (-1, 1):
        for slope in (-0.05, 0.0, 0.05):
            end = side * rng.uniform(0.26, 0.36)
            tip = (end, y + slope + rng.normal(0, 0.015))
            pen.line([(side * 0.06, y), tip], (240, 240, 240))
