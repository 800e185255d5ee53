"""Times networks of random weights beside other programs on the same files, and prints the ratios.

    make bench-peers

The networks have their true width and few blocks; the weights are drawn once into `--models`. Each is run by
`weft-bench --models` and by a peer, on one thread, one after the other; the least processor time of several runs
counts. Peers are PyTorch (diffusers and transformers; the autoencoder channels-last), stable-diffusion.cpp and
llama.cpp. Where ours is bfloat16, PyTorch's counts in bfloat16 or in float32, whichever is faster: float32 where
the processor has no bfloat16 instructions, and there bfloat16 is not tried for FLUX and the autoencoder. A line
that cannot be run is left out, and why is told on standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from peer_models import Depths, make

BINARY = Path(".build/release/weft-bench")
RESULT = Path(".build/bench-peers.json")
PEERS = Path(__file__).parent / "peers.py"
NAMES = {"pytorch": "PyTorch"}


@dataclass(frozen=True)
class Line:
    """A line of the table: a network, the form of its weights, and what its time is compared with."""

    name: str
    case: str
    """The row of weft-bench, without `network/`."""
    form: str
    goal: float
    peers: tuple[tuple[str, str], ...]
    """Programs, and forms they read."""
    parts: tuple[str, ...]
    """What the peers load; ours loads the first."""
    precision: str = "exact"


FASTER = (("pytorch", "f32"), ("pytorch", "bf16"))
DIFFUSION = ("transformer", "text_encoder", "vae")
LINES = (
    Line("FLUX 512² bf16", "flux-512", "bf16", 0.70, FASTER, ("transformer",)),
    Line("FLUX 1024² bf16", "flux-1024", "bf16", 0.47, FASTER, ("transformer",)),
    Line("FLUX 512² Q8_0, fast", "flux-text-256", "gguf-q8_0", 0.17,
         (("stable-diffusion.cpp", "gguf-q8_0"),), DIFFUSION, "fast"),
    Line("FLUX 512² Q4_K, fast", "flux-text-256", "gguf-q4_k", 0.17,
         (("stable-diffusion.cpp", "gguf-q4_k"),), DIFFUSION, "fast"),
    Line("FLUX 512² f32", "flux-512", "f32", 0.43, (("pytorch", "f32"),), ("transformer",)),
    Line("VAE decode 512² bf16", "vae-decode-512", "bf16", 0.85, FASTER, ("vae",)),
    Line("VAE decode 512² f32", "vae-decode-512", "f32", 0.78, (("pytorch", "f32"),), ("vae",)),
    Line("T5-XXL 256 tokens bf16", "t5-256", "bf16", 0.80, FASTER, ("text_encoder_2",)),
    Line("LM prefill 300 tokens bf16", "lm-prefill-300", "bf16", 0.75, FASTER, ("language_model",)),
    Line("LM decode bf16", "lm-decode", "gguf-bf16", 0.90,
         (("llama.cpp", "gguf-bf16"),), ("language_model",)),
    Line("LM decode Q8_0, fast", "lm-decode", "gguf-q8_0", 0.90,
         (("llama.cpp", "gguf-q8_0"),), ("language_model",), "fast"),
    Line("first step, FLUX 512² bf16", "flux-512", "bf16", 1.1, (), ("transformer",)),
)


def output(command: list, **environment: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})
    if done.returncode != 0:
        raise RuntimeError((done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1])
    return done.stdout


def ours(line: Line, folder: Path, words: list[str]) -> dict[str, dict]:
    """The rows of weft-bench for a line's network, by name."""
    command = [BINARY, *words, "--models", folder / line.form, "--precision", line.precision]
    printed = output([*command, "--threads", "1", "--json"])
    return {row["name"]: row for row in json.loads(printed)["rows"]}


@cache
def peer(case: str, program: str, form: str, folder: Path) -> float:
    command = [sys.executable, PEERS, "--models", folder, program, case, form]
    printed = output(command, OMP_NUM_THREADS="1").split()
    if not printed:
        raise RuntimeError(f"{program} ended without a figure")
    return float(printed[-1])


def timed(line: Line, folder: Path) -> tuple[float, float, str, str]:
    """Seconds of ours, of the best peer, its name, and what the others took."""
    row = f"network/{line.case}"
    if not line.peers:
        steps = ours(line, folder, ["first"])
        first, second, third = (steps[f"{row} {name}"]["value"] / 1e3 for name in ("first", "second", "third"))
        return first, min(second, third), "a warm step", ""
    time_taken = ours(line, folder, [row])[row]["milliseconds"] / 1e3
    theirs = {}
    for program, form in line.peers:
        name = f"{NAMES.get(program, program)} {form.removeprefix('gguf-')}"
        theirs[name] = peer(line.case, program, form, folder)
    best = min(theirs, key=theirs.get)
    tried = {name: taken for name, taken in theirs.items() if taken < float("inf") and name != best}
    others = "".join(f"   ({name} {taken:.3f} s)" for name, taken in tried.items())
    return time_taken, theirs[best], best, others


def compare(folder: Path, depths: Depths, words: list[str]) -> None:
    rows = []
    for line in LINES:
        if words and not any(word in line.name for word in words):
            continue
        try:
            make(line.parts[0], line.form, folder, depths)
            for part in line.parts[1:]:
                make(part, "f32", folder, depths)
            for _, form in line.peers:
                make(line.parts[0], form, folder, depths)
            time_taken, best, name, others = timed(line, folder)
        except (RuntimeError, ImportError, OSError) as error:
            print(f"{line.name}: left out: {error}", file=sys.stderr, flush=True)
            continue
        rows.append({
            "name": line.name, "ours": time_taken, "peer": best, "peer_name": name,
            "ratio": time_taken / best, "goal": line.goal,
        })
        print(
            f"{line.name:28} ours {time_taken:8.3f} s   {name:26} {best:8.3f} s   "
            f"ratio {time_taken / best:.2f}   goal {line.goal:.2f}{others}", flush=True,
        )
    RESULT.write_text(json.dumps({"rows": rows}, indent=2) + "\n")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--models", type=Path, default=Path("~/.cache/weft-bench/models").expanduser())
    arguments.add_argument("--double", type=int, default=1, help="double-stream blocks of FLUX")
    arguments.add_argument("--single", type=int, default=2, help="single-stream blocks of FLUX")
    arguments.add_argument("--text", type=int, default=2, help="layers of T5")
    arguments.add_argument("--language", type=int, default=4, help="layers of the language model")
    arguments.add_argument("words", nargs="*", help="only lines whose names contain one of these")
    given = arguments.parse_args()
    depths = Depths(given.double, given.single, given.text, given.language)
    compare(given.models, depths, given.words)
