"""Trains the judge that reads the six named attributes out of a picture of one critter.

Its labels are `attribute/value`; the labels with the same word before the slash are one choice, and a
softmax over them is the judge's opinion of that attribute.
"""

from __future__ import annotations

import argparse

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import ResNetForImageClassification

from autoencoder import to_tensor
from judge import load_judge, make_judge, save_judge, spoiled
from muon import Muon
from run import DEVICE, RELEASE, Average, Clock, Log, autocast, load_state, save_state, state_folder
from world import ATTRIBUTES, HELD_OUT, Scene, draw

LABELS = [f"{name}/{value}" for name, values in ATTRIBUTES.items() for value in values]
SIZES = [len(values) for values in ATTRIBUTES.values()]
PICTURES = 10_240
BATCH = 48


def truth(scene: Scene) -> list[int]:
    """Which value each attribute of a scene with one critter has."""
    critter = scene.critters[0]
    return [
        values.index(scene.place if name == "place" else getattr(critter, name))
        for name, values in ATTRIBUTES.items()
    ]


def opinions(network: ResNetForImageClassification, x: Tensor) -> Tensor:
    """What the judge reads in pictures `[n, 3, 128, 128]` in -1…1: indices `[n, 6]`."""
    return torch.stack([group.argmax(1) for group in network(x).logits.split(SIZES, 1)], 1)


def alone(first: int, count: int) -> tuple[np.ndarray, Tensor]:
    """Pictures of one critter with seeds from `first`, and what is true of them `[count, 6]`."""
    scenes = [Scene.from_seed(seed, critters=1) for seed in range(first, first + count)]
    kept = state_folder() / f"alone-{first}-{count}.npy"
    if not kept.exists():
        np.save(kept, np.stack([draw(scene) for scene in scenes]))
    return np.load(kept), torch.tensor([truth(s) for s in scenes], device=DEVICE)


@torch.no_grad()
def measure(network: ResNetForImageClassification, data: np.ndarray, labels: Tensor) -> dict[str, float]:
    """Part of `data` in which each attribute is read rightly."""
    network.eval()
    right = [
        opinions(network, to_tensor(data[i : i + 64])) == labels[i : i + 64] for i in range(0, len(data), 64)
    ]
    network.train()
    return dict(zip(ATTRIBUTES, torch.cat(right).float().mean(0).tolist()))


def train(minutes: float, from_release: bool) -> None:
    torch.manual_seed(3)
    network = (load_judge("attributes") if from_release else make_judge(LABELS)).to(DEVICE).train()
    average = Average(network, horizon=200)
    optimizer = Muon(network.named_parameters(), 0.01, 2e-3, vectors=("classifier", "embedder.embedder"))
    step = 0
    if (state := load_state("judge-attributes")) and not from_release:
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        if "optimizer" in state:
            optimizer.load_state_dict(state["optimizer"])
        step = state["step"]
    data, labels = alone(HELD_OUT // 2, PICTURES)
    held_out, held_out_labels = alone(HELD_OUT, 256)
    clock, log, tester = Clock(minutes), Log("judge-attributes"), make_judge(LABELS).to(DEVICE)
    while True:
        if step % 100 == 0 or clock.done:
            tester.load_state_dict(average.weights)
            log.write(step=step, seconds=round(clock.elapsed), **measure(tester, held_out, held_out_labels))
        if clock.done:
            break
        picks = np.random.default_rng([step, 3]).integers(PICTURES, size=BATCH)
        x = spoiled(to_tensor(data[picks]), torch.Generator().manual_seed(step))
        optimizer.scale(clock.factor)
        with autocast():
            logits = network(x).logits.float()
        target = labels[torch.from_numpy(picks).to(DEVICE)]
        loss = sum(
            F.cross_entropy(group, target[:, i], label_smoothing=0.02)
            for i, group in enumerate(logits.split(SIZES, 1))
        )
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        average.update(network)
        step += 1
    save_state("judge-attributes", {
        "network": network.state_dict(), "average": average.state_dict(),
        "optimizer": optimizer.state_dict(), "step": step,
    })
    save_judge(tester, RELEASE / "judge" / "attributes")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--minutes", type=float, default=8)
    arguments.add_argument("--from-release", action="store_true", help="begin from the shipped weights")
    given = arguments.parse_args()
    train(given.minutes, given.from_release)
