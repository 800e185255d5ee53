"""Safetensors files with every element type, written by the reference."""

import torch
from fixture import TESTS
from safetensors.torch import save_file

FOLDER = TESTS / "FormatsTests" / "Fixtures" / "Safetensors"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    numbers = [1, -2.5, 3]
    types = {
        "float32": torch.tensor([[1, -2.5, 3], [4, 5, 6]]),
        "bfloat16": torch.tensor(numbers, dtype=torch.bfloat16),
        "float16": torch.tensor(numbers, dtype=torch.float16),
        "float64": torch.tensor([1, 2], dtype=torch.float64),
        "int32": torch.tensor([1, -2], dtype=torch.int32),
        "int64": torch.tensor([1, -2]),
        "uint8": torch.tensor([0, 255], dtype=torch.uint8),
        "bool": torch.tensor([True, False]),
        "scalar": torch.tensor(7.0),
        "empty": torch.zeros(0, 3),
    }
    metadata = {"source": "safetensors", "text": 'é "quoted"'}
    save_file(types, FOLDER / "types.safetensors", metadata=metadata)
    # What Weft writes must be the same bytes. One metadata key: the reference does not order them.
    writing = {key: types[key] for key in types if key != "float64"}
    save_file(writing, FOLDER / "writing.safetensors", metadata={"source": "safetensors"})
    float8()


def float8():
    """Every float of eight bits, and a matrix with its scale in both forms of ComfyUI."""
    codes = torch.arange(256, dtype=torch.uint8)
    kinds = {"e4m3": torch.float8_e4m3fn, "e5m2": torch.float8_e5m2}
    tensors = {name: codes.clone().view(kind) for name, kind in kinds.items()}
    tensors |= {f"wide.{name}": codes.view(kind).float() for name, kind in kinds.items()}
    matrix = torch.arange(-32, 32).reshape(4, 16).to(torch.float8_e4m3fn)
    text = torch.tensor(list(b'{"format": "float8_e4m3fn"}'), dtype=torch.uint8)
    tensors |= {
        "scaled_fp8": torch.zeros(0, dtype=torch.float8_e4m3fn),
        "first.weight": matrix, "first.scale_weight": torch.tensor(0.5),
        "first.scale_input": torch.tensor(2.0), "second.weight": matrix.clone(),
        "second.weight_scale": torch.tensor([0.25]), "second.input_scale": torch.tensor(2.0),
        "second.comfy_quant": text, "plain.weight": matrix.clone(),
    }
    folder = TESTS / "LayersTests" / "Fixtures" / "Float8"
    folder.mkdir(parents=True, exist_ok=True)
    save_file(tensors, folder / "float8.safetensors")


if __name__ == "__main__":
    main()
