"""Compares pictures that Weft and diffusers make of the same model, noise and prompts.

    python Tests/Reference/critters_parity.py --weft .build/release/weft checkpoints/critters

For eight prompts, at 128 × 128 and 192 × 128 pixels, with and without true guidance, both draw with
the defaults of the model's profile, in float32, from the noise of PyTorch's CPU generator. Prints, for
each picture, the share of 8-bit pixel values that differ by at most one, and fails if a share is
below 99.9 %. --json writes the figures to a file.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from diffusers import FluxPipeline
from PIL import Image

PROMPTS = [
    "a round red critter wearing a hat, waving in the snow",
    "a tall blue striped critter sleeping on the beach",
    "a prickly green critter with a scarf jumping in a meadow",
    "under the stars, a boxy spotted critter",
    "a purple critter waving on the left and an orange critter in glasses on the right, in the forest",
    "a long plain brown critter holding a balloon",
    # Neither are words of the world, nor do they fit 32 tokens: unknown pieces, and a cut.
    "Ein rosa Tierchen — très élégant — with seventeen very small umbrellas, looking at the moon over "
    "the harbour of a town that nobody has drawn yet, while it rains",
    "",
]
SIZES = [(128, 128), (192, 128)]
# graphs/text-to-image.yaml with a guidance scale that can be set.
GRAPH = """
weft: 1
inputs:
  prompt: {type: Text, default: ""}
  model: {type: ModelName, default: critters, family: [flux]}
  seed: {type: Seed, default: 0}
  width: {type: Integer, default: 128}
  height: {type: Integer, default: 128}
  guidance_scale: {type: Number, default: 1}
nodes:
  model: {kind: LoadModel, name: $inputs.model}
  words: {kind: EncodeText, model: $model, text: $inputs.prompt}
  noise: {kind: NoiseLatent, model: $model, width: $inputs.width, height: $inputs.height,
          seed: $inputs.seed}
  denoised: {kind: Sample, model: $model, positive: $words, latent: $noise,
             guidance_scale: $inputs.guidance_scale}
  picture: {kind: DecodeLatent, model: $model, latent: $denoised}
outputs:
  picture: $picture
"""
NEEDED = 0.999


def profile_defaults(folder):
    """The entries of the profile's line `defaults: {…}`."""
    line = re.search(r"^defaults:\s*\{(.*)\}\s*$", (folder / "model.yaml").read_text(), re.MULTILINE)
    pairs = re.findall(r'(\w+):\s*("[^"]*"|[^,]+)', line.group(1))
    return {key: json.loads(value) if value[0] in '"-0123456789' else value for key, value in pairs}


def drawn_by_diffusers(pipeline, defaults, prompt, size, guidance_scale, seed):
    width, height = size
    picture = pipeline(
        prompt=prompt, negative_prompt=defaults["negative"], true_cfg_scale=guidance_scale,
        width=width, height=height, num_inference_steps=defaults["steps"],
        max_sequence_length=defaults["text_tokens"], generator=torch.manual_seed(seed),
    ).images[0]
    return np.asarray(picture.convert("RGB"))


def drawn_by_weft(options, prompt, size, guidance_scale, seed):
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "prompt": prompt, "seed": seed, "width": size[0], "height": size[1],
            "guidance_scale": guidance_scale, "model": options.model.resolve(),
        }
        graph = Path(folder, "graph.yaml")
        graph.write_text(GRAPH)
        command = [options.weft, "run", graph, "--out", folder]
        for key, value in settings.items():
            command += ["--set", f"{key}={value}"]
        subprocess.run([str(part) for part in command], check=True, capture_output=True)
        pictures = sorted(Path(folder).rglob("*.png"))
        if len(pictures) != 1:
            raise RuntimeError(f"expected one picture, found {len(pictures)}")
        return np.asarray(Image.open(pictures[0]).convert("RGB"))


def compared(a, b):
    if a.shape != b.shape:
        raise RuntimeError(f"pictures of shapes {a.shape} and {b.shape}")
    distance = np.abs(a.astype(int) - b.astype(int))
    return {"share": float((distance <= 1).mean()), "same": float((distance == 0).mean()),
            "largest": int(distance.max())}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("model", type=Path, help="folder of the model")
    parser.add_argument("--weft", default="weft", help="the command")
    parser.add_argument("--threads", type=int, default=1, help="threads for PyTorch")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    options = parser.parse_args()

    torch.set_num_threads(options.threads)
    torch.set_grad_enabled(False)
    pipeline = FluxPipeline.from_pretrained(options.model, torch_dtype=torch.float32)
    pipeline.set_progress_bar_config(disable=True)
    defaults = profile_defaults(options.model)

    rows, start = [], time.time()
    for seed, prompt in enumerate(PROMPTS):
        for size in SIZES:
            for guidance_scale in (1.0, float(defaults["guidance_scale"])):
                arguments = (prompt, size, guidance_scale, seed)
                figures = compared(drawn_by_weft(options, *arguments),
                                   drawn_by_diffusers(pipeline, defaults, *arguments))
                rows.append({"prompt": prompt, "size": f"{size[0]}x{size[1]}", "seed": seed,
                             "guidance_scale": guidance_scale, **figures})
                print(f"{figures['share']:.6f} within 1, {figures['same']:.6f} equal, largest "
                      f"{figures['largest']:3d}  {rows[-1]['size']} guidance {guidance_scale} "
                      f"{prompt!r}", flush=True)

    lowest = min(row["share"] for row in rows)
    print(f"{len(rows)} pictures in {time.time() - start:.0f} s; lowest share {lowest:.6f}, "
          f"needed {NEEDED}")
    if options.json:
        options.json.write_text(json.dumps({"lowest": lowest, "pictures": rows}, indent=2) + "\n")
    return 0 if lowest >= NEEDED else 1


if __name__ == "__main__":
    sys.exit(main())
