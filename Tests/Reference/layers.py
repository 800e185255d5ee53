"""Layers and activations as torch and transformers compute them."""

import torch
from torch import nn
from transformers.activations import ACT2FN
from transformers.models.t5.modeling_t5 import T5LayerNorm

from fixture import begin, scramble, write

SEED = 11


def layer(name, module, x, **facts):
    scramble(module)
    write("Layers", "Layers", name, source="torch.nn", seed=SEED, inputs={"x": x},
          weights=module.state_dict(), outputs={"y": module(x)}, **facts)


def main():
    begin(SEED)
    layer("linear.from7-to5", nn.Linear(7, 5), torch.randn(2, 3, 7))
    layer("linear.from7-to5-nobias", nn.Linear(7, 5, bias=False), torch.randn(3, 7))
    layer("layer-norm.width33", nn.LayerNorm(33, eps=1e-5), 3 + 2 * torch.randn(2, 5, 33))
    layer("rms-norm.width33", T5LayerNorm(33, eps=1e-6), 3 + 2 * torch.randn(2, 5, 33))
    layer("group-norm.groups3-channels12", nn.GroupNorm(3, 12, eps=1e-6), torch.randn(2, 12, 5, 7))
    layer("convolution.size3", nn.Conv2d(3, 5, 3, padding=1), torch.randn(2, 3, 7, 9))
    layer("convolution.size7-stride2-nobias", nn.Conv2d(3, 4, 7, stride=2, padding=3, bias=False),
          torch.randn(1, 3, 16, 13))
    layer("convolution.size3-stride2-bottom-right",
          nn.Sequential(nn.ZeroPad2d((0, 1, 0, 1)), nn.Conv2d(4, 4, 3, stride=2)),
          torch.randn(1, 4, 8, 6))
    x = torch.cat([torch.linspace(-12, 12, 241), torch.tensor([0.0, -0.0, 1e-6, -1e-6])])
    names = ("relu", "silu", "swish", "gelu", "quick_gelu", "gelu_new", "gelu_pytorch_tanh")
    write("Layers", "Layers", "activations", source="transformers.activations", seed=SEED,
          inputs={"x": x}, outputs={name: ACT2FN[name](x) for name in names})

    # A multi-head attention by torch: three heads of width 4, five queries, seven keys.
    q, k, v = torch.randn(2, 5, 12), torch.randn(2, 7, 12), torch.randn(2, 7, 12)
    heads = lambda x: x.unflatten(-1, (3, 4)).transpose(1, 2)
    attend = nn.functional.scaled_dot_product_attention
    together = lambda y: y.transpose(1, 2).flatten(2)
    bias = torch.randn(1, 3, 5, 7)
    write("Layers", "Layers", "attention.heads3-width4",
          source="torch.nn.functional.scaled_dot_product_attention", seed=SEED,
          inputs={"q": q, "k": k, "v": v, "bias": bias},
          outputs={
              "plain": together(attend(heads(q), heads(k), heads(v))),
              "biased": together(attend(heads(q), heads(k), heads(v), attn_mask=bias, scale=1.0)),
              "causal": together(attend(heads(k), heads(v), heads(k), is_causal=True)),
          })


if __name__ == "__main__":
    main()
