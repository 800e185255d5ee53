"""Carries unfinished training between machines in few small files.

`pack FOLDER` writes the kept states without the optimizer's memory (it is regained in some tens of steps):
averaged weights in float32, current ones in bfloat16, cut into parts of 15 MiB. `unpack FOLDER` puts them
where training finds them.
"""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import torch

from run import load_state, save_state

NAMES = ("autoencoder", "denoiser", "judge-attributes", "judge-identity")
PART = 15 << 20


def pack(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        if (state := load_state(name)) is None:
            continue
        del state["optimizer"]
        state["network"] = {
            k: v.bfloat16() if v.is_floating_point() else v for k, v in state["network"].items()
        }
        file = io.BytesIO()
        torch.save(state, file)
        data = file.getvalue()
        for number, first in enumerate(range(0, len(data), PART)):
            (folder / f"{name}.{number}").write_bytes(data[first : first + PART])


def unpack(folder: Path) -> None:
    for name in NAMES:
        parts = sorted(folder.glob(f"{name}.*"), key=lambda path: int(path.suffix[1:]))
        if parts:
            data = io.BytesIO(b"".join(path.read_bytes() for path in parts))
            save_state(name, torch.load(data, map_location="cpu", weights_only=True))


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("action", choices=("pack", "unpack"))
    arguments.add_argument("folder", type=Path)
    given = arguments.parse_args()
    (pack if given.action == "pack" else unpack)(given.folder)
