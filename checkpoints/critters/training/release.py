"""Writes what holds the parts together: `model_index.json`, the scheduler, `model.yaml`."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version

from networks import TEXT_TOKENS, make_scheduler
from run import RELEASE

STEPS = 20
GUIDANCE_SCALE = 4.0

PARTS = {
    "scheduler": ("diffusers", "FlowMatchEulerDiscreteScheduler"),
    "text_encoder": ("transformers", "CLIPTextModel"),
    "text_encoder_2": ("transformers", "T5EncoderModel"),
    "tokenizer": ("transformers", "CLIPTokenizer"),
    "tokenizer_2": ("transformers", "T5TokenizerFast"),
    "transformer": ("diffusers", "FluxTransformer2DModel"),
    "vae": ("diffusers", "AutoencoderKL"),
}

PROFILE = f"""\
weft-model: 1
family: flux
about: Cartoon critters at 128 × 128, trained by the recipe in training/.
licence: Apache-2.0
layout: diffusers
defaults: {{steps: {STEPS}, sampler: euler, guidance_scale: {GUIDANCE_SCALE}, negative: "", text_tokens: {TEXT_TOKENS}, width: 128, height: 128}}
sha256:
"""


def write_profile() -> None:
    """`model.yaml`, with the digest of every weight file that is there."""
    lines = [
        f"  {path.relative_to(RELEASE)}: {hashlib.sha256(path.read_bytes()).hexdigest()}\n"
        for path in sorted(RELEASE.rglob("*.safetensors"))
    ]
    (RELEASE / "model.yaml").write_text(PROFILE + "".join(lines), encoding="utf-8")


def write_index() -> None:
    """`model_index.json` and `scheduler/`."""
    index = {"_class_name": "FluxPipeline", "_diffusers_version": version("diffusers"), **PARTS}
    (RELEASE / "model_index.json").write_text(json.dumps(index, indent=2) + "\n")
    make_scheduler().save_pretrained(RELEASE / "scheduler")


def forget_folders() -> None:
    """The configurations without the path of this machine that diffusers notes in them."""
    for path in sorted(RELEASE.glob("*/config.json")):
        config = json.loads(path.read_text(encoding="utf-8"))
        if config.pop("_name_or_path", None) is not None:
            path.write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    forget_folders()
    write_index()
    write_profile()
