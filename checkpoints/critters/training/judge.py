"""The two judges' common shape: a small residual network of the published class.

Read `judge_attributes.py` for the one that reads the six attributes, `judge_identity.py` for the one
that tells whether two pictures show the same critter.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor
from transformers import ResNetConfig, ResNetForImageClassification

from run import RELEASE
from world import SIZE


def make_judge(labels: list[str]) -> ResNetForImageClassification:
    """A residual network with one output for each of `labels`."""
    return ResNetForImageClassification(ResNetConfig(
        embedding_size=32,
        hidden_sizes=[32, 64, 96, 160],
        depths=[1, 1, 1, 1],
        layer_type="basic",
        num_labels=len(labels),
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
    ))


def spoiled(x: Tensor, generator: torch.Generator) -> Tensor:
    """`x` moved by some pixels, half of the time blurred a little, with some noise and other brightness.

    A judge must read pictures that are not drawn but computed, so it does not learn to rely on what
    only a drawing has.
    """
    dy, dx = (int(v) for v in torch.randint(-4, 5, (2,), generator=generator))
    x = F.pad(x, (4, 4, 4, 4), mode="replicate")[:, :, 4 + dy : 4 + dy + SIZE, 4 + dx : 4 + dx + SIZE]
    reach = float(torch.rand((), generator=generator))
    blurred = F.avg_pool2d(F.pad(x, (1, 1, 1, 1), mode="replicate"), 3, 1)
    share = torch.rand(len(x), 1, 1, 1, generator=generator).to(x.device) * (reach < 0.7)
    x = x.lerp(blurred, share)
    amount = torch.rand(len(x), 1, 1, 1, generator=generator).to(x.device) * 0.1
    noise = torch.randn(x.shape, generator=generator).to(x.device)
    light = (torch.rand(len(x), 1, 1, 1, generator=generator).to(x.device) - 0.5) * 0.1
    return x + amount * noise + light


PREPARATION = {
    "image_processor_type": "ViTImageProcessor",
    "do_convert_rgb": True,
    "do_resize": True,
    "size": {"height": SIZE, "width": SIZE},
    "resample": 2,
    "do_rescale": True,
    "rescale_factor": 1 / 255,
    "do_normalize": True,
    "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.5, 0.5, 0.5],
}
"""How to prepare a picture: RGB, bilinear to 128 × 128 where it has another size, -1…1."""


def save_judge(network: ResNetForImageClassification, folder: Path) -> None:
    """Write the network and how to prepare a picture for it."""
    network.save_pretrained(folder)
    (folder / "preprocessor_config.json").write_text(json.dumps(PREPARATION, indent=2) + "\n")


def load_judge(name: str) -> ResNetForImageClassification:
    """The shipped judge `attributes` or `identity`."""
    return ResNetForImageClassification.from_pretrained(RELEASE / "judge" / name).eval()
