"""Times networks of random weights beside PyTorch on the same files, and prints the ratios.

    make bench-peers

The networks have their true width and few blocks; the weights are drawn once into `--models`, in
bfloat16 and float32, in diffusers' layout. Each is run by `weft-bench --models` and by diffusers or
transformers, on one thread, one after the other, and the least processor time of several runs counts.
Of PyTorch's two element types the faster one is the peer of our bfloat16: where the processor has no
bfloat16 instructions, that is float32.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

THREADS = "1"
BINARY = Path(".build/release/weft-bench")
RESULT = Path(".build/bench-peers.json")

CASES = {
    "network/flux-512": ("transformer", 0.70, 0.43),
    "network/flux-1024": ("transformer", 0.47, None),
    "network/vae-decode-512": ("vae", 0.85, 0.78),
    "network/t5-256": ("text_encoder_2", 0.80, None),
    "network/t5-512": ("text_encoder_2", None, None),
}
"""The folder of each network, and what ratio is aimed at in bfloat16 and float32."""

TYPES = ("bf16", "f32")


def element_type(name: str):
    import torch

    return {"bf16": torch.bfloat16, "f32": torch.float32}[name]


def make(part: str, name: str, folder: Path, double: int, single: int, layers: int) -> None:
    """Write one network of random weights, unless it is there."""
    target = folder / name / part
    if (target / "config.json").exists():
        return
    import torch

    torch.manual_seed(1)
    if part == "transformer":
        from diffusers import FluxTransformer2DModel as Kind

        network = Kind(num_layers=double, num_single_layers=single, guidance_embeds=False)
    elif part == "vae":
        from diffusers import AutoencoderKL as Kind

        network = Kind(
            down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
            block_out_channels=(128, 256, 512, 512), layers_per_block=2, latent_channels=16,
            scaling_factor=0.3611, shift_factor=0.1159, use_quant_conv=False, use_post_quant_conv=False,
        )
    else:
        from transformers import T5Config
        from transformers import T5EncoderModel as Kind

        network = Kind(T5Config(
            vocab_size=32128, d_model=4096, d_kv=64, d_ff=10240, num_layers=layers, num_heads=64,
            feed_forward_proj="gated-gelu", tie_word_embeddings=False, is_encoder_decoder=False,
        ))
    network.to(element_type(name)).save_pretrained(target)


def peer(case: str, part: str, folder: Path, name: str) -> float:
    """The least processor time of a run of PyTorch in this process, in seconds."""
    import torch

    torch.set_num_threads(int(THREADS))
    dtype, path = element_type(name), folder / name / part
    if part == "transformer":
        from diffusers import FluxTransformer2DModel

        network = FluxTransformer2DModel.from_pretrained(path, torch_dtype=dtype).eval()
        rows = int(case.rsplit("-", 1)[1]) // 16
        ids = torch.zeros(rows, rows, 3)
        ids[..., 1] += torch.arange(rows)[:, None]
        ids[..., 2] += torch.arange(rows)[None]
        inputs = {
            "hidden_states": torch.randn(1, rows * rows, 64).to(dtype),
            "encoder_hidden_states": torch.randn(1, 512, 4096).to(dtype),
            "pooled_projections": torch.randn(1, 768).to(dtype),
            "timestep": torch.tensor([0.5], dtype=dtype),
            "img_ids": ids.reshape(-1, 3).to(dtype),
            "txt_ids": torch.zeros(512, 3, dtype=dtype),
        }
        run = lambda: network(**inputs, return_dict=False)
    elif part == "vae":
        from diffusers import AutoencoderKL

        network = AutoencoderKL.from_pretrained(path, torch_dtype=dtype).eval()
        network = network.to(memory_format=torch.channels_last)
        latent = torch.randn(1, 16, 64, 64).to(dtype).to(memory_format=torch.channels_last)
        run = lambda: network.decode(latent, return_dict=False)
    else:
        from transformers import T5EncoderModel

        network = T5EncoderModel.from_pretrained(path, dtype=dtype).eval()
        tokens = torch.arange(int(case.rsplit("-", 1)[1]))[None] * 37 % 32000
        run = lambda: network(tokens)
    best = float("inf")
    with torch.inference_mode():
        for _ in range(3):
            start = time.process_time()
            run()
            best = min(best, time.process_time() - start)
    return best


def ours(case: str, folder: Path, name: str) -> float:
    """The least processor time of a run of ours, in seconds."""
    output = subprocess.run(
        [BINARY, case, "--models", folder / name, "--threads", THREADS, "--json"],
        check=True, capture_output=True, text=True,
    ).stdout
    rows = {row["name"]: row for row in json.loads(output)["rows"]}
    return rows[case]["milliseconds"] / 1e3


def in_own_process(arguments: list[str]) -> float:
    """What another process of this script measures, so that no two networks share memory."""
    environment = {**os.environ, "OMP_NUM_THREADS": THREADS}
    command = [sys.executable, __file__, *arguments]
    return float(subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout)


def compare(folder: Path, cases: list[str]) -> None:
    rows = []
    for case in cases:
        part, *goals = CASES[case]
        theirs = {
            name: in_own_process(["--models", str(folder), "--peer", case, name]) for name in TYPES
        }
        for name, goal in zip(TYPES, goals):
            best = min(theirs, key=theirs.get) if name == "bf16" else name
            time_taken = ours(case, folder, name)
            row = {
                "name": f"{case.removeprefix('network/')} {name}", "ours": time_taken,
                "peer": theirs[best], "peer_name": f"PyTorch {best}",
                "ratio": time_taken / theirs[best], "goal": goal,
            }
            rows.append(row)
            print(
                f"{row['name']:24} ours {row['ours']:8.2f} s   {row['peer_name']:13} {row['peer']:8.2f} s   "
                f"ratio {row['ratio']:.2f}" + (f"   goal {goal:.2f}" if goal else ""), flush=True,
            )
    RESULT.write_text(json.dumps({"rows": rows}, indent=2) + "\n")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--models", type=Path, default=Path("~/.cache/weft-bench/models").expanduser())
    arguments.add_argument("--double", type=int, default=1, help="double-stream blocks of FLUX")
    arguments.add_argument("--single", type=int, default=2, help="single-stream blocks of FLUX")
    arguments.add_argument("--layers", type=int, default=2, help="layers of T5")
    arguments.add_argument("--peer", nargs=2, metavar=("CASE", "TYPE"), help="only print PyTorch's seconds")
    arguments.add_argument("cases", nargs="*", default=list(CASES), help="which networks")
    given = arguments.parse_args()
    if given.peer:
        case, name = given.peer
        print(peer(case, CASES[case][0], given.models, name))
    else:
        for case in given.cases:
            for name in TYPES:
                make(CASES[case][0], name, given.models, given.double, given.single, given.layers)
        compare(given.models, given.cases)
