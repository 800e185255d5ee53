"""Stores what the autoencoder makes of every training picture, and measures shift and scale.

`vae/config.json` gets the mean of all latent numbers as `shift_factor` and one over their deviation
as `scaling_factor`; what is stored is already shifted and scaled, float16.
"""

from __future__ import annotations

import argparse

import numpy as np
import torch
from diffusers import AutoencoderKL

from autoencoder import to_tensor
from networks import LATENT_SHAPE
from pictures import pictures
from run import DEVICE, RELEASE, autocast, state_folder

BATCH = 64


def stored_latents() -> np.ndarray:
    """The latents `[pictures, 16, 16, 16]`, float16; number i is of the picture of seed i."""
    return np.load(state_folder() / "latents.npy", mmap_mode="r")


@torch.no_grad()
def store() -> None:
    network = AutoencoderKL.from_pretrained(RELEASE / "vae").to(DEVICE, memory_format=torch.channels_last)
    data = pictures()
    latents = np.empty((len(data), *LATENT_SHAPE), np.float32)
    for i in range(0, len(data), BATCH):
        x = to_tensor(data[i : i + BATCH]).contiguous(memory_format=torch.channels_last)
        with autocast():
            latents[i : i + BATCH] = network.encode(x).latent_dist.mean.float().cpu().numpy()
    shift, scale = float(latents.mean(dtype=np.float64)), 1 / float(latents.std(dtype=np.float64))
    network.register_to_config(shift_factor=round(shift, 6), scaling_factor=round(scale, 6))
    network.save_config(RELEASE / "vae")
    np.save(state_folder() / "latents.npy", ((latents - shift) * scale).astype(np.float16))
    deviations = ((latents - shift) * scale).std((0, 2, 3))
    print(f"shift {shift:.4f}, scale {scale:.4f}, deviation of each channel {deviations.round(2)}")


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    store()
