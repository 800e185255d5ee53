"""Autoencoders by diffusers: blocks, whole networks of several shapes, and the BFL spelling."""

import json

import torch
from diffusers import AutoencoderKL
from diffusers.loaders.single_file_utils import convert_ldm_vae_checkpoint
from diffusers.models.attention_processor import Attention
from diffusers.models.downsampling import Downsample2D
from diffusers.models.resnet import ResnetBlock2D
from diffusers.models.upsampling import Upsample2D

from fixture import begin, scramble, write

SEED = 41


def block(name, module, x, source, **facts):
    scramble(module)
    y = module(x, None) if isinstance(module, ResnetBlock2D) else module(x)
    write("Models", "Autoencoder", name, source=source, seed=SEED, inputs={"x": x},
          weights=module.state_dict(), outputs={"y": y}, **facts)


def network(name, picture, rename=None, **numbers):
    channels = numbers["block_out_channels"]
    model = AutoencoderKL(
        down_block_types=["DownEncoderBlock2D"] * len(channels),
        up_block_types=["UpDecoderBlock2D"] * len(channels), **numbers).eval()
    scramble(model)
    x = torch.rand(picture) * 2 - 1
    distribution = model.encode(x).latent_dist
    latent = distribution.mean
    weights = model.state_dict()
    config = {key: value for key, value in model.config.items() if not key.startswith("_")}
    if rename:
        weights = rename(model, weights)
    write("Models", "Autoencoder", name, source="diffusers.AutoencoderKL", seed=SEED,
          inputs={"x": x}, weights=weights, config=json.dumps(config),
          outputs={"mean": latent, "log-variance": distribution.logvar,
                   "decoded": model.decode(latent).sample})


def bfl(model, weights):
    """The same weights under the keys of BFL's autoencoder, checked by diffusers' own reading."""
    levels = len(model.config.block_out_channels)
    renamed = {}
    for key, value in weights.items():
        half, *parts = key.split(".")
        name = ".".join(parts)
        if parts[0] in ("down_blocks", "up_blocks"):
            level = int(parts[1])
            side = f"down.{level}" if parts[0] == "down_blocks" else f"up.{levels - 1 - level}"
            kind = {"resnets": "block", "downsamplers": "downsample",
                    "upsamplers": "upsample"}[parts[2]]
            rest = parts[3:] if kind == "block" else parts[4:]
            name = ".".join([side, kind, *rest]).replace("conv_shortcut", "nin_shortcut")
        elif parts[0] == "mid_block" and parts[1] == "resnets":
            name = ".".join(["mid", f"block_{int(parts[2]) + 1}", *parts[3:]])
        elif parts[0] == "mid_block":
            part, kind = ".".join(parts[3:-1]), parts[-1]
            short = {"group_norm": "norm", "to_q": "q", "to_k": "k", "to_v": "v",
                     "to_out.0": "proj_out"}[part]
            name = f"mid.attn_1.{short}.{kind}"
            if value.ndim == 2:
                value = value[:, :, None, None]
        elif parts[0] == "conv_norm_out":
            name = "norm_out." + parts[1]
        renamed[f"{half}.{name}"] = value
    read = convert_ldm_vae_checkpoint(dict(renamed), model.config)
    assert read.keys() == weights.keys()
    assert all(torch.equal(read[key], weights[key]) for key in weights)
    return renamed


def main():
    begin(SEED)
    block("residual.from8-to8",
          ResnetBlock2D(in_channels=8, out_channels=8, temb_channels=None, groups=4),
          torch.randn(2, 8, 7, 9), "diffusers ResnetBlock2D", groups=4)
    block("residual.from8-to12-shortcut",
          ResnetBlock2D(in_channels=8, out_channels=12, temb_channels=None, groups=4),
          torch.randn(1, 8, 6, 5), "diffusers ResnetBlock2D", groups=4)
    block("attention.channels8", Attention(
        8, heads=1, dim_head=8, eps=1e-6, norm_num_groups=4, residual_connection=True, bias=True,
        upcast_softmax=True, _from_deprecated_attn_block=True), torch.randn(2, 8, 5, 6),
        "diffusers Attention", groups=4)
    block("downsampling.channels6", Downsample2D(6, use_conv=True, padding=0, name="op"),
          torch.randn(2, 6, 8, 10), "diffusers Downsample2D")
    block("upsampling.channels6", Upsample2D(6, use_conv=True), torch.randn(2, 6, 5, 3),
          "diffusers Upsample2D")

    flux = dict(layers_per_block=1, norm_num_groups=4, latent_channels=16, use_quant_conv=False,
                use_post_quant_conv=False, scaling_factor=0.3611, shift_factor=0.1159)
    network("network.channels4-8-8-12-flux", (2, 3, 32, 48), block_out_channels=[4, 8, 8, 12],
            **flux)
    network("network.channels4-8-8-12-bfl", (1, 3, 24, 16), block_out_channels=[4, 8, 8, 12],
            rename=bfl, **(flux | {"layers_per_block": 2, "latent_channels": 4}))
    network("network.channels8-8-12-quant", (1, 3, 20, 12), block_out_channels=[8, 8, 12],
            layers_per_block=2, norm_num_groups=2, latent_channels=4)
    network("network.channels6-10-without-attention", (2, 3, 10, 14), block_out_channels=[6, 10],
            layers_per_block=1, norm_num_groups=2, latent_channels=3, mid_block_add_attention=False,
            scaling_factor=0.5, shift_factor=-0.25)
    network("network.channels8-one-level", (1, 4, 6, 6), in_channels=4, out_channels=2,
            block_out_channels=[8], layers_per_block=1, norm_num_groups=8, latent_channels=2)
    # Wide enough for convolutions by transformed kernels.
    network("network.channels16-16", (1, 3, 18, 22), block_out_channels=[16, 16],
            layers_per_block=1, norm_num_groups=4, latent_channels=2, mid_block_add_attention=False)


if __name__ == "__main__":
    main()
