"""Where the parts of a critter are: each kind is a silhouette and the places to fix things to."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .canvas import Canvas, Point
from .scene import Critter

HALF_SIZES = {
    "round": (29, 27),
    "tall": (19, 33),
    "spiky": (35, 32),
    "square": (28, 26),
    "long": (42, 20),
}
"""Half width and half height of each kind, in pixels at scale 1."""

LEG = 9
JUMP = 13
SQUASH = 0.86


@dataclass(frozen=True)
class Body:
    """A silhouette of half-sizes `rx`, `ry` around (`x`, `y`); `line` is the width of its outline."""

    kind: str
    pose: str
    accessory: str
    x: float
    y: float
    rx: float
    ry: float
    foot: float
    scale: float
    facing: int

    @staticmethod
    def of(critter: Critter) -> Body:
        s = critter.scale
        rx, ry = (half * s for half in HALF_SIZES[critter.kind])
        lift = LEG * s
        if critter.pose == "jumping":
            lift += JUMP * s
        elif critter.pose == "sleeping":
            rx, ry, lift = rx / SQUASH**0.5, ry * SQUASH, 0
        foot = critter.ground - lift + LEG * s if critter.pose != "sleeping" else critter.ground
        return Body(
            critter.kind, critter.pose, critter.accessory, critter.x, critter.ground - lift - ry,
            rx, ry, foot, s, critter.facing,
        )

    @property
    def line(self) -> float:
        return 2.2 * self.scale

    def fill(self, canvas: Canvas, colour, grow: float) -> None:
        """Paint the silhouette, larger by `grow` on every side."""
        rx, ry = self.rx + grow, self.ry + grow
        match self.kind:
            case "round":
                canvas.ellipse(self.x, self.y, rx, ry, colour)
            case "spiky":
                points = self.star(self.x, self.y, self.rx + 1.5 * grow, self.rx * 0.73 + grow, 13)
                squeeze = self.ry / self.rx
                canvas.polygon([(x, self.y + (y - self.y) * squeeze) for x, y in points], colour)
            case "square":
                canvas.box(self.x, self.y, rx, ry, 8 * self.scale + grow, colour)
            case _:
                canvas.box(self.x, self.y, rx, ry, min(rx, ry), colour)

    @staticmethod
    def star(x: float, y: float, outer: float, inner: float, points: int) -> list[Point]:
        """A star with one point upwards."""
        corners = []
        for i in range(2 * points):
            angle, r = math.pi * i / points - math.pi / 2, inner if i % 2 else outer
            corners.append((x + r * math.cos(angle), y + r * math.sin(angle)))
        return corners

    @property
    def face(self) -> Point:
        """Between the eyes."""
        forward = 20 if self.kind == "long" else 2
        rise = 0.12 if self.kind == "long" else 0.26
        return self.x + self.facing * forward * self.scale, self.y - rise * self.ry

    @property
    def crown(self) -> Point:
        """The top of the head."""
        top = 0.84 if self.kind == "spiky" else 1
        return self.face[0], self.y - top * self.ry

    @property
    def belly(self) -> Point:
        if self.kind == "long":
            return self.x - self.facing * 14 * self.scale, self.y
        return self.x, self.y + 0.52 * self.ry

    def ear(self, side: int) -> Point:
        """The root of the left (-1) or right (1) ear."""
        x, y = self.crown
        spread, drop = {
            "round": (17, 4), "tall": (12, 5), "spiky": (18, 5), "square": (19, -1), "long": (14, 2),
        }[self.kind]
        return x + side * spread * self.scale, y + drop * self.scale

    def arms(self) -> list[tuple[Point, Point]]:
        """Shoulder and hand of each arm."""
        s, raised = self.scale, {
            "waving": {self.facing}, "jumping": {-1, 1},
        }.get(self.pose, set())
        if self.accessory == "balloon":
            raised = raised | {-self.facing}
        arms = []
        for side in (-1, 1):
            up = side in raised
            if self.kind == "long" and not up:
                continue
            inset = 0.94 if self.kind in ("tall", "square", "long") else 0.8
            shoulder = (self.x + side * self.rx * inset, self.y + 0.15 * self.ry)
            reach = (12 * s, -20 * s) if up else (7 * s, 12 * s)
            arms.append((shoulder, (shoulder[0] + side * reach[0], shoulder[1] + reach[1])))
        return arms

    @property
    def holding_hand(self) -> Point:
        """The hand a balloon is tied to: the one that does not wave."""
        return self.arms()[0 if self.facing > 0 else -1][1]

    def legs(self) -> list[tuple[Point, Point]]:
        """Hip and foot of each leg."""
        if self.pose == "sleeping":
            return []
        s, spread = self.scale, 7 * self.scale if self.pose == "jumping" else 0
        places = (-0.72, -0.36, 0.36, 0.72) if self.kind == "long" else (-0.42, 0.42)
        low = self.y + self.ry * 0.7
        return [
            ((self.x + p * self.rx, low), (self.x + p * self.rx + math.copysign(spread, p), self.foot - 3 * s))
            for p in places
        ]
