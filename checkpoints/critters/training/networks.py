"""The shapes of the denoiser and of its text encoders, and how they are run together.

All are the published classes at small width; the autoencoder's shape is in `autoencoder.py`.
"""

from __future__ import annotations

from pathlib import Path

import torch
from diffusers import FlowMatchEulerDiscreteScheduler, FluxTransformer2DModel
from torch import Tensor, nn
from transformers import (
    CLIPTextConfig, CLIPTextModel, CLIPTokenizer, T5Config, T5EncoderModel, T5Tokenizer,
)

from run import DEVICE, RELEASE

TEXT_TOKENS = 32
"""Length that captions are padded to for T5: the longest caption of the world has 32 tokens."""

TEXT_WIDTH = 128
LATENT_SHAPE = (16, 16, 16)
"""Channels, height and width of the latent of a 128 × 128 picture."""


def make_transformer() -> FluxTransformer2DModel:
    return FluxTransformer2DModel(
        patch_size=1,
        in_channels=64,
        num_layers=2,
        num_single_layers=6,
        attention_head_dim=64,
        num_attention_heads=2,
        joint_attention_dim=TEXT_WIDTH,
        pooled_projection_dim=TEXT_WIDTH,
        guidance_embeds=False,
        axes_dims_rope=(16, 24, 24),
    )


def make_text_encoder(tokenizer: CLIPTokenizer) -> CLIPTextModel:
    return CLIPTextModel(CLIPTextConfig(
        vocab_size=len(tokenizer),
        hidden_size=TEXT_WIDTH,
        intermediate_size=4 * TEXT_WIDTH,
        projection_dim=TEXT_WIDTH,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=tokenizer.model_max_length,
        hidden_act="quick_gelu",
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
    ))


def make_text_encoder_2(tokenizer: T5Tokenizer) -> T5EncoderModel:
    return T5EncoderModel(T5Config(
        vocab_size=len(tokenizer),
        d_model=TEXT_WIDTH,
        d_kv=32,
        d_ff=2 * TEXT_WIDTH,
        num_layers=2,
        num_heads=4,
        feed_forward_proj="gated-gelu",
        dropout_rate=0.0,
        pad_token_id=tokenizer.pad_token_id,
        eos_token_id=tokenizer.eos_token_id,
    ))


def make_scheduler() -> FlowMatchEulerDiscreteScheduler:
    """The static shift of 1 leaves the steps evenly spaced."""
    return FlowMatchEulerDiscreteScheduler(shift=1.0, use_dynamic_shifting=False)


class Denoiser(nn.Module):
    """The transformer and both text encoders, trained as one network."""

    def __init__(self):
        super().__init__()
        self.clip_tokenizer = CLIPTokenizer.from_pretrained(RELEASE / "tokenizer")
        self.t5_tokenizer = T5Tokenizer.from_pretrained(RELEASE / "tokenizer_2")
        self.transformer = make_transformer()
        self.text_encoder = make_text_encoder(self.clip_tokenizer)
        self.text_encoder_2 = make_text_encoder_2(self.t5_tokenizer)
        height, width = (side // 2 for side in LATENT_SHAPE[1:])
        rows, columns = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
        ids = torch.stack([torch.zeros_like(rows), rows, columns], -1).reshape(-1, 3).float()
        self.register_buffer("image_ids", ids, persistent=False)
        self.register_buffer("text_ids", torch.zeros(TEXT_TOKENS, 3), persistent=False)

    def tokens(self, captions: list[str]) -> tuple[Tensor, Tensor]:
        """Ids for CLIP, as long as the longest caption (later padding cannot reach the end token, for
        attention is causal), and for T5, `[captions, TEXT_TOKENS]`."""
        clip = self.clip_tokenizer(captions, padding="longest", truncation=True, return_tensors="pt")
        t5 = self.t5_tokenizer(
            captions, padding="max_length", max_length=TEXT_TOKENS, truncation=True, return_tensors="pt"
        )
        return clip.input_ids.to(DEVICE), t5.input_ids.to(DEVICE)

    def encode(self, captions: list[str]) -> tuple[Tensor, Tensor]:
        """Pooled vectors `[captions, width]` and token states `[captions, TEXT_TOKENS, width]`."""
        clip, t5 = self.tokens(captions)
        return self.text_encoder(clip).pooler_output, self.text_encoder_2(t5).last_hidden_state

    def forward(self, x: Tensor, sigma: Tensor, pooled: Tensor, states: Tensor) -> Tensor:
        """Velocity `[batch, 64, 64]` of packed latents `x` at noise levels `sigma` `[batch]`."""
        return self.transformer(
            hidden_states=x,
            timestep=sigma,
            pooled_projections=pooled,
            encoder_hidden_states=states,
            img_ids=self.image_ids,
            txt_ids=self.text_ids,
            return_dict=False,
        )[0]

    def load_release(self) -> None:
        """Take the shipped weights."""
        for name, part in self.parts().items():
            part.load_state_dict(type(part).from_pretrained(RELEASE / name).state_dict())

    def parts(self) -> dict[str, nn.Module]:
        """The three networks by their folders' names."""
        return {
            "transformer": self.transformer,
            "text_encoder": self.text_encoder,
            "text_encoder_2": self.text_encoder_2,
        }

    def save(self, folder: Path) -> None:
        for name, part in self.parts().items():
            part.save_pretrained(folder / name)


def pack(latents: Tensor) -> Tensor:
    """`[n, 16, 16, 16]` → tokens of 2 × 2 cells `[n, 64, 64]`, channel slowest."""
    n, c, h, w = latents.shape
    return latents.reshape(n, c, h // 2, 2, w // 2, 2).permute(0, 2, 4, 1, 3, 5).reshape(n, h * w // 4, c * 4)


def unpack(tokens: Tensor) -> Tensor:
    """The inverse of :func:`pack`."""
    n, (c, h, w) = len(tokens), LATENT_SHAPE
    return tokens.reshape(n, h // 2, w // 2, c, 2, 2).permute(0, 3, 1, 4, 2, 5).reshape(n, c, h, w)
