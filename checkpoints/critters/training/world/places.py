"""The six places: a sky, a ground, and one or two large things that tell where we are."""

from __future__ import annotations

from functools import cache
from random import Random

import numpy as np
from PIL import Image

from .canvas import OVERSAMPLING, Canvas, Colour

WHITE = (255, 255, 255)


@cache
def _sky(size: int, top: Colour, bottom: Colour) -> Image.Image:
    """A vertical gradient that ends where the ground begins."""
    rows = np.clip(np.linspace(0, 1.5, size * OVERSAMPLING), 0, 1)[:, None, None]
    column = np.array(top) + (np.array(bottom) - np.array(top)) * rows
    whole = np.broadcast_to(column.round().astype(np.uint8), (len(rows), len(rows), 3))
    return Image.fromarray(np.ascontiguousarray(whole))


def draw_place(canvas: Canvas, place: str, rng: Random) -> None:
    """Fill `canvas` with `place`; `rng` moves its furniture a little."""
    top, bottom, furnish = PLACES[place]
    canvas.image.paste(_sky(canvas.size, top, bottom))
    side = rng.choice((-1, 1))
    furnish(canvas, rng, side)


def _across(side: int, x: float) -> float:
    """Distance `x` from the middle of the picture towards `side`."""
    return 64 + side * x


def _snow(canvas: Canvas, rng: Random, side: int) -> None:
    canvas.ellipse(_across(side, 34), 112, 74, 36, (214, 228, 244))
    _pine(canvas, _across(-side, 46 + rng.uniform(-3, 3)), 88, 1.0, (70, 124, 120), WHITE)
    canvas.ellipse(64, 150, 130, 58, (246, 249, 255))
    for x, y in ((14, 18), (40, 34), (66, 12), (92, 28), (116, 12), (110, 52), (18, 56)):
        canvas.ellipse(x + rng.uniform(-4, 4), y + rng.uniform(-4, 4), 2.6, 2.6, WHITE)


def _meadow(canvas: Canvas, rng: Random, side: int) -> None:
    _cloud(canvas, _across(side, 36 + rng.uniform(-4, 4)), 20 + rng.uniform(-3, 3))
    canvas.ellipse(_across(-side, 40), 118, 70, 36, (134, 200, 98))
    canvas.ellipse(64, 156, 130, 66, (108, 184, 82))
    for x, y in ((10, 104), (30, 120), (100, 121), (118, 106)):
        x, y = x + rng.uniform(-4, 4), y + rng.uniform(-2, 2)
        petal = rng.choice(((255, 255, 255), (255, 170, 200)))
        for dx, dy in ((-3, 0), (3, 0), (0, -3), (0, 3)):
            canvas.ellipse(x + dx, y + dy, 2.6, 2.6, petal)
        canvas.ellipse(x, y, 2.0, 2.0, (250, 196, 40))


def _beach(canvas: Canvas, rng: Random, side: int) -> None:
    canvas.ellipse(_across(side, 40 + rng.uniform(-3, 3)), 24 + rng.uniform(-3, 3), 12, 12, (255, 226, 92))
    canvas.polygon([(0, 66), (128, 66), (128, 128), (0, 128)], (52, 146, 206))
    x = _across(-side, 42 + rng.uniform(-6, 6))
    canvas.polygon([(x, 44), (x, 64), (x + 13, 64)], WHITE)
    canvas.polygon([(x - 2, 48), (x - 2, 64), (x - 11, 64)], (238, 90, 82))
    canvas.polygon([(x - 13, 66), (x + 15, 66), (x + 9, 72), (x - 8, 72)], (140, 84, 52))
    canvas.ellipse(64, 152, 140, 66, (226, 246, 250))
    canvas.ellipse(64, 156, 140, 66, (246, 220, 160))


def _desert(canvas: Canvas, rng: Random, side: int) -> None:
    canvas.ellipse(_across(side, 30), 116, 76, 40, (232, 166, 96))
    x = _across(-side, 47 + rng.uniform(-3, 3))
    green = (66, 140, 92)
    canvas.stroke([(x, 44), (x, 96)], 11, green)
    canvas.stroke([(x, 74), (x - 11, 74), (x - 11, 60)], 7, green)
    canvas.stroke([(x, 66), (x + 11, 66), (x + 11, 52)], 7, green)
    canvas.ellipse(64, 158, 140, 68, (240, 188, 116))


def _forest(canvas: Canvas, rng: Random, side: int) -> None:
    shift = rng.uniform(-4, 4)
    for x, width in ((8, 11), (34, 8), (94, 8), (120, 11)):
        canvas.stroke([(x + shift, -6), (x + shift, 100)], width, (92, 66, 52))
    for x, y, r in ((0, 2, 22), (32, -6, 24), (66, -10, 24), (98, -6, 24), (128, 2, 22)):
        canvas.ellipse(x + shift, y, r, r, (34, 96, 70))
    canvas.ellipse(64, 156, 140, 64, (70, 112, 62))
    x = _across(side, 50 + rng.uniform(-3, 3))
    canvas.box(x, 112, 3.5, 7, 2, (244, 232, 210))
    canvas.ellipse(x, 105, 9, 6, (214, 62, 58))
    canvas.ellipse(x - 3, 104, 2, 2, WHITE)
    canvas.ellipse(x + 4, 105, 1.8, 1.8, WHITE)


def _night(canvas: Canvas, rng: Random, side: int) -> None:
    x, y = _across(side, 42 + rng.uniform(-3, 3)), 22 + rng.uniform(-3, 3)
    canvas.ellipse(x, y, 13, 13, (250, 240, 190))
    canvas.ellipse(x - 6 * side, y - 3, 11, 11, (26, 30, 74))
    for sx, sy in ((12, 14), (36, 30), (60, 10), (80, 26), (112, 54), (14, 58)):
        sx = 64 - side * (sx - 64) + rng.uniform(-4, 4)
        canvas.ellipse(sx, sy + rng.uniform(-3, 3), 2.0, 2.0, (255, 246, 200))
    canvas.ellipse(_across(-side, 34), 118, 74, 36, (44, 66, 104))
    canvas.ellipse(64, 156, 140, 62, (54, 86, 100))


def _cloud(canvas: Canvas, x: float, y: float) -> None:
    for dx, dy, r in ((-13, 2, 8), (0, -2, 11), (13, 2, 8)):
        canvas.ellipse(x + dx, y + dy, r, r * 0.85, WHITE)


def _pine(canvas: Canvas, x: float, foot: float, scale: float, green: Colour, snow: Colour) -> None:
    canvas.box(x, foot + 2, 3.5, 6, 1, (110, 82, 66))
    for width, low in ((17, 0), (14, 14), (10, 27)):
        y = foot - low * scale
        canvas.polygon([(x - width, y), (x + width, y), (x, y - 20)], green)
        canvas.polygon([(x - width * 0.42, y - 11.5), (x + width * 0.42, y - 11.5), (x, y - 20)], snow)


PLACES = {
    "snow": ((150, 190, 230), (214, 232, 248), _snow),
    "meadow": ((112, 190, 244), (206, 236, 252), _meadow),
    "beach": ((98, 200, 234), (206, 242, 246), _beach),
    "desert": ((250, 176, 112), (255, 226, 168), _desert),
    "forest": ((70, 130, 96), (142, 184, 120), _forest),
    "night": ((20, 22, 62), (52, 56, 118), _night),
}
