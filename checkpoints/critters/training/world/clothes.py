"""What a critter wears or holds."""

from __future__ import annotations

from .body import Body
from .canvas import Canvas, Colour, mix
from .scene import Critter

WHITE = (255, 255, 255)

DYES: dict[str, tuple[Colour, Colour]] = {
    "hat": ((52, 54, 96), (124, 44, 84)),
    "scarf": ((36, 168, 168), (226, 72, 78)),
    "bow": ((236, 60, 116), (84, 120, 232)),
    "balloon": ((236, 70, 78), (70, 120, 236)),
}
"""Two colours for each piece: a critter wears the one that differs more from its coat."""


def draw_clothes(canvas: Canvas, critter: Critter, body: Body, coat: Colour, ink: Colour) -> None:
    """Draw the critter's accessory over it."""
    drawing = {
        "hat": _hat, "scarf": _scarf, "glasses": _glasses, "bow": _bow, "balloon": _balloon,
    }.get(critter.accessory)
    if drawing is None:
        return
    dyes = DYES.get(critter.accessory, (ink, ink))
    dye = max(dyes, key=lambda c: sum((a - b) ** 2 for a, b in zip(c, coat)))
    drawing(canvas, body, dye, ink)


def _hat(canvas: Canvas, body: Body, dye: Colour, ink: Colour) -> None:
    s, line = body.scale, body.line
    x, y = body.crown
    y += 2 * s
    canvas.box(x, y - 11 * s, 13 * s + line, 12 * s + line, 4 * s, ink)
    canvas.box(x, y, 21 * s + line, 3.5 * s + line, 5 * s, ink)
    canvas.box(x, y - 11 * s, 13 * s, 12 * s, 2.5 * s, dye)
    canvas.box(x, y - 5.5 * s, 13 * s, 3 * s, 0, (255, 206, 70))
    canvas.box(x, y, 21 * s, 3.5 * s, 3.5 * s, dye)


def _scarf(canvas: Canvas, body: Body, dye: Colour, ink: Colour) -> None:
    s, line = body.scale, body.line
    layer, mask = Canvas(canvas.size, ink), Canvas(canvas.size, 0, "L")
    body.fill(mask, 255, body.line)
    if body.kind == "long":
        x = body.x + body.facing * 1 * s
        layer.box(x, body.y, 5 * s, 2 * body.ry, 0, dye)
        bands = (x, body.y, 5 * s + line, 2 * body.ry)
        end = (x - body.facing * 1 * s, body.y + body.ry)
    else:
        y = body.y + 0.42 * body.ry
        layer.box(body.x, y, 2 * body.rx, 5 * s, 0, dye)
        bands = (body.x, y, 2 * body.rx, 5 * s + line)
        end = (body.x - body.facing * 12 * s, y + 3 * s)
    band = Canvas(canvas.size, 0, "L")
    band.box(*bands, 0, 255)
    mask.image.paste(0, mask=band.image.point(lambda v: 255 - v))
    canvas.paste(layer, mask)
    x, y = end
    canvas.box(x, y + 7 * s, 5 * s + line, 9 * s + line, 2.5 * s, ink)
    canvas.box(x, y + 7 * s, 5 * s, 9 * s, 1.5 * s, dye)
    canvas.box(x, y + 11.5 * s, 5 * s, 2 * s, 0, mix(dye, WHITE, 0.75))


def _glasses(canvas: Canvas, body: Body, dye: Colour, ink: Colour) -> None:
    s = body.scale
    x, y = body.face
    gap, r = 10.5 * s, 9.5 * s
    canvas.stroke([(x - gap, y - 2 * s), (x + gap, y - 2 * s)], 3.2 * s, ink)
    for side in (-1, 1):
        canvas.ellipse(x + side * gap, y, r + 1 * s, r + 1 * s, ink)
        canvas.ellipse(x + side * gap, y, r - 2 * s, r - 2 * s, (82, 92, 132))
        canvas.stroke(
            [(x + side * gap - 3 * s, y + 1 * s), (x + side * gap + 2 * s, y - 4 * s)], 2.4 * s, (206, 222, 255)
        )


def _bow(canvas: Canvas, body: Body, dye: Colour, ink: Colour) -> None:
    s, line = body.scale, body.line
    x, y = body.crown
    y -= 1 * s
    for side in (-1, 1):
        wing = [(x, y), (x + side * 16 * s, y - 9 * s), (x + side * 16 * s, y + 9 * s)]
        canvas.polygon(wing, ink)
        canvas.stroke([*wing, wing[0]], 2 * line, ink)
    for side in (-1, 1):
        canvas.polygon([(x, y), (x + side * 16 * s, y - 9 * s), (x + side * 16 * s, y + 9 * s)], dye)
    canvas.ellipse(x, y, 5 * s + line, 5 * s + line, ink)
    canvas.ellipse(x, y, 5 * s, 5 * s, mix(dye, WHITE, 0.45))


def _balloon(canvas: Canvas, body: Body, dye: Colour, ink: Colour) -> None:
    s, line = body.scale, body.line
    hx, hy = body.holding_hand
    x, y = hx - body.facing * 4 * s, min(hy - 34 * s, body.y - 30 * s)
    x, y = min(max(x, 16 * s), canvas.size - 16 * s), max(y, 18 * s)
    canvas.stroke([(hx, hy), (x, y + 14 * s)], 1.8 * s, ink)
    canvas.ellipse(x, y, 13 * s + line, 15 * s + line, ink)
    canvas.ellipse(x, y, 13 * s, 15 * s, dye)
    canvas.ellipse(x - 5 * s, y - 6 * s, 3.2 * s, 4 * s, mix(dye, WHITE, 0.7))
