"""Draws the learning curves of `logs/` as `pictures/curves.png`."""

from __future__ import annotations

import json

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

from run import LOGS, RELEASE
from world import ATTRIBUTES


def records(name: str, key: str) -> tuple[list[float], list[float]]:
    """Steps and values of `key` in a log."""
    lines = [json.loads(line) for line in (LOGS / f"{name}.jsonl").read_text().splitlines()]
    found = [(line["step"], line[key]) for line in lines if line.get(key) is not None]
    return [step for step, _ in found], [value for _, value in found]


def draw() -> None:
    figure, axes = plt.subplots(2, 2, figsize=(9, 6), layout="constrained")
    panels = [
        ("autoencoder", ["psnr"], "autoencoder: PSNR on held-out pictures, dB"),
        ("denoiser", ["loss"], "denoiser: loss"),
        ("judge-attributes", list(ATTRIBUTES), "judge: attributes read on drawn pictures"),
        ("denoiser", [*ATTRIBUTES, "mean"], "denoiser: attributes the judge finds"),
    ]
    for axis, (name, keys, title) in zip(axes.flat, panels):
        for key in keys:
            axis.plot(*records(name, key), label=key, linewidth=2.5 if key == "mean" else 1.2)
        axis.set(title=title, xlabel="step")
        axis.grid(alpha=0.3)
        if len(keys) > 1:
            axis.legend(fontsize=7, ncols=2)
    figure.savefig(RELEASE / "pictures" / "curves.png", dpi=90)


if __name__ == "__main__":
    draw()
