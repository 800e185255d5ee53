"""Fixtures of whole FLUX pipelines at tiny widths, from diffusers.

Token ids enter; text encoders, transformer, schedule and autoencoder are those of the pipeline. Weights
are stored in bfloat16 and computed with in float32.
"""

import torch
from diffusers import (
    AutoencoderKL,
    FlowMatchEulerDiscreteScheduler,
    FluxImg2ImgPipeline,
    FluxPipeline,
    FluxTransformer2DModel,
)
from diffusers.pipelines.flux import pipeline_flux_img2img
from transformers import CLIPTextConfig, CLIPTextModel, T5Config, T5EncoderModel

from fixture import begin, scramble, write

SEED = 22
FAMILY = "FluxPipeline"
TRANSFORMER = {
    "in_channels": 16,
    "num_layers": 1,
    "num_single_layers": 2,
    "attention_head_dim": 12,
    "num_attention_heads": 2,
    "joint_attention_dim": 16,
    "pooled_projection_dim": 16,
    "axes_dims_rope": [4, 4, 4],
}
AUTOENCODER = {
    "in_channels": 3,
    "out_channels": 3,
    "latent_channels": 4,
    "block_out_channels": [4, 8, 8, 8],
    "layers_per_block": 1,
    "down_block_types": ["DownEncoderBlock2D"] * 4,
    "up_block_types": ["UpDecoderBlock2D"] * 4,
    "norm_num_groups": 2,
    "scaling_factor": 0.3611,
    "shift_factor": 0.1159,
    "use_quant_conv": False,
    "use_post_quant_conv": False,
    "force_upcast": False,
}
CLIP = {
    "vocab_size": 40,
    "hidden_size": 16,
    "intermediate_size": 32,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "max_position_embeddings": 12,
    "hidden_act": "quick_gelu",
    "bos_token_id": 38,
    "eos_token_id": 39,
    "pad_token_id": 39,
}
T5 = {
    "vocab_size": 50,
    "d_model": 16,
    "d_kv": 4,
    "d_ff": 32,
    "num_layers": 2,
    "num_heads": 3,
    "feed_forward_proj": "gated-gelu",
}
SCHEDULER = {"shift": 3.0, "use_dynamic_shifting": True}
HEIGHT, WIDTH, STEPS = 48, 32, 4


def stored(name, model, configuration):
    """Stores a part's weights, in bfloat16, and rounds the part to them."""
    scramble(model)
    weights = {k: v.bfloat16() for k, v in model.state_dict().items() if v.is_floating_point()}
    # T5 lists its embedding twice.
    weights.pop("encoder.embed_tokens.weight", None)
    model.load_state_dict({k: v.float() for k, v in weights.items()}, strict=False)
    write("Models", FAMILY, name, source=f"{type(model).__module__}.{type(model).__name__}",
          seed=SEED, weights=weights, config=configuration)
    return model.eval()


def parts():
    return {
        "transformer": stored("transformer", FluxTransformer2DModel(**TRANSFORMER), TRANSFORMER),
        "vae": stored("autoencoder", AutoencoderKL(**AUTOENCODER), AUTOENCODER),
        "text_encoder": stored("clip", CLIPTextModel(CLIPTextConfig(**CLIP)), CLIP),
        "text_encoder_2": stored("t5", T5EncoderModel(T5Config(**T5)), T5),
        "tokenizer": None,
        "tokenizer_2": None,
        "scheduler": FlowMatchEulerDiscreteScheduler(**SCHEDULER),
    }


def padded(ids, length, pad):
    return torch.tensor([ids + [pad] * (length - len(ids))])


def prompts():
    return {
        "clip": padded([38, 3, 17, 22, 5, 39], 12, 39),
        "t5": padded([7, 12, 30, 4, 9, 1], 10, 0),
        "negative_clip": padded([38, 39], 12, 39),
        "negative_t5": padded([1], 10, 0),
    }


def embedded(pipeline, ids):
    """What FluxPipeline.encode_prompt makes of token ids."""
    made = {}
    for prefix in ("", "negative_"):
        made[f"{prefix}prompt_embeds"] = pipeline.text_encoder_2(ids[f"{prefix}t5"])[0]
        made[f"{prefix}pooled_prompt_embeds"] = (
            pipeline.text_encoder(ids[f"{prefix}clip"]).pooler_output)
    return made


def decoded(pipeline, tokens):
    latents = pipeline._unpack_latents(tokens, HEIGHT, WIDTH, pipeline.vae_scale_factor)
    latents = latents / AUTOENCODER["scaling_factor"] + AUTOENCODER["shift_factor"]
    return pipeline.vae.decode(latents, return_dict=False)[0]


def pack(pipeline, latents):
    batch, channels, height, width = latents.shape
    return pipeline._pack_latents(latents, batch, channels, height, width)


def record(name, pipeline, tokens, inputs, **facts):
    write("Models", FAMILY, name, source=f"diffusers.{type(pipeline).__name__}", seed=SEED,
          inputs=inputs, outputs={"tokens": tokens, "pixels": decoded(pipeline, tokens)},
          steps=STEPS, **facts)


def text_to_image(components):
    pipeline = FluxPipeline(**components)
    pipeline.set_progress_bar_config(disable=True)
    ids = prompts()
    noise = torch.randn(1, 4, HEIGHT // 8, WIDTH // 8)
    embeddings = embedded(pipeline, ids)
    for name, scale in (("plain", 1.0), ("guided", 3.0)):
        tokens = pipeline(
            **embeddings, true_cfg_scale=scale, height=HEIGHT, width=WIDTH,
            num_inference_steps=STEPS, latents=pack(pipeline, noise), output_type="latent").images
        record(f"text-to-image.{name}", pipeline, tokens,
               {"noise": noise, **ids,
                "tokens": embeddings["prompt_embeds"],
                "pooled": embeddings["pooled_prompt_embeds"]}, scale=scale)


def image_to_image(components):
    # The pipeline draws a sample from the autoencoder's distribution; the mean repeats anywhere.
    pipeline_flux_img2img.retrieve_latents = lambda encoded, generator: encoded.latent_dist.mode()
    pipeline = FluxImg2ImgPipeline(**components)
    pipeline.set_progress_bar_config(disable=True)
    ids = prompts()
    picture = torch.rand(1, 3, HEIGHT, WIDTH)
    noise = torch.randn((1, 4, HEIGHT // 8, WIDTH // 8), generator=torch.manual_seed(SEED))
    embeddings = {k: v for k, v in embedded(pipeline, ids).items() if "negative" not in k}
    tokens = pipeline(
        **embeddings, image=picture, strength=0.6, height=HEIGHT, width=WIDTH,
        num_inference_steps=STEPS, generator=torch.manual_seed(SEED), output_type="latent").images
    clean = pipeline.vae.encode(2 * picture - 1).latent_dist.mode()
    clean = (clean - AUTOENCODER["shift_factor"]) * AUTOENCODER["scaling_factor"]
    record("image-to-image.strength06", pipeline, tokens,
           {"picture": 2 * picture - 1, "noise": noise, "clean": clean, **ids}, strength=0.6)


if __name__ == "__main__":
    begin(SEED)
    components = parts()
    text_to_image(components)
    image_to_image(components)
