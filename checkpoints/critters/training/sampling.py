"""Pictures from captions while training: what the pipeline does, on networks in memory."""

from __future__ import annotations

import torch
from diffusers import AutoencoderKL
from torch import Tensor

from networks import LATENT_SHAPE, Denoiser, pack, unpack
from run import DEVICE, autocast

BATCH = 32


@torch.no_grad()
def generate(
    network: Denoiser, vae: AutoencoderKL, captions: list[str], steps: int, scale: float
) -> Tensor:
    """Pictures `[captions, 3, 128, 128]` in -1…1; number i begins from the noise of seed i.

    Euler steps of equal length from sigma 1 to 0 along `negative + scale · (positive - negative)`.
    """
    pictures = []
    for first in range(0, len(captions), BATCH):
        batch = captions[first : first + BATCH]
        noise = [
            torch.randn(1, *LATENT_SHAPE, generator=torch.Generator().manual_seed(first + i))
            for i in range(len(batch))
        ]
        x = pack(torch.cat(noise)).to(DEVICE)
        with autocast():
            positive = network.encode(batch)
            negative = network.encode([""] * len(batch))
            for step in range(steps):
                sigma = torch.full((len(batch),), 1 - step / steps, device=DEVICE)
                velocity = network(x, sigma, *positive).float()
                if scale != 1:
                    against = network(x, sigma, *negative).float()
                    velocity = against + scale * (velocity - against)
                x = x - velocity / steps
            latents = unpack(x) / vae.config.scaling_factor + vae.config.shift_factor
            pictures.append(vae.decode(latents).sample.float().clamp(-1, 1))
    return torch.cat(pictures)
