"""Matrices rounded to the blocks of GGUF files, by plain rounding.

The gguf package rounds to the formats without K; for the others, groups get the scale and the least number
that their ends ask for. Programs that search for better scales lose less.
"""

import gguf
import numpy as np
from gguf.constants import GGML_QUANT_SIZES, GGMLQuantizationType as Type

IQ4 = np.array([-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113], np.float32)


def quantized(matrix: np.ndarray, kind: Type) -> np.ndarray:
    """The rows of a float32 matrix as bytes, `[rows, bytes]`."""
    count, size = GGML_QUANT_SIZES[kind]
    rows, columns = matrix.shape
    if kind not in PACKED:
        return gguf.quants.quantize(matrix, kind)
    parts = np.array_split(matrix.reshape(-1, count), max(1, matrix.size // (1 << 24)))
    return np.concatenate([PACKED[kind](part) for part in parts]).reshape(rows, columns // count * size)


def half(x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A float16 for each block as two bytes, and the number it is."""
    bits = x.astype(np.float16)
    return bits.reshape(-1, 1).view(np.uint8), bits.astype(np.float32).reshape(-1, 1)


def ratio(x: np.ndarray, scale: np.ndarray) -> np.ndarray:
    return np.divide(x, scale, out=np.zeros_like(x), where=scale != 0)


def by_ends(blocks: np.ndarray, group: int, top: int, scale_top: int):
    """Codes 0…top, and whole numbers for the scale and the minimum of each group."""
    groups = blocks.reshape(len(blocks), -1, group)
    low = np.minimum(groups.min(2), 0)
    scale = (groups.max(2) - low) / top
    d, dw = half(scale.max(1) / scale_top)
    m, mw = half((-low).max(1) / scale_top)
    scales = np.clip(np.rint(ratio(scale, dw)), 0, scale_top)
    lows = np.clip(np.rint(ratio(-low, mw)), 0, scale_top)
    codes = np.rint(ratio(groups + (mw * lows)[..., None], (dw * scales)[..., None]))
    codes = np.clip(codes, 0, top).astype(np.uint8).reshape(len(blocks), -1)
    return d, m, scales.astype(np.uint8), lows.astype(np.uint8), codes


def by_size(blocks: np.ndarray, group: int, bottom: int, top: int, scale_top: int):
    """Codes bottom…top and a whole number for the scale of each group."""
    groups = blocks.reshape(len(blocks), -1, group)
    scale = np.abs(groups).max(2) / -bottom
    # The end that is farther from zero gets the longer side of the codes.
    farthest = np.take_along_axis(groups, np.abs(groups).argmax(2)[..., None], 2)[..., 0]
    scale = np.where(farthest > 0, -scale, scale)
    d, dw = half(np.abs(scale).max(1) / scale_top)
    scales = np.clip(np.rint(ratio(scale, dw)), -scale_top, scale_top)
    codes = np.clip(np.rint(ratio(groups, (dw * scales)[..., None])), bottom, top)
    return d, scales.astype(np.int8), codes.astype(np.int8).reshape(len(blocks), -1)


def six_bits(scales: np.ndarray, lows: np.ndarray) -> np.ndarray:
    first = scales[:, :4] | (scales[:, 4:] >> 4) << 6
    second = lows[:, :4] | (lows[:, 4:] >> 4) << 6
    return np.concatenate([first, second, (scales[:, 4:] & 15) | (lows[:, 4:] & 15) << 4], 1)


def nibbles(codes: np.ndarray) -> np.ndarray:
    runs = codes.reshape(len(codes), 4, 2, 32)
    return (runs[:, :, 0] | runs[:, :, 1] << 4).reshape(len(codes), -1)


def quarters(codes: np.ndarray) -> np.ndarray:
    runs = codes.reshape(len(codes), 2, 4, 32)
    return (runs[:, :, 0] | runs[:, :, 1] << 2 | runs[:, :, 2] << 4 | runs[:, :, 3] << 6).reshape(len(codes), -1)


def q2_k(blocks):
    d, m, scales, lows, codes = by_ends(blocks, 16, 3, 15)
    return np.concatenate([scales | lows << 4, quarters(codes), d, m], 1)


def q3_k(blocks):
    d, scales, codes = by_size(blocks, 16, -4, 3, 31)
    codes = (codes + 4).astype(np.uint8)
    high = (codes >> 2).reshape(len(codes), 8, 32)
    mask = sum(high[:, i] << i for i in range(8)).astype(np.uint8)
    s = (scales + 32).astype(np.uint8)
    low = (s[:, :8] & 15) | (s[:, 8:] & 15) << 4
    top = sum((s[:, 4 * i:4 * i + 4] >> 4) << 2 * i for i in range(4)).astype(np.uint8)
    return np.concatenate([mask, quarters(codes & 3), low, top, d], 1)


def q4_k(blocks):
    d, m, scales, lows, codes = by_ends(blocks, 32, 15, 63)
    return np.concatenate([d, m, six_bits(scales, lows), nibbles(codes)], 1)


def q5_k(blocks):
    d, m, scales, lows, codes = by_ends(blocks, 32, 31, 63)
    fifth = sum((codes[:, 32 * i:32 * i + 32] >> 4) << i for i in range(8)).astype(np.uint8)
    return np.concatenate([d, m, six_bits(scales, lows), fifth, nibbles(codes & 15)], 1)


def q6_k(blocks):
    d, scales, codes = by_size(blocks, 16, -32, 31, 127)
    codes = (codes + 32).astype(np.uint8).reshape(len(codes), 2, 4, 32)
    low = np.stack([codes[:, :, 0] & 15 | (codes[:, :, 2] & 15) << 4,
                    codes[:, :, 1] & 15 | (codes[:, :, 3] & 15) << 4], 2)
    high = sum((codes[:, :, g] >> 4) << 2 * g for g in range(4)).astype(np.uint8)
    n = len(codes)
    return np.concatenate([low.reshape(n, -1), high.reshape(n, -1), scales.view(np.uint8), d], 1)


def nearest_iq4(x: np.ndarray) -> np.ndarray:
    return np.searchsorted((IQ4[1:] + IQ4[:-1]) / 2, x).astype(np.uint8)


def iq4_nl(blocks):
    farthest = np.take_along_axis(blocks, np.abs(blocks).argmax(1)[:, None], 1)[:, 0]
    d, dw = half(farthest / IQ4[0])
    codes = nearest_iq4(ratio(blocks, np.broadcast_to(dw, blocks.shape)))
    return np.concatenate([d, codes[:, :16] | codes[:, 16:] << 4], 1)


def iq4_xs(blocks):
    groups = blocks.reshape(len(blocks), 8, 32)
    farthest = np.take_along_axis(groups, np.abs(groups).argmax(2)[..., None], 2)[..., 0]
    scale = farthest / IQ4[0]
    d, dw = half(np.abs(scale).max(1) / 31)
    scales = np.clip(np.rint(ratio(scale, dw)), -31, 31)
    codes = nearest_iq4(ratio(groups, np.broadcast_to((dw * scales)[..., None], groups.shape)))
    s = (scales + 32).astype(np.uint16)
    high = sum((s[:, i] >> 4) << 2 * i for i in range(8)).astype(np.uint16).reshape(-1, 1).view(np.uint8)
    low = ((s[:, 0::2] & 15) | (s[:, 1::2] & 15) << 4).astype(np.uint8)
    halves = codes[:, :, :16] | codes[:, :, 16:] << 4
    return np.concatenate([d, high, low, halves.reshape(len(blocks), -1)], 1)


PACKED = {Type.Q2_K: q2_k, Type.Q3_K: q3_k, Type.Q4_K: q4_k, Type.Q5_K: q5_k, Type.Q6_K: q6_k,
          Type.IQ4_NL: iq4_nl, Type.IQ4_XS: iq4_xs}
