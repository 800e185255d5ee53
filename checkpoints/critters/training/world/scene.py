"""What a picture is made of: one or two critters in a place, all of it drawn from one integer."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

KINDS = ("round", "tall", "spiky", "square", "long")
COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown")
PATTERNS = ("plain", "striped", "spotted")
ACCESSORIES = ("nothing", "hat", "scarf", "glasses", "bow", "balloon")
POSES = ("standing", "waving", "jumping", "sleeping")
PLACES = ("snow", "meadow", "beach", "desert", "forest", "night")

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "kind": KINDS,
    "colour": COLOURS,
    "pattern": PATTERNS,
    "accessory": ACCESSORIES,
    "pose": POSES,
    "place": PLACES,
}
"""What captions name. The first five belong to a critter, the last to the picture."""

HELD_OUT = 1 << 32
"""Seeds from here on are for measuring; training uses seeds below."""

PAIR_SHARE = 0.25
"""Part of the pictures that shows two critters."""

EARS = ("none", "bear", "cat", "rabbit", "feelers")
TAILS = ("none", "puff", "hook")
MARKS = ("none", "oval", "heart", "star")


@dataclass(frozen=True)
class Traits:
    """Who a critter is beyond words: captions never name any of these.

    `hue` and `shade` are in -1…1 and move the colour inside what its name covers; `eye` is the
    radius of an eye and `gap` half the distance between the eyes, in pixels of a whole picture.
    """

    hue: float
    shade: float
    eye: float
    gap: float
    ears: str
    tail: str
    mark: str

    @staticmethod
    def from_seed(seed: int) -> Traits:
        rng = random.Random(f"traits {seed}")
        return Traits(
            hue=rng.uniform(-1, 1),
            shade=rng.uniform(-1, 1),
            eye=rng.uniform(5.0, 8.0),
            gap=rng.uniform(7.5, 11.0),
            ears=rng.choice(EARS),
            tail=rng.choice(TAILS),
            mark=rng.choice(MARKS),
        )


@dataclass(frozen=True)
class Critter:
    """One critter: five named attributes, its traits, and where it stands.

    `x` is the centre and `ground` the height of the feet, in pixels of a 128 × 128 picture;
    `scale` is 1 for a critter alone; `facing` is 1 to the right and -1 to the left.
    """

    kind: str
    colour: str
    pattern: str
    accessory: str
    pose: str
    traits: Traits
    x: float
    ground: float
    scale: float
    facing: int

    @staticmethod
    def choose(rng: random.Random, position: tuple[float, float, float]) -> Critter:
        """A critter at `position` (x, ground, scale), all else chosen by `rng`."""
        x, ground, scale = position
        return Critter(
            kind=rng.choice(KINDS),
            colour=rng.choice(COLOURS),
            pattern=rng.choice(PATTERNS),
            accessory=rng.choice(ACCESSORIES),
            pose=rng.choice(POSES),
            traits=Traits.from_seed(rng.getrandbits(48)),
            x=x,
            ground=ground,
            scale=scale,
            facing=rng.choice((-1, 1)),
        )


@dataclass(frozen=True)
class Scene:
    """A picture before it is drawn. `critters` are listed from left to right."""

    seed: int
    place: str
    critters: tuple[Critter, ...]

    @staticmethod
    def from_seed(seed: int, critters: int | None = None) -> Scene:
        """The scene of `seed`, with one or two critters as the seed says, or as `critters` asks."""
        rng = random.Random(f"scene {seed}")
        place = rng.choice(PLACES)
        pair = rng.random() < PAIR_SHARE if critters is None else critters == 2
        if pair:
            spots = [(32.0, 106.0, 0.62), (96.0, 106.0, 0.62)]
        else:
            spots = [(64.0, 112.0, 1.0)]
        positions = [
            (x + rng.uniform(-3, 3), ground + rng.uniform(-2, 2), scale * rng.uniform(0.95, 1.05))
            for x, ground, scale in spots
        ]
        return Scene(seed, place, tuple(Critter.choose(rng, at) for at in positions))

    def again(self, seed: int) -> Scene:
        """The same critter (kind, colour, pattern, traits) met elsewhere: the rest is of `seed`."""
        other = Scene.from_seed(seed, critters=1)
        known = self.critters[0]
        met = replace(
            other.critters[0],
            kind=known.kind,
            colour=known.colour,
            pattern=known.pattern,
            traits=known.traits,
        )
        return replace(other, critters=(met,))
