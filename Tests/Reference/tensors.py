"""Fixtures of the tensor operations, computed by PyTorch."""

import torch
import torch.nn.functional as F

from fixture import begin, write

SEED = 20
FAMILY = "Operations"
SOURCE = "torch.nn.functional"


def record(name, inputs, outputs, **facts):
    write("Tensors", FAMILY, name, source=SOURCE, seed=SEED, inputs=inputs, outputs=outputs, **facts)


def functions():
    x = torch.cat([torch.randn(200) * 3, torch.tensor([0.0, -0.0, 20.0, -20.0, 100.0, -100.0])])
    record(
        "functions.float32",
        {"x": x},
        {
            "gelu": F.gelu(x),
            "gelu_tanh": F.gelu(x, approximate="tanh"),
            "silu": F.silu(x),
            "quick_gelu": x * torch.sigmoid(1.702 * x),
            "rounded": torch.round(x),
        },
    )


def norms():
    x = torch.randn(3, 5, 37) * 2 + 3
    planes = torch.randn(2, 12, 5, 7) - 2
    scale, bias = torch.randn(37), torch.randn(37)
    channel_scale, channel_bias = torch.randn(12), torch.randn(12)
    record(
        "norms.width37",
        {
            "x": x,
            "planes": planes,
            "scale": scale,
            "bias": bias,
            "channel_scale": channel_scale,
            "channel_bias": channel_bias,
        },
        {
            "layer": F.layer_norm(x, [37], scale, bias, 1e-5),
            "layer_plain": F.layer_norm(x, [37], eps=1e-6),
            "rms": F.rms_norm(x, [37], scale, 1e-6),
            "group": F.group_norm(planes, 4, channel_scale, channel_bias, 1e-6),
            "softmax": F.softmax(x, -1),
            "softmax_axis1": F.softmax(x, 1),
        },
    )


def attention():
    q = torch.randn(2, 4, 33, 24)
    k, v = torch.randn(2, 2, 33, 24), torch.randn(2, 2, 33, 16)
    bias = torch.randn(4, 33, 33)
    mask = torch.rand(2, 1, 33, 33) > 0.4
    repeated = k.repeat_interleave(2, 1), v.repeat_interleave(2, 1)
    record(
        "attention.heads4-keyheads2",
        {"q": q, "k": k, "v": v, "bias": bias, "mask": mask},
        {
            "plain": F.scaled_dot_product_attention(q, *repeated),
            "biased": F.scaled_dot_product_attention(q, *repeated, attn_mask=bias, scale=1.0),
            "masked": F.scaled_dot_product_attention(q, *repeated, attn_mask=mask),
            "causal": F.scaled_dot_product_attention(q, *repeated, is_causal=True),
        },
    )


def convolutions():
    x = torch.randn(2, 6, 11, 9)
    cases = {
        "same": (torch.randn(8, 6, 3, 3), dict(padding=1)),
        "strided": (torch.randn(8, 6, 3, 3), dict(stride=2)),
        "dilated": (torch.randn(4, 6, 3, 3), dict(padding=2, dilation=2)),
        "grouped": (torch.randn(9, 2, 3, 2), dict(groups=3)),
        "depthwise": (torch.randn(6, 1, 5, 5), dict(groups=6, padding=2)),
        "pointwise": (torch.randn(5, 6, 1, 1), dict()),
        "patches": (torch.randn(4, 6, 4, 4), dict(stride=4)),
    }
    inputs, outputs = {"x": x}, {}
    for name, (weight, options) in cases.items():
        bias = torch.randn(weight.shape[0])
        inputs |= {f"{name}.weight": weight, f"{name}.bias": bias}
        outputs[name] = F.conv2d(x, weight, bias, **options)
    outputs["down"] = F.conv2d(
        F.pad(x, (0, 1, 0, 1)), inputs["strided.weight"], inputs["strided.bias"], stride=2
    )
    outputs["max_pool"] = F.max_pool2d(x, 3, 2, 1)
    outputs["average_pool"] = F.avg_pool2d(x, 2, 2)
    record("convolution.channels6", inputs, outputs)


def resizing():
    x = torch.rand(1, 2, 13, 17)
    outputs = {}
    for height, width in ((29, 40), (13, 17), (6, 8), (5, 33), (1, 1)):
        size = f"{height}x{width}"
        for mode in ("nearest", "nearest-exact", "area"):
            outputs[f"{mode}.{size}"] = F.interpolate(x, (height, width), mode=mode)
        for mode in ("bilinear", "bicubic"):
            for antialias in (False, True):
                for corners in (False, True):
                    name = mode + "-antialias" * antialias + "-corners" * corners
                    outputs[f"{name}.{size}"] = F.interpolate(
                        x, (height, width), mode=mode, align_corners=corners, antialias=antialias
                    )
    record("resizing.13x17", {"x": x}, outputs)
    x = torch.rand(1, 1, 300, 7)
    outputs = {
        mode + "-antialias" * antialias: F.interpolate(
            x, (97, 7), mode=mode, align_corners=False, antialias=antialias
        )
        for mode in ("bilinear", "bicubic")
        for antialias in (False, True)
    }
    record("resizing.300x7", {"x": x}, outputs)


def random_numbers():
    outputs = {}
    for seed in (0, 42, 2**32 + 5):
        for count in (1, 4, 15, 16, 17, 640, 1000):
            torch.manual_seed(seed)
            outputs[f"normal.{seed}.{count}"] = torch.randn(count)
    torch.manual_seed(7)
    outputs |= {
        "sequence.1": torch.randn(3),
        "sequence.2": torch.rand(5),
        "sequence.3": torch.randn(2, 20),
        "sequence.4": torch.randn(2),
        "sequence.5": torch.randint(0, 1000, (6,)),
        "sequence.6": torch.randn(35),
    }
    record("random.seeds", {}, outputs)


if __name__ == "__main__":
    begin(SEED)
    functions()
    norms()
    attention()
    convolutions()
    resizing()
    random_numbers()
