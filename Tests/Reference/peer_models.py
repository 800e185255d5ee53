"""Networks of random weights, of true width and few blocks, for `bench_peers.py`: one set of numbers in every form.

Floating forms are folders as diffusers and transformers save them; forms in blocks are GGUF files under the names
that stable-diffusion.cpp and llama.cpp read: the original ones of FLUX, and llama.cpp's own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

WIDTH = 3072  # of FLUX


@dataclass(frozen=True)
class Depths:
    """How many blocks the networks have."""

    double: int
    single: int
    text: int
    language: int


def element_type(name: str):
    import torch

    return {"bf16": torch.bfloat16, "f32": torch.float32}[name]


def make(part: str, form: str, folder: Path, depths: Depths) -> None:
    """Write a network, unless it is there: `form` is f32, bf16, or gguf- and the name of a type."""
    if form.startswith("gguf-"):
        make(part, "f32", folder, depths)
        target = folder / form / f"{part}.gguf"
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            (write_flux if part == "transformer" else write_language_model)(
                folder / "f32" / part, target, form.removeprefix("gguf-").upper())
        return
    target = folder / form / part
    if (target / "config.json").exists():
        return
    import torch

    torch.manual_seed(1)
    network = {"transformer": flux, "vae": autoencoder, "text_encoder": clip, "text_encoder_2": t5,
               "language_model": language_model}[part](depths).to(element_type(form))
    network.save_pretrained(target, max_shard_size="100GB")
    if part == "text_encoder":
        as_published(target / "model.safetensors")


def flux(depths: Depths):
    from diffusers import FluxTransformer2DModel

    return FluxTransformer2DModel(
        num_layers=depths.double, num_single_layers=depths.single, guidance_embeds=False)


def autoencoder(depths: Depths):
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(128, 256, 512, 512), layers_per_block=2, latent_channels=16,
        scaling_factor=0.3611, shift_factor=0.1159, use_quant_conv=False, use_post_quant_conv=False)


def clip(depths: Depths):
    from transformers import CLIPTextConfig, CLIPTextModel

    return CLIPTextModel(CLIPTextConfig(
        hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12))


def as_published(file: Path) -> None:
    """Give the weights of CLIP the prefix that published files have, and that newer transformers drop."""
    from safetensors.torch import load_file, save_file

    weights = {f"text_model.{name.removeprefix('text_model.')}": tensor for name, tensor in load_file(file).items()}
    save_file(weights, file)


def t5(depths: Depths):
    from transformers import T5Config, T5EncoderModel

    return T5EncoderModel(T5Config(
        vocab_size=32128, d_model=4096, d_kv=64, d_ff=10240, num_layers=depths.text, num_heads=64,
        feed_forward_proj="gated-gelu", tie_word_embeddings=False, is_encoder_decoder=False))


def language_model(depths: Depths):
    """Of the width of Qwen2.5-VL-3B."""
    from transformers import Qwen2Config, Qwen2ForCausalLM

    return Qwen2ForCausalLM(Qwen2Config(
        vocab_size=151936, hidden_size=2048, intermediate_size=11008, num_hidden_layers=depths.language,
        num_attention_heads=16, num_key_value_heads=2, max_position_embeddings=32768,
        tie_word_embeddings=True, rope_parameters={"rope_type": "default", "rope_theta": 1e6}))


def tensors(folder: Path):
    from safetensors import safe_open

    (file,) = folder.glob("*.safetensors")
    return safe_open(file, "pt")


class Writer:
    """A GGUF file whose matrices are rounded to a type."""

    def __init__(self, target: Path, architecture: str, kind: str):
        import gguf

        self.file = gguf.GGUFWriter(target, architecture)
        self.kind = gguf.GGMLQuantizationType[kind]
        self.row = gguf.GGML_QUANT_SIZES[self.kind][0]

    def add(self, name: str, tensor) -> None:
        import gguf
        from quantized import quantized

        numbers = tensor.float().numpy()
        if tensor.ndim != 2 or tensor.shape[1] % self.row != 0:
            self.file.add_tensor(name, numbers)
        elif self.kind == gguf.GGMLQuantizationType.BF16:
            self.file.add_tensor(name, gguf.quants.quantize(numbers, self.kind), raw_dtype=self.kind)
        else:
            self.file.add_tensor(name, quantized(numbers, self.kind), raw_dtype=self.kind)

    def close(self) -> None:
        self.file.write_header_to_file()
        self.file.write_kv_data_to_file()
        self.file.write_tensors_to_file()
        self.file.close()


def write_language_model(folder: Path, target: Path, kind: str) -> None:
    import gguf

    config = json.loads((folder / "config.json").read_text())
    writer = Writer(target, "qwen2", kind)
    writer.file.add_block_count(config["num_hidden_layers"])
    writer.file.add_context_length(config["max_position_embeddings"])
    writer.file.add_embedding_length(config["hidden_size"])
    writer.file.add_feed_forward_length(config["intermediate_size"])
    writer.file.add_head_count(config["num_attention_heads"])
    writer.file.add_head_count_kv(config["num_key_value_heads"])
    writer.file.add_layer_norm_rms_eps(config["rms_norm_eps"])
    writer.file.add_rope_freq_base(config["rope_parameters"]["rope_theta"])
    writer.file.add_vocab_size(config["vocab_size"])
    writer.file.add_tokenizer_model("no_vocab")
    names = gguf.get_tensor_name_map(gguf.MODEL_ARCH.QWEN2, config["num_hidden_layers"])
    source = tensors(folder)
    for key in source.keys():
        if key != "lm_head.weight":
            writer.add(names.get_name(key, try_suffixes=(".weight", ".bias")), source.get_tensor(key))
    writer.close()


def write_flux(folder: Path, target: Path, kind: str) -> None:
    """Under the names of black-forest-labs/flux, with what that keeps in one tensor put together."""
    import torch

    source = tensors(folder)
    config = json.loads((folder / "config.json").read_text())
    writer = Writer(target, "flux", kind)

    def linear(name: str, *parts: str) -> None:
        for end in ("weight", "bias"):
            writer.add(f"{name}.{end}", torch.cat([source.get_tensor(f"{part}.{end}") for part in parts]))

    def norms(name: str, query: str, key: str) -> None:
        writer.add(f"{name}.query_norm.scale", source.get_tensor(f"{query}.weight"))
        writer.add(f"{name}.key_norm.scale", source.get_tensor(f"{key}.weight"))

    linear("img_in", "x_embedder")
    linear("txt_in", "context_embedder")
    for name, part in (("time_in", "timestep"), ("vector_in", "text")):
        linear(f"{name}.in_layer", f"time_text_embed.{part}_embedder.linear_1")
        linear(f"{name}.out_layer", f"time_text_embed.{part}_embedder.linear_2")
    for i in range(config["num_layers"]):
        block, old = f"double_blocks.{i}", f"transformer_blocks.{i}"
        for stream, norm, mlp, out, added, q, k, v in (
            ("img", "norm1", "ff", "to_out.0", "", "to_q", "to_k", "to_v"),
            ("txt", "norm1_context", "ff_context", "to_add_out", "added_", "add_q_proj", "add_k_proj", "add_v_proj"),
        ):
            linear(f"{block}.{stream}_mod.lin", f"{old}.{norm}.linear")
            linear(f"{block}.{stream}_attn.qkv", *(f"{old}.attn.{part}" for part in (q, k, v)))
            linear(f"{block}.{stream}_attn.proj", f"{old}.attn.{out}")
            norms(f"{block}.{stream}_attn.norm", f"{old}.attn.norm_{added}q", f"{old}.attn.norm_{added}k")
            linear(f"{block}.{stream}_mlp.0", f"{old}.{mlp}.net.0.proj")
            linear(f"{block}.{stream}_mlp.2", f"{old}.{mlp}.net.2")
    for i in range(config["num_single_layers"]):
        block, old = f"single_blocks.{i}", f"single_transformer_blocks.{i}"
        linear(f"{block}.modulation.lin", f"{old}.norm.linear")
        linear(f"{block}.linear1", *(f"{old}.attn.{part}" for part in ("to_q", "to_k", "to_v")), f"{old}.proj_mlp")
        linear(f"{block}.linear2", f"{old}.proj_out")
        norms(f"{block}.norm", f"{old}.attn.norm_q", f"{old}.attn.norm_k")
    linear("final_layer.linear", "proj_out")
    for end in ("weight", "bias"):
        # Scale before shift there, shift before scale here.
        scale, shift = source.get_tensor(f"norm_out.linear.{end}").split(WIDTH)
        writer.add(f"final_layer.adaLN_modulation.1.{end}", torch.cat([shift, scale]))
    writer.close()
