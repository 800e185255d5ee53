"""GGUF files and the numbers in every kind of block, by the gguf package."""

from importlib.metadata import version

import gguf
import numpy as np
import torch
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType as Type

from fixture import TESTS, begin, write

SEED = 41
BLOCKS = 5

# Type, and where its float16 scales lie in a block: random bits there would make most blocks NaN.
SCALES = {
    Type.Q4_0: [0], Type.Q4_1: [0, 2], Type.Q5_0: [0], Type.Q5_1: [0, 2], Type.Q8_0: [0],
    Type.IQ4_NL: [0], Type.Q2_K: [80, 82], Type.Q3_K: [108], Type.Q4_K: [0, 2],
    Type.Q5_K: [0, 2], Type.Q6_K: [208], Type.IQ4_XS: [0],
}


def random_blocks(kind, rows, columns, random):
    count, size = GGML_QUANT_SIZES[kind]
    blocks = random.integers(0, 256, (rows * columns // count, size), dtype=np.uint8)
    for place in SCALES[kind]:
        scales = random.normal(0, 0.02, len(blocks)).astype(np.float16)
        blocks[:, place:place + 2] = scales.view(np.uint8).reshape(-1, 2)
    return blocks.reshape(rows, -1)


def blocks():
    random = np.random.default_rng(SEED)
    inputs, outputs = {}, {}
    for kind in SCALES:
        packed = random_blocks(kind, 1, BLOCKS * GGML_QUANT_SIZES[kind][0], random)
        inputs[kind.name] = torch.from_numpy(packed.reshape(BLOCKS, -1))
        numbers = gguf.quants.dequantize(packed, kind).reshape(BLOCKS, -1)
        outputs[kind.name] = torch.from_numpy(numbers)
    for name, kind in (("F8_E4M3", torch.float8_e4m3fn), ("F8_E5M2", torch.float8_e5m2)):
        inputs[name] = torch.from_numpy(random.integers(0, 112, (BLOCKS, 1), dtype=np.uint8))
        outputs[name] = inputs[name].view(kind).float()
    write("Tensors", "Blocks", "formats", source="gguf:quants.py, torch", seed=SEED, inputs=inputs,
          outputs=outputs, gguf=version("gguf"))


def files():
    folder = TESTS / "FormatsTests" / "Fixtures" / "GGUF"
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(SEED)
    writer = gguf.GGUFWriter(folder / "types.gguf", "flux")
    writer.add_uint32("test.unsigned", 7)
    writer.add_int32("test.signed", -7)
    writer.add_float32("test.number", 0.5)
    writer.add_bool("test.bool", True)
    writer.add_string("test.text", 'é "quoted"')
    writer.add_array("test.integers", [1, -2, 3])
    writer.add_array("test.texts", ["a", "bc"])
    writer.add_array("comfy.gguf.orig_shape.flattened", [2, 3, 4, 8])
    numbers = np.array([[1, -2.5, 3], [4, 5, 6]], dtype=np.float32)
    writer.add_tensor("float32", numbers)
    writer.add_tensor("float16", numbers.astype(np.float16))
    bfloat16 = gguf.quants.quantize(numbers, Type.BF16)
    writer.add_tensor("bfloat16", bfloat16, raw_dtype=Type.BF16)
    writer.add_tensor("int8", np.array([1, -1], dtype=np.int8))
    for name, kind, rows, columns in (
            ("matrix", Type.Q4_K, 3, 512), ("flattened", Type.Q8_0, 3, 64),
            ("row", Type.Q5_1, 1, 96)):
        packed = random_blocks(kind, rows, columns, random)
        writer.add_tensor(name, packed[0] if name == "row" else packed, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    reader = gguf.GGUFReader(folder / "types.gguf")
    outputs = {}
    for tensor in reader.tensors:
        if tensor.name not in ("int8", "float16"):
            packed = tensor.data
            values = gguf.quants.dequantize(packed, tensor.tensor_type)
            outputs[tensor.name] = torch.from_numpy(np.array(values))
    write("Formats", "GGUF", "types", source="gguf:gguf_reader.py", seed=SEED, outputs=outputs,
          gguf=version("gguf"))


if __name__ == "__main__":
    begin(SEED)
    blocks()
    files()
