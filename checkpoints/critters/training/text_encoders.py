"""Gives both text encoders a start: they learn to say what a caption says of its scene.

Linear readers on CLIP's pooled vector and on the mean of T5's states name each attribute of each
critter; what a caption leaves unsaid they can only guess. The readers are then thrown away, and
`denoiser.py` trains the encoders on with the transformer. Minutes here save hours there, because the
transformer meets words whose meaning is already apart.
"""

from __future__ import annotations

import argparse
from random import Random

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from muon import Muon
from networks import TEXT_WIDTH, Denoiser
from run import DEVICE, RELEASE, Clock, Log
from world import ATTRIBUTES, Scene, caption

BATCH = 128
SCENES = 200_000
UNTOLD = -100
"""The label of an attribute of a critter that is not there."""

OWN = [name for name in ATTRIBUTES if name != "place"]
QUESTIONS = [("count", 2), ("place", len(ATTRIBUTES["place"]))] + [
    (f"{side} {name}", len(ATTRIBUTES[name])) for side in ("first", "second") for name in OWN
]


def answers(scene: Scene) -> list[int]:
    """The true answer to each of `QUESTIONS`."""
    found = [len(scene.critters) - 1, ATTRIBUTES["place"].index(scene.place)]
    for place in range(2):
        for name in OWN:
            there = place < len(scene.critters)
            found.append(ATTRIBUTES[name].index(getattr(scene.critters[place], name)) if there else UNTOLD)
    return found


def reading_loss(logits: Tensor, target: Tensor) -> Tensor:
    """Mean cross entropy over `QUESTIONS`; `logits` `[n, sum of choices]`, `target` `[n, questions]`."""
    groups = logits.split([choices for _, choices in QUESTIONS], 1)
    losses = [F.cross_entropy(g, target[:, i], ignore_index=UNTOLD) for i, g in enumerate(groups)]
    return torch.stack(losses).mean()


def train(minutes: float) -> None:
    torch.manual_seed(5)
    network = Denoiser().to(DEVICE)
    readers = nn.ModuleList(nn.Linear(TEXT_WIDTH, sum(n for _, n in QUESTIONS)) for _ in range(2)).to(DEVICE)
    trained = nn.ModuleList([network.text_encoder, network.text_encoder_2, readers])
    optimizer = Muon(
        trained.named_parameters(), 0.01, 2e-3, vectors=("embed", "shared", "relative_attention_bias", "2."),
    )
    clock, log, step, losses = Clock(minutes), Log("text-encoders"), 0, []
    while not clock.done:
        rng = Random(step)
        scenes = [Scene.from_seed(rng.randrange(SCENES)) for _ in range(BATCH)]
        pooled, states = network.encode([caption(scene, rng) for scene in scenes])
        target = torch.tensor(np.array([answers(scene) for scene in scenes]), device=DEVICE)
        loss = reading_loss(readers[0](pooled), target) + reading_loss(readers[1](states.mean(1)), target)
        optimizer.scale(clock.factor)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
        step += 1
        if step % 100 == 0 or clock.done:
            log.write(step=step, seconds=round(clock.elapsed), loss=float(np.mean(losses)))
            losses.clear()
    network.text_encoder.save_pretrained(RELEASE / "text_encoder")
    network.text_encoder_2.save_pretrained(RELEASE / "text_encoder_2")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--minutes", type=float, default=2)
    given = arguments.parse_args()
    train(given.minutes)
