"""Drawn pictures, kept as one uint8 array so that each is drawn once."""

from __future__ import annotations

import argparse
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np

from run import state_folder
from world import HELD_OUT, SIZE, Scene, draw


def picture_file(held_out: bool) -> Path:
    return state_folder() / ("pictures-held-out.npy" if held_out else "pictures.npy")


def pictures(held_out: bool = False) -> np.ndarray:
    """The drawn pictures `[pictures, 128, 128, 3]`, uint8, mapped; number i is of seed i (+ HELD_OUT)."""
    return np.load(picture_file(held_out), mmap_mode="r")


def _drawn(seed: int) -> np.ndarray:
    return draw(Scene.from_seed(seed))


def _draw_all(first: int, count: int, path: Path, processes: int) -> None:
    part = path.with_suffix(".part.npy")
    target = np.lib.format.open_memmap(part, "w+", np.uint8, (count, SIZE, SIZE, 3))
    with ProcessPoolExecutor(processes) as pool:
        for i, picture in enumerate(pool.map(_drawn, range(first, first + count), chunksize=64)):
            target[i] = picture
    target.flush()
    part.replace(path)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description="Draw the pictures that training uses.")
    arguments.add_argument("--count", type=int, default=24576)
    arguments.add_argument("--held-out", type=int, default=512)
    arguments.add_argument("--processes", type=int, default=2)
    given = arguments.parse_args()
    _draw_all(HELD_OUT, given.held_out, picture_file(held_out=True), given.processes)
    _draw_all(0, given.count, picture_file(held_out=False), given.processes)
