"""Measures what CharaConsist costs beside plain sampling, on critters and on a FLUX of full width.

    python Tests/Reference/cost_characonsist.py --weft .build/release/weft

Each picture is drawn by a process of its own; the identity a frame needs is kept on disk from the process
before. Prints the processor seconds of each as the system counts them, its peak memory as Weft does,
and the bytes of the kept bank. The FLUX of full width (3072, 24 heads of 128) has one double-stream and two single-stream
blocks of random weights in bfloat16, with the text encoders and autoencoder of critters around it.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
from pathlib import Path

import torch
from diffusers import FluxTransformer2DModel

ROOT = Path(__file__).resolve().parent.parent.parent
CRITTERS = ROOT / "checkpoints" / "critters"

HEAD = """
weft: 1
nodes:
  model: {{kind: LoadModel, name: {model}}}
  noise: {{kind: NoiseLatent, model: $model, width: {side}, height: {side}, seed: 7}}
"""
PROMPT = """
  words{n}: {{kind: CharaConsistPrompt, model: $model, background: "in the snow,",
             character: a round red critter, action: {action}}}
"""
PLAIN = """
  picture: {{kind: Sample, model: $model, positive: $words0.conditioning, latent: $noise, steps: {steps},
            guidance_scale: {scale}}}
outputs: {{picture: $picture}}
"""
IDENTITY = """
  identity: {{kind: CharaConsistIdentity, model: $model, prompt: $words0, latent: $noise, steps: {steps},
             guidance_scale: {scale}, share_background: {share}, merge: {merge}, foreground_by: prediction,
             clean_masks: false, threshold: -1}}
"""
FRAME = """
  frame: {{kind: CharaConsistFrame, model: $model, bank: $identity.bank, prompt: $words1, latent: $noise,
          guidance_scale: {scale}, share_background: {share}, merge: {merge}}}
outputs: {{picture: $frame}}
"""


def full_width(folder: Path) -> Path:
    """critters with a transformer of full width and random weights, made once."""
    model = folder / "full-width"
    if not (model / "transformer" / "config.json").exists():
        shutil.copytree(CRITTERS, model, dirs_exist_ok=True,
                        ignore=shutil.ignore_patterns("training", "pictures", "transformer", "model.yaml"))
        torch.manual_seed(0)
        network = FluxTransformer2DModel(
            in_channels=64, num_layers=1, num_single_layers=2, attention_head_dim=128,
            num_attention_heads=24, joint_attention_dim=128, pooled_projection_dim=128,
            guidance_embeds=True, axes_dims_rope=[16, 56, 56]).to(torch.bfloat16)
        network.save_pretrained(model / "transformer", max_shard_size="8GB")
        text = (CRITTERS / "model.yaml").read_text()
        (model / "model.yaml").write_text(text[:text.index("sha256:")])
    return model


def run(options, name: str, text: str, cached: bool) -> dict:
    graph = options.work / f"{name}.yaml"
    graph.write_text(text)
    command = [str(options.weft), "run", str(graph), "--out", str(options.work / "out"), "--json"]
    command += ["--cache", str(options.work / "cache")] if cached else ["--no-cache"]
    with open(options.work / "log", "w+") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
        _, status, usage = os.wait4(process.pid, 0)
        log.seek(0)
        lines = log.read().splitlines()
    if status:
        raise RuntimeError("\n".join(lines))
    # The system's count of a child begins with what its parent held.
    ended = next(event for event in map(json.loads, lines) if event["event"] == "ended")
    return {"seconds": round(usage.ru_utime + usage.ru_stime, 2),
            "peak_mb": round(ended["peak_bytes"] / 1e6, 1)}


def measured(options, model: Path, side: int, steps: int, scale: float) -> list[dict]:
    facts = dict(model=model, side=side, steps=steps, scale=scale)
    prompts = [PROMPT.format(n=i, action=action) for i, action in enumerate(["standing", "waving"])]
    rows = []
    plain = HEAD.format(**facts) + prompts[0] + PLAIN.format(**facts)
    rows.append({"mode": "plain", **run(options, "plain", plain, cached=False)})
    for mode, share, merge in (("sharing", "false", "false"), ("merge", "false", "true"),
                               ("share_bg", "true", "true")):
        shutil.rmtree(options.work / "cache", ignore_errors=True)
        facts |= dict(share=share, merge=merge)
        identity = HEAD.format(**facts) + prompts[0] + IDENTITY.format(**facts)
        first = identity + "outputs: {bank: $identity.bank}\n"
        made = run(options, f"{mode}-identity", first, cached=True)
        bank = max((path.stat().st_size for path in (options.work / "cache").rglob("*")
                    if path.is_file()), default=0)
        rows.append({"mode": f"{mode}: identity", "bank_mb": round(bank / 1e6, 2), **made})
        frame = identity + prompts[1] + FRAME.format(**facts)
        rows.append({"mode": f"{mode}: frame", **run(options, f"{mode}-frame", frame, cached=True)})
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--weft", default=ROOT / ".build/release/weft", type=Path)
    parser.add_argument("--work", type=Path, default=Path("~/.cache/weft-bench/characonsist").expanduser())
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    options.weft = options.weft.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    table = {
        "critters, 128², 20 steps, guidance 4": measured(options, CRITTERS, 128, 20, 4.0),
        "full width, 1 + 2 blocks, 256², 4 steps": measured(
            options, full_width(options.work), 256, 4, 1.0),
    }
    for title, rows in table.items():
        print(f"\n{title}\n{'':22} {'seconds':>8} {'peak MB':>9} {'bank MB':>8}")
        for row in rows:
            print(f"{row['mode']:22} {row['seconds']:8.2f} {row['peak_mb']:9.1f} {row.get('bank_mb', ''):>8}")
    if options.json:
        options.json.write_text(json.dumps(table, indent=2) + "\n")


if __name__ == "__main__":
    main()
