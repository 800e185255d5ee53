"""Measures the shipped files: `report.json`, and the contact sheets of the model card.

On held-out captions that name all six attributes, how many the judge finds in (a) the drawn pictures,
(b) the same after the autoencoder, (c) what diffusers' `FluxPipeline` makes of the captions at the
model's defaults. Picture i begins from the noise of seed i.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from random import Random

import numpy as np
import torch
from diffusers import AutoencoderKL, FluxPipeline
from PIL import Image
from torch import Tensor

import judge_identity
from autoencoder import psnr, to_tensor
from judge import load_judge
from judge_attributes import opinions, truth
from networks import TEXT_TOKENS
from pictures import pictures
from release import GUIDANCE_SCALE, STEPS
from run import DEVICE, RELEASE
from world import ATTRIBUTES, HELD_OUT, SIZE, Scene, draw, full_caption

BATCH = 32
SHEET = 8
PICTURES = RELEASE / "pictures"

EXAMPLES = (
    "a round red critter wearing a hat, waving in the snow",
    "a tall blue critter with a balloon, jumping on the beach",
    "a spiky yellow critter sleeping under the stars",
    "a long green spotted critter in glasses, standing in the forest",
    "a square purple striped critter wearing a scarf in the desert",
    "a pink critter with a bow, waving in a meadow",
    "a round orange critter sleeping on the left and a tall green critter waving on the right, in the snow",
    "a spiky pink critter in a hat on the left and a blue critter jumping on the right, at night",
)


@torch.no_grad()
def round_trip(x: Tensor) -> Tensor:
    """Pictures `[n, 3, 128, 128]` in -1…1 through the shipped autoencoder, at its mean."""
    vae = AutoencoderKL.from_pretrained(RELEASE / "vae").to(DEVICE).eval()
    return torch.cat([vae.decode(vae.encode(part).latent_dist.mean).sample for part in x.split(BATCH)])


def generated(captions: list[str]) -> np.ndarray:
    """What the pipeline draws at the defaults: `[captions, 128, 128, 3]`, uint8."""
    pipeline = FluxPipeline.from_pretrained(RELEASE).to(DEVICE)
    pipeline.set_progress_bar_config(disable=True)
    images = []
    for first in range(0, len(captions), BATCH):
        batch = captions[first : first + BATCH]
        images += pipeline(
            batch,
            negative_prompt=[""] * len(batch),
            true_cfg_scale=GUIDANCE_SCALE,
            num_inference_steps=STEPS,
            width=SIZE,
            height=SIZE,
            max_sequence_length=TEXT_TOKENS,
            generator=[torch.Generator().manual_seed(first + i) for i in range(len(batch))],
        ).images
    return np.stack([np.asarray(image) for image in images])


def accuracy(x: Tensor, labels: Tensor) -> dict[str, float]:
    """Part of the pictures in which the judge finds each attribute, and their mean."""
    judge = load_judge("attributes").to(DEVICE)
    with torch.no_grad():
        found = torch.cat([opinions(judge, part) for part in x.split(BATCH)])
    right = (found == labels).float().mean(0)
    return {**dict(zip(ATTRIBUTES, rounded(right.tolist()))), "mean": round(right.mean().item(), 4)}


def rounded(values: list[float]) -> list[float]:
    return [round(value, 4) for value in values]


def sheet(rows: list[np.ndarray], path: Path) -> None:
    """Write pictures `[columns, 128, 128, 3]` row below row."""
    path.parent.mkdir(exist_ok=True)
    Image.fromarray(np.concatenate([np.concatenate(list(row), 1) for row in rows])).save(path, quality=88)


def to_pictures(x: Tensor) -> np.ndarray:
    return ((x.clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).cpu().numpy()


def report(captions: int, generate: int) -> None:
    scenes = [Scene.from_seed(HELD_OUT + i, critters=1) for i in range(captions)]
    texts = [full_caption(scene, Random(scene.seed)) for scene in scenes]
    labels = torch.tensor([truth(scene) for scene in scenes], device=DEVICE)
    drawn = np.stack([draw(scene) for scene in scenes])
    x = to_tensor(drawn)
    again = round_trip(x)
    mixed = to_tensor(pictures(held_out=True)[:captions])
    identity = judge_identity.measure(load_judge("identity").to(DEVICE), judge_identity.families(HELD_OUT, 64))
    made = generated(texts[:generate])
    found = {
        "captions": captions,
        "psnr": round(psnr(round_trip(mixed), mixed).mean().item(), 2),
        "drawn": accuracy(x, labels),
        "round_trip": accuracy(again, labels),
        "generated": {"pictures": generate, **accuracy(to_tensor(made), labels[:generate])},
        "identity": dict(zip(identity, rounded(list(identity.values())))),
    }
    (RELEASE / "training" / "report.json").write_text(json.dumps(found, indent=2) + "\n")
    print(json.dumps(found, indent=2))
    sheet([drawn[:SHEET], to_pictures(again[:SHEET]), made[:SHEET]], PICTURES / "held-out.jpg")
    (PICTURES / "held-out.txt").write_text("\n".join(texts[:SHEET]) + "\n")
    examples = generated(list(EXAMPLES))
    sheet([examples[:4], examples[4:]], PICTURES / "examples.jpg")
    world = np.stack([draw(Scene.from_seed(HELD_OUT + 10_000 + i)) for i in range(24)])
    sheet([world[:8], world[8:16], world[16:]], PICTURES / "world.jpg")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--captions", type=int, default=512)
    arguments.add_argument("--generate", type=int, default=512, help="how many of them to make pictures of")
    given = arguments.parse_args()
    report(given.captions, given.generate)
