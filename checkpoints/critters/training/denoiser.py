"""Trains the transformer and both text encoders, on stored latents.

    x = (1 - sigma) · latent + sigma · noise;   loss = |network(x, sigma, caption) - (noise - latent)|²

Flow matching (Lipman et al. 2023, arXiv:2210.02747) with sigma's logit normal around `SIGMA_MEAN` (Esser
et al. 2024, arXiv:2403.03206, §3.1). A tenth of the captions is empty, for classifier-free guidance.
Each time a picture comes, its caption is phrased anew.
"""

from __future__ import annotations

import argparse
import time
from random import Random

import numpy as np
import torch
from diffusers import AutoencoderKL
from torch import Tensor, nn

from judge import load_judge
from judge_attributes import opinions, truth
from latents import stored_latents
from muon import Muon
from networks import Denoiser, pack
from release import GUIDANCE_SCALE, STEPS
from run import DEVICE, RELEASE, Average, Clock, Log, autocast, load_state, save_state
from sampling import generate
from world import ATTRIBUTES, HELD_OUT, Scene, caption, full_caption

EMPTY_CAPTIONS = 0.1
SIGMA_MEAN = 0.4
FIRST_STEPS = 0.3
"""Part of the batch with sigma even in 0.8…1: there alone the caption, not the noisy picture, tells what
is to come, and the logit normal hardly goes there."""

SMALL_THINGS = 0.2
"""Part of the batch drawn from scenes with a bow: so few pixels wear it that it is learnt last."""

EXAMINED = 64
EXAMINE_EVERY = 20 * 60
"""Seconds between examinations by the judge."""

VECTORS = (
    "norm.linear", "norm1.linear", "norm1_context.linear", "norm_out",
    "x_embedder", "context_embedder", "proj_out.bias", "transformer.proj_out", "embedding", "shared",
    "relative_attention_bias",
)


def start(network: Denoiser) -> None:
    """Every block begins as the identity and the prediction as zero (Peebles & Xie 2023,
    arXiv:2212.09748, §3.2); the text encoders begin as `text_encoders.py` left them."""
    transformer = network.transformer
    for block in transformer.transformer_blocks:
        nn.init.zeros_(block.norm1.linear.weight)
        nn.init.zeros_(block.norm1_context.linear.weight)
    for block in transformer.single_transformer_blocks:
        nn.init.zeros_(block.norm.linear.weight)
    nn.init.zeros_(transformer.norm_out.linear.weight)
    nn.init.zeros_(transformer.proj_out.weight)
    for name in ("text_encoder", "text_encoder_2"):
        part = network.parts()[name]
        part.load_state_dict(type(part).from_pretrained(RELEASE / name).state_dict())


class Examination:
    """The attributes that the judge finds in pictures of held-out captions naming all six."""

    def __init__(self):
        scenes = [Scene.from_seed(HELD_OUT + i, critters=1) for i in range(EXAMINED)]
        self.captions = [full_caption(scene, Random(scene.seed)) for scene in scenes]
        self.truth = torch.tensor([truth(scene) for scene in scenes], device=DEVICE)
        self.judge = load_judge("attributes").to(DEVICE)
        self.vae = AutoencoderKL.from_pretrained(RELEASE / "vae").to(DEVICE)

    def of(self, network: Denoiser) -> dict[str, float]:
        pictures = generate(network.eval(), self.vae, self.captions, STEPS, GUIDANCE_SCALE)
        with torch.no_grad():
            right = (opinions(self.judge, pictures) == self.truth).float().mean(0)
        return {**dict(zip(ATTRIBUTES, right.tolist())), "mean": right.mean().item()}


def with_bow(scenes: list[Scene]) -> list[int]:
    """The places in `scenes` of those where some critter wears a bow."""
    return [i for i, scene in enumerate(scenes) if any(c.accessory == "bow" for c in scene.critters)]


def batch_loss(
    network: Denoiser, latents: np.ndarray, scenes: list[Scene], bows: list[int], size: int, step: int
) -> Tensor:
    """The loss of one batch; `step` decides everything random in it."""
    rng = Random(step)
    picks = [
        rng.choice(bows) if rng.random() < SMALL_THINGS else rng.randrange(len(latents)) for _ in range(size)
    ]
    captions = ["" if rng.random() < EMPTY_CAPTIONS else caption(scenes[i], rng) for i in picks]
    generator = torch.Generator().manual_seed(step)
    latent = pack(torch.from_numpy(latents[picks].astype(np.float32)))
    noise = torch.randn(latent.shape, generator=generator)
    sigma = torch.sigmoid(torch.randn(size, generator=generator) + SIGMA_MEAN)
    first = torch.rand(size, generator=generator) < FIRST_STEPS
    sigma = torch.where(first, 1 - 0.2 * torch.rand(size, generator=generator), sigma)
    x = latent.lerp(noise, sigma[:, None, None]).to(DEVICE)
    with autocast():
        velocity = network(x, sigma.to(DEVICE), *network.encode(captions))
    return (velocity.float() - (noise - latent).to(DEVICE)).square().mean()


def train(minutes: float, batch: int, rate: float, from_release: bool) -> None:
    torch.manual_seed(6)
    network = Denoiser().to(DEVICE)
    state = None if from_release else load_state("denoiser")
    if from_release:
        network.load_release()
    elif state is None:
        start(network)
    network.train()
    average = Average(network, horizon=300)
    optimizer = Muon(network.named_parameters(), rate, rate / 12, decay=0.01, vectors=VECTORS)
    step, seconds = 0, 0.0
    if state:
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        if "optimizer" in state:
            optimizer.load_state_dict(state["optimizer"])
        optimizer.set_full(rate, rate / 12)
        step, seconds = state["step"], state["seconds"]
    latents = np.array(stored_latents())
    scenes = [Scene.from_seed(seed) for seed in range(len(latents))]
    bows = with_bow(scenes)
    tester, examination = Denoiser().to(DEVICE), Examination()
    clock, log, losses = Clock(minutes), Log("denoiser"), []
    examined = kept = time.monotonic()
    while True:
        done = clock.done
        if losses and (step % 50 == 0 or done):
            log.write(
                step=step, seconds=round(seconds + clock.elapsed), loss=float(np.mean(losses)), rate=clock.factor
            )
            losses.clear()
        if done or time.monotonic() - examined > EXAMINE_EVERY:
            tester.load_state_dict(average.weights)
            log.write(step=step, seconds=round(seconds + clock.elapsed), **examination.of(tester))
            examined = time.monotonic()
        if done or time.monotonic() - kept > 180:
            save_state("denoiser", {
                "network": network.state_dict(), "average": average.state_dict(),
                "optimizer": optimizer.state_dict(), "step": step, "seconds": seconds + clock.elapsed,
            })
            kept = time.monotonic()
        if done:
            break
        optimizer.scale(clock.factor)
        loss = batch_loss(network, latents, scenes, bows, batch, step)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        average.update(network)
        losses.append(loss.item())
        step += 1
    better = max((network, tester), key=lambda candidate: examination.of(candidate)["mean"])
    better.save(RELEASE)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--minutes", type=float, default=75)
    arguments.add_argument("--batch", type=int, default=32)
    arguments.add_argument("--rate", type=float, default=0.02, help="step size of matrices")
    arguments.add_argument("--from-release", action="store_true", help="begin from the shipped weights")
    given = arguments.parse_args()
    train(given.minutes, given.batch, given.rate, given.from_release)
