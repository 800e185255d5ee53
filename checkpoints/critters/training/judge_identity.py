"""Trains the judge of identity: pictures of one critter lie near each other, others far.

Its outputs are no classes but an embedding: the cosine between two pictures' outputs says how alike
the critters are, whatever they wear and do and wherever they are. A batch holds families of critters
that agree in kind, colour and pattern, so that only the unnamed traits (exact hue, eyes, ears, tail,
mark) tell them apart.

    loss = cross entropy of cos(a_i, b_j) / 0.1 over j, with j = i right (van den Oord et al. 2018,
    arXiv:1807.03748)
"""

from __future__ import annotations

import argparse
from dataclasses import replace

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import ResNetForImageClassification

from autoencoder import to_tensor
from judge import load_judge, make_judge, save_judge, spoiled
from muon import Muon
from run import DEVICE, RELEASE, Average, Clock, Log, autocast, load_state, save_state
from world import HELD_OUT, Scene, Traits, draw

WIDTH = 64
LABELS = [f"embedding/{i}" for i in range(WIDTH)]
FAMILY = 4
FAMILIES = 1024
VIEWS = 3
FAMILIES_IN_BATCH = 8
SHARPNESS = 10.0

NOTE = """\
# Judge of identity

The class is `ResNetForImageClassification`, so that everything that loads a classifier loads it, but
its 64 outputs are an **embedding**: take the cosine between the outputs of two pictures of one critter
each. The same critter in another pose, place and accessory scores high, another critter low, also when
both answer to the same words. Made by `training/judge_identity.py`; figures are in the model card.
"""


def family(number: int) -> list[list[Scene]]:
    """`FAMILY` critters alike in kind, colour and pattern, each in `VIEWS` scenes."""
    scenes = []
    for member in range(FAMILY):
        first = Scene.from_seed(number * 1000, critters=1)
        critter = replace(first.critters[0], traits=Traits.from_seed(number * 1000 + member))
        known = replace(first, critters=(critter,))
        scenes.append([known.again(number * 1000 + 100 + member * VIEWS + view) for view in range(VIEWS)])
    return scenes


def families(first: int, count: int) -> np.ndarray:
    """Pictures `[count, FAMILY, VIEWS, 128, 128, 3]`."""
    return np.stack([
        [[draw(scene) for scene in views] for views in family(number)] for number in range(first, first + count)
    ])


def embed(network: ResNetForImageClassification, x: Tensor) -> Tensor:
    """Unit vectors `[n, 64]` of pictures `[n, 3, 128, 128]` in -1…1."""
    return F.normalize(network(x).logits.float(), dim=1)


@torch.no_grad()
def measure(network: ResNetForImageClassification, data: np.ndarray) -> dict[str, float]:
    """How often a critter's other picture is the nearest: among its family, and among all of `data`;
    with the mean cosine of the same critter, of its family and of strangers."""
    network.eval()
    flat = data.reshape(-1, *data.shape[3:])
    vectors = torch.cat([embed(network, to_tensor(flat[i : i + 64])) for i in range(0, len(flat), 64)])
    network.train()
    vectors = vectors.reshape(-1, VIEWS, WIDTH)
    cosines = vectors[:, 0] @ vectors[:, 1].T
    count = len(cosines)
    truth = torch.arange(count, device=cosines.device)
    kin = truth[:, None] // FAMILY == truth // FAMILY
    same = torch.eye(count, dtype=torch.bool, device=cosines.device)
    return {
        "among_family": (cosines.masked_fill(~kin, -1).argmax(1) == truth).float().mean().item(),
        "among_all": (cosines.argmax(1) == truth).float().mean().item(),
        "same": cosines[same].mean().item(),
        "family": cosines[kin & ~same].mean().item(),
        "strangers": cosines[~kin].mean().item(),
    }


def train(minutes: float, from_release: bool) -> None:
    torch.manual_seed(4)
    network = (load_judge("identity") if from_release else make_judge(LABELS)).to(DEVICE).train()
    average = Average(network, horizon=200)
    optimizer = Muon(network.named_parameters(), 0.01, 2e-3, vectors=("classifier", "embedder.embedder"))
    step = 0
    if (state := load_state("judge-identity")) and not from_release:
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        if "optimizer" in state:
            optimizer.load_state_dict(state["optimizer"])
        step = state["step"]
    data, held_out = families(0, FAMILIES), families(HELD_OUT, 64)
    clock, log, tester = Clock(minutes), Log("judge-identity"), make_judge(LABELS).to(DEVICE)
    while True:
        if step % 100 == 0 or clock.done:
            tester.load_state_dict(average.weights)
            log.write(step=step, seconds=round(clock.elapsed), **measure(tester, held_out))
        if clock.done:
            break
        rng = np.random.default_rng([step, 4])
        picks = rng.choice(FAMILIES, FAMILIES_IN_BATCH, replace=False)
        a, b = rng.permutation(VIEWS)[:2]
        pair = np.concatenate([data[picks][:, :, view].reshape(-1, *data.shape[3:]) for view in (a, b)])
        x = spoiled(to_tensor(pair), torch.Generator().manual_seed(step))
        optimizer.scale(clock.factor)
        with autocast():
            logits = network(x).logits
        first, second = F.normalize(logits.float(), dim=1).chunk(2)
        cosines = SHARPNESS * first @ second.T
        target = torch.arange(len(cosines), device=DEVICE)
        loss = F.cross_entropy(cosines, target) + F.cross_entropy(cosines.T, target)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        average.update(network)
        step += 1
    save_state("judge-identity", {
        "network": network.state_dict(), "average": average.state_dict(),
        "optimizer": optimizer.state_dict(), "step": step,
    })
    save_judge(tester, RELEASE / "judge" / "identity")
    (RELEASE / "judge" / "identity" / "README.md").write_text(NOTE, encoding="utf-8")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--minutes", type=float, default=6)
    arguments.add_argument("--from-release", action="store_true", help="begin from the shipped weights")
    given = arguments.parse_args()
    train(given.minutes, given.from_release)
