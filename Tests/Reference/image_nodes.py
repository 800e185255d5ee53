"""Fixtures of the nodes for pictures and masks, computed by Pillow, PyTorch, or as their definitions say."""

import math

import torch

from fixture import begin, write

SEED = 31
FAMILY = "Images"


def record(name, source, inputs, outputs, **facts):
    write("Nodes", FAMILY, name, source=source, seed=SEED, inputs=inputs, outputs=outputs, **facts)


def screen(b, s):
    return b + s - b * s


def hard_light(b, s):
    return b * 2 * s if s <= 0.5 else screen(b, 2 * s - 1)


def soft_light(b, s):
    if s <= 0.5:
        return b - (1 - 2 * s) * b * (1 - b)
    d = ((16 * b - 12) * b + 4) * b if b <= 0.25 else math.sqrt(b)
    return b + (2 * s - 1) * (d - b)


def color_dodge(b, s):
    return 0 if b == 0 else 1 if s == 1 else min(1, b / (1 - s))


def color_burn(b, s):
    return 1 if b == 1 else 0 if s == 0 else 1 - min(1, (1 - b) / s)


# W3C Compositing and Blending Level 1, section 9.1, as written there.
MODES = {
    "normal": lambda b, s: s,
    "multiply": lambda b, s: b * s,
    "screen": screen,
    "overlay": lambda b, s: hard_light(s, b),
    "darken": min,
    "lighten": max,
    "color_dodge": color_dodge,
    "color_burn": color_burn,
    "hard_light": hard_light,
    "soft_light": soft_light,
    "difference": lambda b, s: abs(b - s),
    "exclusion": lambda b, s: b + s - 2 * b * s,
    "add": lambda b, s: min(1, b + s),
}


def composite(back, front, mask, opacity, blend):
    """Sections 5.1 and 10, one pixel after another; `back` and `front` are [4, height, width]."""
    result = torch.zeros_like(back)
    for y in range(back.shape[1]):
        for x in range(back.shape[2]):
            ab = float(back[3, y, x])
            a = float(front[3, y, x]) * float(mask[y, x]) * opacity
            ao = a + ab * (1 - a)
            result[3, y, x] = ao
            for c in range(3):
                b, s = float(back[c, y, x]), float(front[c, y, x])
                mixed = (1 - ab) * s + ab * blend(b, s)
                co = a * mixed + (1 - a) * ab * b
                result[c, y, x] = co / ao if ao > 0 else 0
    return result


def compositing():
    # Multiples of a sixteenth, so that the ends and the halves of the range are among them.
    back = torch.randint(0, 17, (4, 9, 11)) / 16
    front = torch.randint(0, 17, (4, 9, 11)) / 16
    mask = torch.randint(0, 17, (9, 11)) / 16
    opaque = back.clone()
    opaque[3] = 1
    outputs = {}
    for name, blend in MODES.items():
        outputs[name] = composite(back, front, mask, 0.75, blend)
        outputs[f"{name}.opaque"] = composite(opaque, front, mask, 0.75, blend)[:3]
    record(
        "compositing.9x11",
        "W3C Compositing and Blending Level 1, sections 5.1, 9.1 and 10",
        {"back": back, "front": front, "mask": mask},
        outputs,
    )


def main():
    begin(SEED)
    compositing()


if __name__ == "__main__":
    main()
