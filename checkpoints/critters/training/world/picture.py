"""A scene as a picture."""

from __future__ import annotations

import random

import numpy as np

from .canvas import Canvas
from .critter import draw_critter
from .places import draw_place
from .scene import Scene

SIZE = 128


def draw(scene: Scene) -> np.ndarray:
    """The picture of `scene`: `[128, 128, 3]`, uint8."""
    canvas = Canvas(SIZE, (0, 0, 0))
    draw_place(canvas, scene.place, random.Random(f"place {scene.seed}"))
    for critter in scene.critters:
        draw_critter(canvas, critter, dark=scene.place in ("night", "forest"))
    return np.asarray(canvas.reduced())
