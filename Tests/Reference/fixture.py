"""Writes fixtures: small safetensors files that hold inputs, weights and expected outputs.

Tensors are named input.*, weight.* (the publisher's keys) and output.*; the metadata says what
made them, with the seed and the versions of the libraries.
"""

import json
from importlib.metadata import version
from pathlib import Path

import torch
from safetensors.torch import save_file

TESTS = Path(__file__).resolve().parent.parent
LARGEST = 256 * 1024
LIBRARIES = ("torch", "diffusers", "transformers", "numpy")


def begin(seed: int) -> None:
    """Makes what follows the same on every machine: one thread, one seed."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    torch.set_grad_enabled(False)


def write(target, family, name, *, source, seed, inputs=None, weights=None, outputs=None, **facts):
    """Writes Tests/<target>Tests/Fixtures/<family>/<name>.safetensors."""
    tensors = {}
    for prefix, group in (("input", inputs), ("weight", weights), ("output", outputs)):
        for key, tensor in (group or {}).items():
            # clone: tensors that share storage, or are views, are refused by the writer.
            tensors[f"{prefix}.{key}"] = tensor.detach().clone().contiguous()
    metadata = {"source": source, "seed": str(seed)}
    metadata |= {library: version(library) for library in LIBRARIES}
    metadata |= {key: v if isinstance(v, str) else json.dumps(v) for key, v in facts.items()}
    path = TESTS / f"{target}Tests" / "Fixtures" / family / f"{name}.safetensors"
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, path, metadata=metadata)
    size = path.stat().st_size
    if size > LARGEST:
        raise ValueError(f"{path} has {size} bytes, more than {LARGEST}")
    print(f"{path.relative_to(TESTS)}: {len(tensors)} tensors, {size} bytes")


def scramble(module: torch.nn.Module, scale: float = 0.2) -> None:
    """Gives every parameter random values, so that no zero or one hides a mistake."""
    for name, parameter in module.named_parameters():
        noise = torch.randn(parameter.shape) * scale
        is_scale = parameter.ndim == 1 and name.endswith("weight")
        parameter.data.copy_(1 + noise if is_scale else noise)
