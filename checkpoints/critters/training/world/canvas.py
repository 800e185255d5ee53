"""Shapes in picture pixels on a Pillow image that is drawn larger and reduced, for smooth edges."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PIL import Image, ImageDraw

OVERSAMPLING = 3

Colour = tuple[int, int, int]
Point = tuple[float, float]


def mix(a: Colour, b: Colour, part: float) -> Colour:
    """`a` with `part` (0…1) of `b` in it."""
    return tuple(round(x + (y - x) * part) for x, y in zip(a, b))


class Canvas:
    """An RGB picture, or a mask ("L"), of `size` × `size` pixels."""

    def __init__(self, size: int, colour: Colour | int, mode: str = "RGB"):
        self.size = size
        self.image = Image.new(mode, (size * OVERSAMPLING, size * OVERSAMPLING), colour)
        self.pen = ImageDraw.Draw(self.image)

    def colour(self, x: float, y: float) -> Colour:
        """What is at (`x`, `y`) now."""
        edge = self.size * OVERSAMPLING - 1
        return self.image.getpixel(tuple(min(edge, round(v * OVERSAMPLING)) for v in (x, y)))

    def ellipse(self, x: float, y: float, rx: float, ry: float, fill) -> None:
        s = OVERSAMPLING
        self.pen.ellipse(((x - rx) * s, (y - ry) * s, (x + rx) * s, (y + ry) * s), fill)

    def box(self, x: float, y: float, rx: float, ry: float, corner: float, fill) -> None:
        """A rectangle of half-sizes `rx`, `ry` with rounded corners."""
        s = OVERSAMPLING
        corner = min(corner, rx, ry)
        self.pen.rounded_rectangle(
            ((x - rx) * s, (y - ry) * s, (x + rx) * s, (y + ry) * s), corner * s, fill
        )

    def polygon(self, points: Sequence[Point], fill) -> None:
        self.pen.polygon([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points], fill)

    def stroke(self, points: Sequence[Point], width: float, fill) -> None:
        """A line through `points` with round ends and joints."""
        s = OVERSAMPLING
        self.pen.line([(x * s, y * s) for x, y in points], fill, round(width * s), joint="curve")
        for x, y in (points[0], points[-1]):
            self.ellipse(x, y, width / 2, width / 2, fill)

    def arc(self, x: float, y: float, r: float, start: float, end: float, width: float, fill) -> None:
        """Part of a circle, in degrees clockwise from the right."""
        steps = 8
        angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
        self.stroke([(x + r * math.cos(a), y + r * math.sin(a)) for a in angles], width, fill)

    def paste(self, other: Canvas, mask: Canvas) -> None:
        """`other` where `mask` is 255."""
        self.image.paste(other.image, mask=mask.image)

    def reduced(self) -> Image.Image:
        """The finished picture at its own size."""
        return self.image.reduce(OVERSAMPLING)
