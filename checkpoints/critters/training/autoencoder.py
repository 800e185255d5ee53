"""Trains the autoencoder: on crops first, on whole pictures at the end.

    loss = L1 + 4 · squared error + L1 of the differences between neighbouring pixels + KL_WEIGHT · KL

The third term weighs edges: eyes, patterns and outlines are a small part of the pixels. The fourth keeps
the noise that the posterior adds at about a tenth of the latent's deviation, which costs little here and
makes a decoder that forgives the small errors of a sampled latent.
"""

from __future__ import annotations

import argparse

import numpy as np
import torch
from diffusers import AutoencoderKL
from torch import Tensor

from muon import Muon
from pictures import pictures
from run import DEVICE, RELEASE, Average, Clock, Log, autocast, load_state, save_state

KL_WEIGHT = 5e-3
CROP = 64
WHOLE_PICTURES = 0.85
"""Part of a run after which whole pictures replace crops."""


def make_autoencoder() -> AutoencoderKL:
    """FLUX's autoencoder at small width, with random weights."""
    return AutoencoderKL(
        in_channels=3,
        out_channels=3,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(24, 48, 64, 96),
        layers_per_block=1,
        latent_channels=16,
        norm_num_groups=8,
        sample_size=128,
        scaling_factor=1.0,
        shift_factor=0.0,
        force_upcast=False,
        use_quant_conv=False,
        use_post_quant_conv=False,
    )


def to_tensor(batch: np.ndarray) -> Tensor:
    """uint8 `[n, height, width, 3]` → `[n, 3, height, width]` in -1…1."""
    x = torch.from_numpy(np.array(batch)).to(DEVICE)
    return x.permute(0, 3, 1, 2).float() / 127.5 - 1


def psnr(a: Tensor, b: Tensor) -> Tensor:
    """Peak signal-to-noise ratio of each picture in -1…1, rounded to 8 bits, in decibels: `[n]`."""
    a, b = (((x.clamp(-1, 1) + 1) * 127.5).round() for x in (a.float(), b.float()))
    return 20 * torch.log10(255 / (a - b).square().mean((1, 2, 3)).sqrt().clamp(min=1e-3))


def reconstruction_loss(y: Tensor, x: Tensor) -> Tensor:
    down = (y.diff(dim=2) - x.diff(dim=2)).abs().mean()
    across = (y.diff(dim=3) - x.diff(dim=3)).abs().mean()
    return (y - x).abs().mean() + 4 * (y - x).square().mean() + down + across


def crops(data: np.ndarray, count: int, size: int, rng: np.random.Generator) -> np.ndarray:
    """`count` squares of `size` pixels from random pictures: `[count, size, size, 3]`."""
    limit = data.shape[1] - size
    return np.stack([
        data[i, y : y + size, x : x + size]
        for i, y, x in zip(
            rng.integers(len(data), size=count),
            rng.integers(limit + 1, size=count),
            rng.integers(limit + 1, size=count),
        )
    ])


@torch.no_grad()
def measure(network: AutoencoderKL, count: int = 64) -> float:
    """Mean PSNR of the first `count` held-out pictures after a round trip."""
    network.eval()
    data, values = pictures(held_out=True)[:count], []
    for i in range(0, count, 16):
        x = to_tensor(data[i : i + 16])
        values.append(psnr(network.decode(network.encode(x).latent_dist.mean).sample, x))
    network.train()
    return torch.cat(values).mean().item()


def train(minutes: float, batch: int, from_release: bool) -> None:
    network = make_autoencoder()
    if from_release:
        network = AutoencoderKL.from_pretrained(RELEASE / "vae")
    network.to(DEVICE, memory_format=torch.channels_last).train()
    average = Average(network, horizon=400)
    optimizer = Muon(
        network.named_parameters(), matrix_rate=0.01, vector_rate=1.5e-3,
        vectors=("encoder.conv_in", "decoder.conv_out"),
    )
    step, seconds = 0, 0.0
    if (state := load_state("autoencoder")) and not from_release:
        network.load_state_dict(state["network"])
        average.load_state_dict(state["average"])
        if "optimizer" in state:
            optimizer.load_state_dict(state["optimizer"])
        step, seconds = state["step"], state["seconds"]
    clock, log, data = Clock(minutes), Log("autoencoder"), pictures()
    tester = make_autoencoder().to(DEVICE)
    losses = []
    while True:
        if step % 200 == 0 or clock.done:
            tester.load_state_dict(average.weights)
            log.write(
                step=step, seconds=round(seconds + clock.elapsed), psnr=measure(tester),
                loss=float(np.mean(losses)) if losses else None, rate=clock.factor,
            )
            losses.clear()
            save_state("autoencoder", {
                "network": network.state_dict(), "average": average.state_dict(),
                "optimizer": optimizer.state_dict(), "step": step, "seconds": seconds + clock.elapsed,
            })
        if clock.done:
            break
        rng = np.random.default_rng([step, 1])
        torch.manual_seed(step)
        whole = clock.elapsed > WHOLE_PICTURES * clock.seconds
        size, count = (data.shape[1], max(1, batch // 2)) if whole else (CROP, batch)
        x = to_tensor(crops(data, count, size, rng)).contiguous(memory_format=torch.channels_last)
        optimizer.scale(clock.factor)
        with autocast():
            posterior = network.encode(x).latent_dist
            y = network.decode(posterior.sample()).sample
        loss = reconstruction_loss(y.float(), x) + KL_WEIGHT * posterior.kl().mean() / posterior.mean[0].numel()
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        average.update(network)
        losses.append(loss.item())
        step += 1
    better = max((network, tester), key=measure)
    better.save_pretrained(RELEASE / "vae")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--minutes", type=float, default=50)
    arguments.add_argument("--batch", type=int, default=16)
    arguments.add_argument("--from-release", action="store_true", help="begin from the shipped weights")
    given = arguments.parse_args()
    train(given.minutes, given.batch, given.from_release)
