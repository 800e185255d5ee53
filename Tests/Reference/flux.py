"""Fixtures of the FLUX.1 transformer, from diffusers.

Weights of whole transformers are stored in bfloat16, as published checkpoints are, and computed
with in float32: half the size, and the runtime's use of bfloat16 weights is tested with it.
"""

import inspect

import torch
from diffusers import FluxTransformer2DModel
from diffusers.loaders import single_file_utils
from diffusers.models.embeddings import (
    CombinedTimestepGuidanceTextProjEmbeddings,
    CombinedTimestepTextProjEmbeddings,
)
from diffusers.models.normalization import AdaLayerNormContinuous
from diffusers.models.transformers.transformer_flux import (
    FluxPosEmbed,
    FluxSingleTransformerBlock,
    FluxTransformerBlock,
)

from fixture import begin, scramble, write

SEED = 21
SOURCE = "diffusers:models/transformers/transformer_flux.py"
FAMILY = "Flux"

# Head width 12 of axes 4, 4, 4: three axes, none of them a power of two times the others.
CONFIGURATION = {
    "in_channels": 8,
    "num_layers": 2,
    "num_single_layers": 2,
    "attention_head_dim": 12,
    "num_attention_heads": 2,
    "joint_attention_dim": 10,
    "pooled_projection_dim": 6,
    "guidance_embeds": True,
    "axes_dims_rope": [4, 4, 4],
}
WIDTH = 24


def save(name, **arguments):
    write("Models", FAMILY, name, source=SOURCE, seed=SEED, **arguments)


def image_positions(rows, columns, plane=0):
    r, c = torch.meshgrid(torch.arange(rows), torch.arange(columns), indexing="ij")
    return torch.stack([torch.full_like(r, plane), r, c], -1).reshape(-1, 3)


def rotary_of(positions, axes=(4, 4, 4)):
    return FluxPosEmbed(10000, axes)(positions.float())


def half(rotary):
    """diffusers repeats each cosine and sine for the two numbers of a pair."""
    return {"cosine": rotary[0][:, ::2], "sine": rotary[1][:, ::2]}


def rotary():
    positions = torch.cat([
        torch.zeros(2, 3, dtype=torch.int64),
        image_positions(3, 5),
        torch.tensor([[1, 0, 300], [0, -17, -4], [0, 511, 1023]]),
    ])
    save("rotary.axes16-56-56", inputs={"positions": positions},
         outputs=half(rotary_of(positions, (16, 56, 56))))


def vectors():
    """The vector of timestep, guidance and pooled text, in float32 and as bfloat16 rounds it."""
    pooled = torch.randn(2, 6)
    sigma = torch.tensor([0.9883, 0.1047])
    for name, kind in (("guided", CombinedTimestepGuidanceTextProjEmbeddings),
                       ("plain", CombinedTimestepTextProjEmbeddings)):
        embed = kind(WIDTH, 6)
        scramble(embed)
        guidance = (torch.tensor([3.5, 2.5]) * 1000,) if name == "guided" else ()
        save(f"vector.{name}", inputs={"pooled": pooled, "sigma": sigma},
             weights=embed.state_dict(),
             outputs={"vector": embed(sigma * 1000, *guidance, pooled)},
             config=CONFIGURATION)

    # The numbers that reach the sinusoid when a pipeline runs in bfloat16 and in float32.
    sigmas = torch.cat([torch.linspace(1, 0.001, 997),
                        torch.tensor([0.988409, 0.976222, 0.963394, 0.949873, 0.935599, 0.75])])
    guidances = torch.tensor([1.0, 2.5, 3.5, 4.0, 7.0, 10.0, 30.0])
    outputs = {}
    for name, kind in (("bfloat16", torch.bfloat16), ("float32", torch.float32)):
        timestep = (sigmas * 1000).to(kind) / 1000
        outputs[f"{name}.timesteps"] = (timestep.to(kind) * 1000).float()
        outputs[f"{name}.guidances"] = (guidances.to(kind) * 1000).float()
    save("timestep-precision", inputs={"sigmas": sigmas, "guidances": guidances}, outputs=outputs)


def block_inputs():
    positions = torch.cat([torch.zeros(3, 3, dtype=torch.int64), image_positions(2, 4)])
    return {
        "text": torch.randn(2, 3, WIDTH),
        "image": torch.randn(2, 8, WIDTH),
        "vector": torch.randn(2, WIDTH),
        **half(rotary_of(positions)),
    }, rotary_of(positions)


def double_block():
    block = FluxTransformerBlock(WIDTH, 2, 12)
    scramble(block)
    inputs, angles = block_inputs()
    text, image = block(inputs["image"], inputs["text"], inputs["vector"], angles)
    save("double-stream-block.width24-heads2", inputs=inputs, weights=block.state_dict(),
         outputs={"text": text, "image": image})


def single_block():
    block = FluxSingleTransformerBlock(WIDTH, 2, 12)
    scramble(block)
    inputs, angles = block_inputs()
    text, image = block(inputs["image"], inputs["text"], inputs["vector"], angles)
    save("single-stream-block.width24-heads2", inputs=inputs, weights=block.state_dict(),
         outputs={"text": text, "image": image})


class PerToken(torch.nn.Module):
    """AdaLayerNormZero with a vector for each token: the chunks are cut along the last axis."""

    def __init__(self, norm):
        super().__init__()
        self.norm = norm

    def forward(self, x, emb):
        shift, scale, gate, *rest = self.norm.linear(torch.nn.functional.silu(emb)).chunk(6, -1)
        return self.norm.norm(x) * (1 + scale) + shift, gate, *rest


def double_block_per_token():
    """A vector for each text token: FluxTransformerBlock.forward, where only the text's shift, scale and
    gate have an axis of tokens already."""
    block = FluxTransformerBlock(WIDTH, 2, 12)
    scramble(block)
    inputs, angles = block_inputs()
    inputs["text_vector"] = torch.randn(2, 3, WIDTH)
    context = PerToken(block.norm1_context)
    text, image, vector = inputs["text"], inputs["image"], inputs["vector"]
    x, gate, shift_mlp, scale_mlp, gate_mlp = block.norm1(image, emb=vector)
    y, c_gate, c_shift, c_scale, c_gate_mlp = context(text, inputs["text_vector"])
    x, y = block.attn(hidden_states=x, encoder_hidden_states=y, image_rotary_emb=angles)
    image = image + gate[:, None] * x
    image = image + gate_mlp[:, None] * block.ff(
        block.norm2(image) * (1 + scale_mlp[:, None]) + shift_mlp[:, None])
    text = text + c_gate * y
    text = text + c_gate_mlp * block.ff_context(block.norm2_context(text) * (1 + c_scale) + c_shift)
    save("double-stream-block.vector-per-token", inputs=inputs, weights=block.state_dict(),
         outputs={"text": text, "image": image})


def final_layer():
    norm = AdaLayerNormContinuous(WIDTH, WIDTH, elementwise_affine=False, eps=1e-6)
    linear = torch.nn.Linear(WIDTH, 8)
    scramble(norm)
    scramble(linear)
    x, vector = torch.randn(2, 5, WIDTH), torch.randn(2, WIDTH)
    weights = {f"norm_out.{k}": v for k, v in norm.state_dict().items()}
    weights |= {f"proj_out.{k}": v for k, v in linear.state_dict().items()}
    save("final-layer.width24", inputs={"tokens": x, "vector": vector}, weights=weights,
         outputs={"tokens": linear(norm(x, vector))})


def in_bfloat16(model):
    """The model with weights that bfloat16 holds exactly, and those weights."""
    weights = {k: v.bfloat16() for k, v in model.state_dict().items()}
    model.load_state_dict({k: v.float() for k, v in weights.items()})
    return weights


def transformer_inputs(configuration, batch, text, rows, columns):
    return {
        "image": torch.randn(batch, rows * columns, configuration["in_channels"]),
        "text": torch.randn(batch, text, configuration["joint_attention_dim"]),
        "pooled": torch.randn(batch, configuration["pooled_projection_dim"]),
        "sigma": torch.linspace(0.9, 0.4, batch),
        "guidance": torch.linspace(3.5, 2.0, batch),
        "text_positions": torch.zeros(text, 3, dtype=torch.int64),
        "image_positions": image_positions(rows, columns),
    }


def run(model, inputs, guided):
    return model(
        hidden_states=inputs["image"],
        encoder_hidden_states=inputs["text"],
        pooled_projections=inputs["pooled"],
        timestep=inputs["sigma"],
        guidance=inputs["guidance"] if guided else None,
        img_ids=inputs["image_positions"].float(),
        txt_ids=inputs["text_positions"].float(),
        return_dict=False,
    )[0]


def transformers():
    guided = CONFIGURATION
    plain = CONFIGURATION | {"guidance_embeds": False, "out_channels": 4, "num_layers": 1}
    for name, configuration, shape in (
        ("guided", guided, (2, 5, 3, 4)),
        ("plain", plain, (1, 4, 2, 6)),
    ):
        model = FluxTransformer2DModel(**configuration).eval()
        scramble(model)
        weights = in_bfloat16(model)
        inputs = transformer_inputs(configuration, *shape)
        output = run(model, inputs, configuration["guidance_embeds"])
        save(f"transformer.{name}", inputs=inputs, weights=weights, outputs={"velocity": output},
             config=configuration)
        if name == "guided":
            further_stream(model, inputs)


def further_stream(model, inputs):
    """A reference picture as FLUX.1 Kontext is given one: tokens appended, their output dropped."""
    reference = torch.randn(2, 6, CONFIGURATION["in_channels"])
    positions = image_positions(2, 3, plane=1)
    joined = inputs | {
        "image": torch.cat([inputs["image"], reference], 1),
        "image_positions": torch.cat([inputs["image_positions"], positions]),
    }
    output = run(model, joined, True)[:, : inputs["image"].shape[1]]
    save("transformer.further-stream", weights={},
         inputs=inputs | {"reference": reference, "reference_positions": positions},
         outputs={"velocity": output}, weights_of="transformer.guided")


def original_form():
    """The same network under the keys of the original repository.

    The reference converts them; it holds the published width as a constant, which is replaced.
    """
    c, w = CONFIGURATION, WIDTH
    shapes = {}

    def linear(key, rows, columns):
        shapes[f"{key}.weight"], shapes[f"{key}.bias"] = (rows, columns), (rows,)

    def norms(key):
        for kind in ("query_norm", "key_norm"):
            shapes[f"{key}.{kind}.scale"] = (c["attention_head_dim"],)

    linear("img_in", w, c["in_channels"])
    linear("txt_in", w, c["joint_attention_dim"])
    for key, columns in (("time_in", 256), ("guidance_in", 256), ("vector_in", c["pooled_projection_dim"])):
        linear(f"{key}.in_layer", w, columns)
        linear(f"{key}.out_layer", w, w)
    for i in range(c["num_layers"]):
        for stream in ("img", "txt"):
            key = f"double_blocks.{i}.{stream}"
            linear(f"{key}_mod.lin", 6 * w, w)
            linear(f"{key}_attn.qkv", 3 * w, w)
            norms(f"{key}_attn.norm")
            linear(f"{key}_attn.proj", w, w)
            linear(f"{key}_mlp.0", 4 * w, w)
            linear(f"{key}_mlp.2", w, 4 * w)
    for i in range(c["num_single_layers"]):
        key = f"single_blocks.{i}"
        linear(f"{key}.modulation.lin", 3 * w, w)
        linear(f"{key}.linear1", 7 * w, w)
        linear(f"{key}.linear2", w, 5 * w)
        norms(f"{key}.norm")
    linear("final_layer.adaLN_modulation.1", 2 * w, w)
    linear("final_layer.linear", c["in_channels"], w)

    weights = {}
    for key, shape in shapes.items():
        noise = torch.randn(shape) * 0.2
        weights[key] = ((1 + noise) if key.endswith(".scale") else noise).bfloat16()

    body = inspect.getsource(single_file_utils.convert_flux_transformer_checkpoint_to_diffusers)
    scope = dict(vars(single_file_utils))
    assert "inner_dim = 3072" in body
    exec(body.replace("inner_dim = 3072", f"inner_dim = {w}"), scope)
    converted = scope["convert_flux_transformer_checkpoint_to_diffusers"](
        {k: v.float() for k, v in weights.items()})
    model = FluxTransformer2DModel(**c).eval()
    model.load_state_dict(converted)
    inputs = transformer_inputs(c, 1, 4, 2, 3)
    save("transformer.original-form", inputs=inputs,
         weights={f"model.diffusion_model.{k}": v for k, v in weights.items()},
         outputs={"velocity": run(model, inputs, True)}, config=c)


if __name__ == "__main__":
    begin(SEED)
    rotary()
    vectors()
    double_block()
    single_block()
    double_block_per_token()
    final_layer()
    transformers()
    original_form()
