"""What the types of weights lose: at the end of a FLUX of random weights, and in the pictures of critters.

    make accuracy

A FLUX of the published depth (19 double-stream and 38 single-stream blocks) and a width of 512 gets random
weights, which are rounded to every type; `weft-bench accuracy` evaluates each. Critters draws the same held-out
captions from the same noise with weights of some types, and its judge of attributes reads the pictures. Prints
the tables of docs/weights.md.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

import gguf
import numpy as np
import torch
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType as Type
from safetensors.torch import load_file, save_file

from quantized import quantized

ROOT = Path(__file__).resolve().parent.parent.parent
TYPES = ["Q8_0", "Q6_K", "Q5_K", "Q5_1", "Q5_0", "Q4_K", "Q4_1", "Q4_0", "IQ4_NL", "IQ4_XS", "Q3_K", "Q2_K"]
FLOATS = {"BF16": torch.bfloat16, "F16": torch.float16, "F8_E4M3": torch.float8_e4m3fn,
          "F8_E5M2": torch.float8_e5m2}
# In the form of bitsandbytes, with scales of eight bits: 4 bits, 8 for 64 numbers, 32 for 64 · 256.
TABLES = {"NF4": "nf4", "FP4": "fp4"}
TABLE_BITS = 4 + 8 / 64 + 32 / (64 * 256)
CONFIGURATION = {
    "num_layers": 19, "num_single_layers": 38, "num_attention_heads": 4, "attention_head_dim": 128,
    "joint_attention_dim": 4096, "pooled_projection_dim": 768, "guidance_embeds": True,
    "_class_name": "FluxTransformer2DModel",
}


def random_transformer(c: dict) -> dict[str, torch.Tensor]:
    """Weights whose outputs have about the size of their inputs."""
    generator = torch.Generator().manual_seed(1)
    weights: dict[str, torch.Tensor] = {}
    width = c["num_attention_heads"] * c["attention_head_dim"]

    def linear(name: str, inputs: int, outputs: int, gain: float = 1) -> None:
        weights[f"{name}.weight"] = torch.randn(outputs, inputs, generator=generator) * gain / inputs**0.5
        weights[f"{name}.bias"] = torch.randn(outputs, generator=generator) * 0.02

    linear("x_embedder", 64, width)
    linear("context_embedder", c["joint_attention_dim"], width)
    for part, inputs in (("timestep", 256), ("guidance", 256), ("text", c["pooled_projection_dim"])):
        linear(f"time_text_embed.{part}_embedder.linear_1", inputs, width)
        linear(f"time_text_embed.{part}_embedder.linear_2", width, width)
    attention = ["to_q", "to_k", "to_v"]
    for i in range(c["num_layers"]):
        block = f"transformer_blocks.{i}"
        for side in ("", "_context"):
            linear(f"{block}.norm1{side}.linear", width, 6 * width, 0.3)
            linear(f"{block}.ff{side}.net.0.proj", width, 4 * width)
            linear(f"{block}.ff{side}.net.2", 4 * width, width)
        for part in [*attention, "to_out.0", "add_q_proj", "add_k_proj", "add_v_proj", "to_add_out"]:
            linear(f"{block}.attn.{part}", width, width)
        for norm in ("norm_q", "norm_k", "norm_added_q", "norm_added_k"):
            weights[f"{block}.attn.{norm}.weight"] = torch.ones(c["attention_head_dim"])
    for i in range(c["num_single_layers"]):
        block = f"single_transformer_blocks.{i}"
        linear(f"{block}.norm.linear", width, 3 * width, 0.3)
        for part in attention:
            linear(f"{block}.attn.{part}", width, width)
        linear(f"{block}.proj_mlp", width, 4 * width)
        linear(f"{block}.proj_out", 5 * width, width)
        for norm in ("norm_q", "norm_k"):
            weights[f"{block}.attn.{norm}.weight"] = torch.ones(c["attention_head_dim"])
    linear("norm_out.linear", width, 2 * width, 0.3)
    linear("proj_out", width, 64)
    return weights


def write(weights: dict[str, torch.Tensor], name: str, path: Path) -> None:
    """One file of the weights; what is no matrix of whole blocks stays as it is."""
    if name in FLOATS or name == "F32":
        kind = FLOATS.get(name, torch.float32)
        save_file({key: tensor.to(kind) if tensor.ndim == 2 else tensor for key, tensor in weights.items()}, path)
        return
    if name in TABLES:
        save_file(in_tables(weights, TABLES[name]), path)
        return
    kind = Type[name]
    count = GGML_QUANT_SIZES[kind][0]
    writer = gguf.GGUFWriter(path, "flux")
    for key, tensor in weights.items():
        numbers = tensor.float().numpy()
        if tensor.ndim == 2 and tensor.shape[1] % count == 0:
            writer.add_tensor(key, quantized(numbers, kind), raw_dtype=kind)
        else:
            writer.add_tensor(key, numbers)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def in_tables(weights: dict[str, torch.Tensor], kind: str) -> dict[str, torch.Tensor]:
    """The matrices by bitsandbytes, and the rest."""
    import bitsandbytes.functional as functional

    parts: dict[str, torch.Tensor] = {}
    for key, tensor in weights.items():
        if tensor.ndim != 2:
            parts[key] = tensor
            continue
        parts[key], state = functional.quantize_4bit(tensor, quant_type=kind, compress_statistics=True, blocksize=64)
        parts |= {f"{key}.{part}": value.clone() for part, value in state.as_dict(packed=True).items()}
    return parts


def flux(bench: Path, folder: Path) -> dict[str, float]:
    """The relative error of each type and precision, in per cent."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(CONFIGURATION))
    missing = [name for name in ["F32", *FLOATS, *TABLES, *TYPES] if not (folder / name).exists()]
    if missing:
        weights = random_transformer(CONFIGURATION)
        for name in missing:
            write(weights, name, folder / "part.gguf")
            (folder / "part.gguf").rename(folder / name)
    output = subprocess.run([bench, "accuracy", "--models", folder, "--json", "--threads", "2"], check=True,
                            capture_output=True, text=True).stdout
    return {row["name"]: row["value"] for row in json.loads(output)["rows"]}


GRAPH = """
weft: 1
inputs:
  model: {{type: ModelName, family: [flux]}}
  captions: {{type: "[Text]", default: {captions}}}
  seeds: {{type: "[Seed]", default: {seeds}}}
nodes:
  model: {{kind: LoadModel, name: $inputs.model, precision: {precision}}}
  words: {{kind: EncodeText, model: $model, for_each: {{text: $inputs.captions}}}}
  noise: {{kind: NoiseLatent, model: $model, for_each: {{seed: $inputs.seeds}}}}
  denoised: {{kind: Sample, model: $model, for_each: {{positive: $words, latent: $noise}}}}
  pictures: {{kind: DecodeLatent, model: $model, for_each: {{latent: $denoised}}}}
outputs:
  pictures: $pictures
"""
PARTS = ("transformer/diffusion_pytorch_model.safetensors", "text_encoder/model.safetensors",
         "text_encoder_2/model.safetensors")


def critters(weft: Path, count: int, cases: list[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """The part of the attributes that the judge finds in the pictures of each case, in per cent."""
    release = ROOT / "checkpoints" / "critters"
    sys.path.insert(0, str(release / "training"))
    from autoencoder import to_tensor
    from PIL import Image
    from report import accuracy
    from judge_attributes import truth
    from world import HELD_OUT, Scene, full_caption

    scenes = [Scene.from_seed(HELD_OUT + i, critters=1) for i in range(count)]
    labels = torch.tensor([truth(scene) for scene in scenes])
    captions = json.dumps([full_caption(scene, Random(scene.seed)) for scene in scenes])
    results = {}
    for name, precision in cases:
        with tempfile.TemporaryDirectory() as scratch:
            model = Path(scratch) / "critters"
            shutil.copytree(release, model, ignore=shutil.ignore_patterns("training", "judge", "pictures"))
            for part in PARTS:
                weights = load_file(model / part)
                (model / part).unlink()
                write(weights, name, model / part)
            graph = Path(scratch) / "graph.yaml"
            graph.write_text(GRAPH.format(captions=captions, seeds=list(range(count)), precision=precision))
            output = Path(scratch) / "out"
            subprocess.run([weft, "run", graph, "--set", f"model={model}", "--out", output, "--cache",
                            Path(scratch) / "cache"], check=True, capture_output=True)
            files = sorted(output.rglob("*.png"), key=lambda path: [int(n) for n in numbers(path.stem)])
            assert len(files) == count, [file.name for file in files][:4]
            drawn = np.stack([np.asarray(Image.open(file).convert("RGB")) for file in files])
            found = accuracy(to_tensor(drawn), labels)
            results[f"{name}, {precision}"] = {key: 100 * value for key, value in found.items()}
            print(name, precision, results[f"{name}, {precision}"], file=sys.stderr, flush=True)
    return results


def numbers(text: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in text).split()


def bits(name: str) -> float:
    """Bits that a number takes, its share of scales included."""
    if name in FLOATS:
        return 8 * FLOATS[name].itemsize
    if name in TABLES:
        return TABLE_BITS
    count, size = GGML_QUANT_SIZES[Type[name]]
    return 8 * size / count


def tables(errors: dict[str, float], scores: dict[str, dict[str, float]]) -> str:
    lines = ["| weights | bits a number | exact | fast |", "|---|---|---|---|"]
    for name in [*FLOATS, *TYPES, *TABLES]:
        exact, fast = errors.get(f"{name}, exact"), errors.get(f"{name}, fast")
        lines.append(f"| {name} | {bits(name):.3g} | {exact:.3g} % | {f'{fast:.3g} %' if fast else '–'} |")
    if scores:
        first = next(iter(scores.values()))
        lines += ["", "| weights, precision | " + " | ".join(first) + " | change |", "|---" * (len(first) + 2) + "|"]
        for name, score in scores.items():
            values = " | ".join(f"{value:.1f} %" for value in score.values())
            lines.append(f"| {name} | {values} | {score['mean'] - first['mean']:+.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--weft", type=Path, default=ROOT / ".build/release/weft")
    arguments.add_argument("--bench", type=Path, default=ROOT / ".build/release/weft-bench")
    arguments.add_argument("--models", type=Path, default=Path("~/.cache/weft-bench/accuracy").expanduser())
    arguments.add_argument("--captions", type=int, default=128)
    given = arguments.parse_args()
    cases = [("F32", "exact"), ("BF16", "exact"), ("Q8_0", "exact"), ("Q8_0", "fast"), ("Q4_0", "exact"),
             ("Q4_0", "fast")]
    scores = critters(given.weft, given.captions, cases) if given.captions else {}
    print(tables(flux(given.bench, given.models), scores))
