"""What every training script shares: where state lives, how long to run, the log, averaged weights."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import torch
from torch import nn

RELEASE = Path(__file__).resolve().parent.parent
"""The model folder these scripts write to."""

LOGS = Path(__file__).resolve().parent / "logs"

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def state_folder() -> Path:
    """Where unfinished training is kept: `$CRITTERS_STATE`, or a folder in the user's cache."""
    folder = Path(os.environ.get("CRITTERS_STATE", "~/.cache/weft-critters")).expanduser()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def autocast():
    """bfloat16 on a GPU, float32 on a CPU."""
    return torch.autocast(DEVICE.type, torch.bfloat16, enabled=DEVICE.type == "cuda")


class Clock:
    """The time a run may take, and the step sizes that follow from it.

    Full step size after a short warm-up, then a linear descent over the last part of the run
    (Hägele et al. 2024, arXiv:2405.18392), so that a run can be continued by a longer one.
    """

    def __init__(self, minutes: float, descent: float = 0.3, warm_up: float = 1.0):
        self.start = time.monotonic()
        self.seconds = minutes * 60
        self.descent = descent
        self.warm_up = min(warm_up * 60, 0.05 * self.seconds)

    @property
    def elapsed(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.start

    @property
    def done(self) -> bool:
        return self.elapsed >= self.seconds

    @property
    def factor(self) -> float:
        """What to multiply the step size with now."""
        left = max(0.0, 1 - self.elapsed / self.seconds)
        return min(1.0, self.elapsed / self.warm_up + 0.01, left / self.descent)


class Average:
    """An exponential average of a network's weights; younger than its horizon it is a plain mean."""

    def __init__(self, network: nn.Module, horizon: float):
        self.decay, self.steps = 1 - 1 / horizon, 0
        self.weights = {k: v.detach().clone() for k, v in network.state_dict().items()}

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        for name, value in network.state_dict().items():
            if value.is_floating_point():
                self.weights[name].lerp_(value, 1 - decay)
            else:
                self.weights[name].copy_(value)

    def state_dict(self) -> dict:
        return {"steps": self.steps, "weights": self.weights}

    def load_state_dict(self, state: dict) -> None:
        self.steps = state["steps"]
        for name, value in state["weights"].items():
            self.weights[name].copy_(value)


class Log:
    """One JSON object a line in `logs/<name>.jsonl`; also printed."""

    def __init__(self, name: str):
        LOGS.mkdir(exist_ok=True)
        self.path = LOGS / f"{name}.jsonl"

    def write(self, **record) -> None:
        rounded = {k: round(v, 5) if isinstance(v, float) else v for k, v in record.items()}
        line = json.dumps(rounded)
        print(line, flush=True)
        with self.path.open("a") as file:
            file.write(line + "\n")


def save_state(name: str, state: dict) -> None:
    """Keep `state` under `name`, whole or not at all."""
    path = state_folder() / f"{name}.pt"
    beside = path.with_suffix(".part")
    torch.save(state, beside)
    beside.replace(path)


def load_state(name: str) -> dict | None:
    """What :func:`save_state` kept, or nothing."""
    path = state_folder() / f"{name}.pt"
    return torch.load(path, map_location=DEVICE, weights_only=True) if path.exists() else None
