"""Fixtures of the nodes for pictures and masks, computed by Pillow, PyTorch, or as their definitions say."""

import math

import numpy
import torch
import torch.nn.functional as F
from PIL import Image, ImageFilter

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


def gaussian(x, sigma):
    """The definition, on a picture whose edges are repeated; the sums of two axes one after another."""
    reach = int(4 * sigma + 0.5)
    d = torch.arange(-reach, reach + 1, dtype=torch.float64)
    g = torch.exp(-d * d / (2 * sigma**2))
    g /= g.sum()
    padded = F.pad(x.double(), (reach, reach, reach, reach), mode="replicate")
    channels = x.shape[1]
    across = F.conv2d(padded, g.view(1, 1, 1, -1).repeat(channels, 1, 1, 1), groups=channels)
    return F.conv2d(across, g.view(1, 1, -1, 1).repeat(channels, 1, 1, 1), groups=channels).float()


def blurring():
    x = torch.rand(1, 3, 13, 17)
    outputs = {f"sigma{sigma}": gaussian(x, sigma) for sigma in (0.3, 1.0, 2.5, 9.0)}
    write("Tensors", "Operations", "blurring.13x17", source="g(u) g(v) as a convolution by torch",
          seed=SEED, inputs={"x": x}, outputs=outputs)


def turning():
    """torch's grid_sample, at the places that a turn about the middle gives."""
    x = torch.rand(1, 3, 13, 17)
    outputs = {}
    for degrees, height, width in ((30, 13, 17), (-100, 20, 20), (45, 22, 22), (181, 9, 30)):
        angle = math.radians(degrees)
        row, column = torch.meshgrid(
            torch.arange(height, dtype=torch.float64) + 0.5 - height / 2,
            torch.arange(width, dtype=torch.float64) + 0.5 - width / 2, indexing="ij")
        u = math.cos(angle) * column + math.sin(angle) * row
        v = -math.sin(angle) * column + math.cos(angle) * row
        grid = torch.stack([u / (17 / 2), v / (13 / 2)], -1)[None]
        turned = F.grid_sample(x.double(), grid, "bilinear", "zeros", align_corners=False)
        outputs[f"{degrees}.{height}x{width}"] = turned.float()
    write("Tensors", "Operations", "turning.13x17", source="torch.nn.functional.grid_sample",
          seed=SEED, inputs={"x": x}, outputs=outputs)


def padding():
    x = torch.rand(3, 5, 4)
    pads = (3, 2, 4, 1)  # left, right, top, bottom
    record("padding.5x4", "torch.nn.functional.pad", {"x": x}, {
        "edge": F.pad(x[None], pads, mode="replicate")[0],
        "reflect": F.pad(x[None], pads, mode="reflect")[0],
        "color": F.pad(x, pads, value=0.2),
    })


# W3C Filter Effects Module Level 1, section 9.6, as written there.
def saturate(s):
    return [[0.213 + 0.787 * s, 0.715 - 0.715 * s, 0.072 - 0.072 * s],
            [0.213 - 0.213 * s, 0.715 + 0.285 * s, 0.072 - 0.072 * s],
            [0.213 - 0.213 * s, 0.715 - 0.715 * s, 0.072 + 0.928 * s]]


def hue_rotate(degrees):
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [[0.213 + c * 0.787 - s * 0.213, 0.715 - c * 0.715 - s * 0.715, 0.072 - c * 0.072 + s * 0.928],
            [0.213 - c * 0.213 + s * 0.143, 0.715 + c * 0.285 + s * 0.140, 0.072 - c * 0.072 - s * 0.283],
            [0.213 - c * 0.213 - s * 0.787, 0.715 - c * 0.715 + s * 0.715, 0.072 + c * 0.928 + s * 0.072]]


def colors():
    x = torch.rand(3, 6, 7)
    x[:, 0, 0], x[:, 0, 1] = 0, 1

    def matrix(m, x):
        return torch.einsum("oc,chw->ohw", torch.tensor(m, dtype=torch.float64), x).clamp(0, 1)

    steps = {
        "brightness": lambda x: (x * 1.4).clamp(0, 1),
        "contrast": lambda x: (x * 1.5 - 0.5 * 1.5 + 0.5).clamp(0, 1),
        "saturation": lambda x: matrix(saturate(0.3), x),
        "hue": lambda x: matrix(hue_rotate(75), x),
        "gamma": lambda x: x ** (1 / 2.2),
    }
    outputs = {name: step(x.double()).float() for name, step in steps.items()}
    together = x.double()
    for step in steps.values():
        together = step(together)
    outputs["all"] = together.float()
    record("colors.6x7", "W3C Filter Effects Module Level 1", {"x": x}, outputs)


def morphology():
    """Pixel after pixel: the largest and the smallest value within a disc."""
    x = torch.randint(0, 9, (19, 23)) / 8 * (torch.rand(19, 23) > 0.8)
    outputs = {}
    for radius in (1, 2, 5, 30):
        grown, shrunk = torch.zeros_like(x), torch.zeros_like(x)
        for i in range(19):
            for j in range(23):
                near = [float(x[r, c]) for r in range(19) for c in range(23)
                        if (r - i) ** 2 + (c - j) ** 2 <= radius**2]
                grown[i, j], shrunk[i, j] = max(near), min(near)
        outputs[f"grown{radius}"], outputs[f"shrunk{radius}"] = grown, shrunk
    record("morphology.19x23", "the definition", {"x": x}, outputs)


def opacity():
    """Resizing colours that are multiplied by their opacity, as Pillow does it in 8 bits."""
    pixels = numpy.random.default_rng(SEED).integers(0, 256, (16, 20, 4), numpy.uint8)
    image = Image.fromarray(pixels)
    resized = numpy.array(image.resize((9, 7), Image.Resampling.BILINEAR))
    record("opacity.16x20", "PIL.Image.resize", {"x": torch.from_numpy(pixels)},
           {"resized": torch.from_numpy(resized)})


def sharpening():
    """Pillow's unsharp mask; its Gaussian is made of three box blurs."""
    y, x = numpy.mgrid[0:24, 0:32]
    pixels = ((numpy.sin(x / 3) + numpy.cos(y / 4)) * 40 + 128).astype(numpy.uint8)
    pixels = numpy.stack([pixels, pixels[:, ::-1], 255 - pixels], -1)
    sharp = Image.fromarray(pixels).filter(ImageFilter.UnsharpMask(2, 150, 0))
    record("sharpening.24x32", "PIL.ImageFilter.UnsharpMask", {"x": torch.from_numpy(pixels.copy())},
           {"sharpened": torch.from_numpy(numpy.array(sharp))})


def main():
    begin(SEED)
    compositing()
    blurring()
    turning()
    padding()
    colors()
    morphology()
    opacity()
    sharpening()


if __name__ == "__main__":
    main()
