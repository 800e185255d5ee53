"""A critter, from its shadow up to what it wears."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

from .body import Body
from .canvas import Canvas, Colour, mix
from .clothes import draw_clothes
from .scene import Critter

INK = (44, 34, 52)
CREAM = (255, 246, 226)

HUES: dict[str, tuple[float, float, float, float]] = {
    "red": (0.995, 0.80, 0.88, 0.014),
    "orange": (0.075, 0.84, 0.97, 0.014),
    "yellow": (0.147, 0.74, 0.98, 0.012),
    "green": (0.350, 0.62, 0.72, 0.040),
    "blue": (0.600, 0.72, 0.90, 0.025),
    "purple": (0.762, 0.56, 0.78, 0.020),
    "pink": (0.925, 0.42, 1.00, 0.018),
    "brown": (0.070, 0.58, 0.56, 0.014),
}
"""Hue, saturation and value of each colour, and how far a critter's own hue may be from it."""


@dataclass(frozen=True)
class Paint:
    """The colours of one critter."""

    coat: Colour
    dark: Colour
    light: Colour
    ink: Colour

    @staticmethod
    def of(critter: Critter) -> Paint:
        hue, saturation, value, freedom = HUES[critter.colour]
        hue = (hue + freedom * critter.traits.hue) % 1
        value = min(1.0, value + 0.05 * critter.traits.shade)
        coat = tuple(round(255 * v) for v in colorsys.hsv_to_rgb(hue, saturation, value))
        return Paint(coat, mix(coat, INK, 0.5), mix(coat, CREAM, 0.72), mix(coat, INK, 0.82))


def draw_critter(canvas: Canvas, critter: Critter, dark: bool) -> None:
    """Draw `critter` on `canvas`; `dark` says that the picture behind it is dark."""
    paint, body = Paint.of(critter), Body.of(critter)
    _shadow(canvas, critter, body)
    _tail(canvas, critter, body, paint)
    _ears(canvas, critter, body, paint)
    _legs(canvas, critter, body, paint)
    body.fill(canvas, paint.ink, body.line)
    _coat(canvas, critter, body, paint)
    _face(canvas, critter, body, paint)
    for shoulder, hand in body.arms():
        _limb(canvas, body, paint, shoulder, hand)
    draw_clothes(canvas, critter, body, paint.coat, INK)
    if critter.pose == "sleeping":
        _snore(canvas, critter, body, (226, 230, 255) if dark else (70, 70, 130))


def _shadow(canvas: Canvas, critter: Critter, body: Body) -> None:
    s = critter.scale
    ground = canvas.colour(critter.x, critter.ground + 5 * s)
    width = body.rx * (0.8 if critter.pose == "jumping" else 1.05)
    canvas.ellipse(critter.x, critter.ground + 1 * s, width, 5 * s, mix(ground, INK, 0.3))


def _coat(canvas: Canvas, critter: Critter, body: Body, paint: Paint) -> None:
    """The body's colour, pattern and mark, cut to the body's outline."""
    layer, mask = Canvas(canvas.size, paint.coat), Canvas(canvas.size, 0, "L")
    body.fill(mask, 255, 0)
    s, t = critter.scale, critter.traits
    if critter.pattern == "striped":
        for offset in (-30, -15, 0, 15, 30):
            if critter.kind == "long":
                x = body.x - critter.facing * (offset + 3) * s
                layer.box(x, body.y, 3.6 * s, body.ry, 0, paint.dark)
            else:
                layer.box(body.x, body.y + (offset + 4) * s, body.rx * 1.2, 3.6 * s, 0, paint.dark)
    elif critter.pattern == "spotted":
        for row, y in enumerate((-28, -14, 0, 14, 28)):
            for x in (-45, -27, -9, 9, 27, 45):
                layer.ellipse(
                    body.x + (x + (9 if row % 2 else 0)) * s, body.y + y * s, 5 * s, 5 * s, paint.light
                )
    x, y = body.belly
    if t.mark == "oval":
        layer.ellipse(x, y + 3 * s, 12 * s, 10 * s, paint.light)
    elif t.mark == "heart":
        layer.ellipse(x - 4 * s, y, 4.8 * s, 4.8 * s, CREAM)
        layer.ellipse(x + 4 * s, y, 4.8 * s, 4.8 * s, CREAM)
        layer.polygon([(x - 8.6 * s, y + 1.6 * s), (x + 8.6 * s, y + 1.6 * s), (x, y + 11 * s)], CREAM)
    elif t.mark == "star":
        layer.polygon(body.star(x, y + 2 * s, 9.5 * s, 4.4 * s, 5), (255, 222, 90))
    canvas.paste(layer, mask)


def _face(canvas: Canvas, critter: Critter, body: Body, paint: Paint) -> None:
    s, t = critter.scale, critter.traits
    x, y = body.face
    r, gap = t.eye * s, t.gap * s
    for side in (-1, 1):
        ex = x + side * gap
        if critter.pose == "sleeping":
            canvas.arc(ex, y - 1 * s, r * 0.9, 15, 165, 2.6 * s, INK)
        else:
            canvas.ellipse(ex, y, r + 1.3 * s, r + 1.3 * s, INK)
            canvas.ellipse(ex, y, r, r, (255, 255, 255))
            canvas.ellipse(ex + critter.facing * 1.2 * s, y + 0.6 * s, r * 0.58, r * 0.58, INK)
            canvas.ellipse(
                ex + critter.facing * 1.2 * s + r * 0.22, y - r * 0.2, r * 0.22, r * 0.22, (255, 255, 255)
            )
        canvas.ellipse(
            x + side * (gap + 5.5 * s), y + r + 2.5 * s, 3.2 * s, 2.2 * s, mix(paint.coat, (255, 90, 110), 0.55)
        )
    mouth = y + r + 1.5 * s
    if critter.pose == "jumping":
        canvas.ellipse(x, mouth + 3 * s, 4.6 * s, 4.6 * s, INK)
        canvas.ellipse(x, mouth + 4.8 * s, 2.8 * s, 2.4 * s, (236, 90, 100))
    elif critter.pose == "sleeping":
        canvas.ellipse(x, mouth + 2 * s, 2.2 * s, 2.2 * s, INK)
    else:
        canvas.arc(x, mouth - 1.5 * s, 4.6 * s, 20, 160, 2.4 * s, INK)


def _limb(canvas: Canvas, body: Body, paint: Paint, start, end) -> None:
    width = 8.5 * body.scale
    canvas.stroke([start, end], width + 2 * body.line, paint.ink)
    canvas.stroke([start, end], width, paint.coat)


def _legs(canvas: Canvas, critter: Critter, body: Body, paint: Paint) -> None:
    for hip, foot in body.legs():
        _limb(canvas, body, paint, hip, foot)


def _ears(canvas: Canvas, critter: Critter, body: Body, paint: Paint) -> None:
    s, line = critter.scale, body.line
    inner = mix(paint.coat, (255, 200, 200), 0.6)
    for side in (-1, 1):
        x, y = body.ear(side)
        match critter.traits.ears:
            case "bear":
                canvas.ellipse(x, y, 8 * s + line, 8 * s + line, paint.ink)
                canvas.ellipse(x, y, 8 * s, 8 * s, paint.coat)
                canvas.ellipse(x, y, 4 * s, 4 * s, inner)
            case "cat":
                out = side * 4 * s
                shape = [(x - 9 * s, y + 7 * s), (x + 9 * s, y + 7 * s), (x + out, y - 11 * s)]
                canvas.polygon(shape, paint.ink)
                canvas.stroke([*shape, shape[0]], 2 * line, paint.ink)
                canvas.polygon(shape, paint.coat)
            case "rabbit":
                top = (x + side * 3 * s, y - 16 * s)
                canvas.stroke([(x, y + 6 * s), top], 9 * s + 2 * line, paint.ink)
                canvas.stroke([(x, y + 6 * s), top], 9 * s, paint.coat)
                canvas.stroke([(x, y), top], 3.5 * s, inner)
            case "feelers":
                tip = (x + side * 5 * s, y - 12 * s)
                canvas.stroke([(x - side * 3 * s, y + 6 * s), tip], 3 * s, paint.ink)
                canvas.ellipse(*tip, 4.2 * s + line, 4.2 * s + line, paint.ink)
                canvas.ellipse(*tip, 4.2 * s, 4.2 * s, paint.light)


def _tail(canvas: Canvas, critter: Critter, body: Body, paint: Paint) -> None:
    s, back = critter.scale, -critter.facing
    x, y = body.x + back * body.rx * 0.92, body.y + body.ry * 0.45
    if critter.traits.tail == "puff":
        canvas.ellipse(x + back * 5 * s, y, 8 * s + body.line, 8 * s + body.line, paint.ink)
        canvas.ellipse(x + back * 5 * s, y, 8 * s, 8 * s, paint.light)
    elif critter.traits.tail == "hook":
        path = [(x - back * 4 * s, y + 4 * s), (x + back * 8 * s, y + 4 * s), (x + back * 12 * s, y - 8 * s)]
        canvas.stroke(path, 6 * s + 2 * body.line, paint.ink)
        canvas.stroke(path, 6 * s, paint.coat)


def _snore(canvas: Canvas, critter: Critter, body: Body, colour: Colour) -> None:
    s = critter.scale
    x, y = body.face[0] + critter.facing * (body.rx * 0.35 + 22 * s), body.y - body.ry - 6 * s
    room = 16 * s
    x = min(max(x, room), canvas.size - room)
    for size, dx, dy in ((5.5, 0, 0), (8.5, 6, -16)):
        left, right = x + critter.facing * dx * s - size * s, x + critter.facing * dx * s + size * s
        top, bottom = y + (dy - size) * s, y + (dy + size) * s
        canvas.stroke([(left, top), (right, top), (left, bottom), (right, bottom)], 3.2 * s, colour)
