"""Weights of four bits in the form of bitsandbytes, and the numbers they stand for."""

from importlib.metadata import version

import bitsandbytes.functional as functional
import torch
from safetensors.torch import save_file

from fixture import TESTS, begin

SEED = 43

# Name, kind, type, whether scales are themselves quantized, numbers to a scale, shape. Rows that are not
# whole runs, an odd row, more than 256 runs, and one that ends within a run.
MATRICES = (
    ("nested", "nf4", torch.bfloat16, True, 64, (140, 128)),
    ("plain", "nf4", torch.float32, False, 64, (24, 40)),
    ("half", "nf4", torch.float16, True, 64, (6, 64)),
    ("fp4", "fp4", torch.bfloat16, True, 64, (24, 40)),
    ("odd", "fp4", torch.float32, False, 128, (9, 37)),
)


def main():
    begin(SEED)
    tensors = {}
    for name, kind, dtype, nested, run, shape in MATRICES:
        matrix = (torch.randn(shape) * torch.rand(shape[0], 1)).to(dtype)
        packed, state = functional.quantize_4bit(
            matrix, quant_type=kind, compress_statistics=nested, blocksize=run)
        tensors[f"{name}.weight"] = packed
        for key, value in state.as_dict(packed=True).items():
            tensors[f"{name}.weight.{key}"] = value
        wide = functional.dequantize_4bit(packed, state)
        assert wide.dtype == dtype and wide.shape == shape
        tensors[f"wide.{name}"] = wide
    folder = TESTS / "LayersTests" / "Fixtures" / "FourBits"
    folder.mkdir(parents=True, exist_ok=True)
    metadata = {"source": "bitsandbytes:functional.py", "seed": str(SEED),
                "bitsandbytes": version("bitsandbytes"), "torch": version("torch")}
    save_file({key: value.clone() for key, value in tensors.items()},
              folder / "matrices.safetensors", metadata=metadata)


if __name__ == "__main__":
    main()
