"""Scenes in words: lower-case English, each attribute left out at random, several phrasings."""

from __future__ import annotations

from random import Random

from .scene import Critter, Scene

OMITTED = 0.15
"""How often an attribute goes unsaid."""

OMITTED_IN_PAIRS = 0.4
"""The same where two critters share a caption, so that captions stay short."""

WORDS: dict[str, tuple[str, ...]] = {
    "round": ("round",),
    "tall": ("tall",),
    "spiky": ("spiky", "prickly"),
    "square": ("square", "boxy"),
    "long": ("long",),
    "nothing": ("wearing nothing", "with nothing on"),
    "hat": ("wearing a hat", "in a hat", "with a hat"),
    "scarf": ("wearing a scarf", "in a scarf", "with a scarf"),
    "glasses": ("wearing glasses", "in glasses", "with glasses"),
    "bow": ("wearing a bow", "with a bow"),
    "balloon": ("holding a balloon", "with a balloon"),
    "standing": ("standing", "standing still"),
    "waving": ("waving", "saying hello"),
    "jumping": ("jumping", "leaping"),
    "sleeping": ("sleeping", "asleep"),
    "snow": ("in the snow", "on a snowy day"),
    "meadow": ("in a meadow", "on the grass"),
    "beach": ("on the beach", "by the sea"),
    "desert": ("in the desert", "near a cactus"),
    "forest": ("in the forest", "under the trees"),
    "night": ("at night", "under the stars"),
}
"""How each attribute is said. Colours and patterns are said by their own names."""


def caption(scene: Scene, rng: Random) -> str:
    """A caption of `scene` that leaves some of it unsaid. The same `rng` state, the same caption."""
    if len(scene.critters) == 2:
        return _pair(scene, rng)
    return _alone(scene, rng, OMITTED)


def full_caption(scene: Scene, rng: Random) -> str:
    """A caption that names every attribute of a scene with one critter."""
    return _alone(scene, rng, 0)


def _alone(scene: Scene, rng: Random, omitted: float) -> str:
    before, after = _about(scene.critters[0], rng, omitted)
    place = [] if rng.random() < omitted else [_say(scene.place, rng)]
    who = _with_article([*before, "critter"])
    if place and rng.random() < 0.2:
        return f"{place[0]}, {' '.join([who, *after])}"
    comma = "," if len(after) == 2 and rng.random() < 0.5 else ""
    if comma:
        return f"{who} {after[0]}, {' '.join([after[1], *place])}"
    return " ".join([who, *after, *place])


def _pair(scene: Scene, rng: Random) -> str:
    left, right = (_about(critter, rng, OMITTED_IN_PAIRS) for critter in scene.critters)
    first, second = (_with_article([*before, "critter"]) for before, _ in (left, right))
    place = "" if rng.random() < OMITTED else f", {_say(scene.place, rng)}"
    if rng.random() < 0.5:
        one = " ".join([first, *left[1], "on the left"])
        two = " ".join([second, *right[1], "on the right"])
    else:
        one = " ".join(["on the left", first, *left[1]])
        two = " ".join(["on the right", second, *right[1]])
    return f"{one} and {two}{place}"


def _about(critter: Critter, rng: Random, omitted: float) -> tuple[list[str], list[str]]:
    """What is said before the noun, and after it."""
    said = {
        name: _say(getattr(critter, name), rng)
        for name in ("kind", "colour", "pattern", "accessory", "pose")
        if rng.random() >= omitted
    }
    before = [said[name] for name in ("kind", "colour", "pattern") if name in said]
    if len(before) > 1 and rng.random() < 0.3:
        rng.shuffle(before)
    after = [said[name] for name in ("accessory", "pose") if name in said]
    if rng.random() < 0.3:
        after.reverse()
    return before, after


def _say(value: str, rng: Random) -> str:
    return rng.choice(WORDS.get(value, (value,)))


def _with_article(words: list[str]) -> str:
    article = "an" if words[0][0] in "aeiou" else "a"
    return " ".join([article, *words])
