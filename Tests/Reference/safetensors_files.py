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


if __name__ == "__main__":
    main()
