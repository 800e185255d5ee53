"""The world the critters live in: what can be named, how it is drawn, how it is told.

Read `scene.py` first (what a picture is made of), then `picture.py` (how it is drawn),
then `captions.py` (how it is said).
"""

from .captions import caption, full_caption
from .picture import SIZE, draw
from .scene import ATTRIBUTES, HELD_OUT, Critter, Scene, Traits

__all__ = [
    "ATTRIBUTES",
    "HELD_OUT",
    "SIZE",
    "Critter",
    "Scene",
    "Traits",
    "caption",
    "draw",
    "full_caption",
]
