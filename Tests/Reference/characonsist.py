"""Fixtures of CharaConsist, from its authors' classes on a tiny FLUX of random weights.

    python Tests/Reference/characonsist.py <checkout of Murray-Wang/CharaConsist at 759018c>

Needs opencv-python-headless and einops besides requirements.txt. What the classes fix to a GPU and
to half precision is put on the CPU in float32 while they are loaded; everything else is theirs. A
frame that no token of matches ends in an error there, so every similarity counts (threshold −1), and
the masks of random weights, which are speckles, are used as they are: the clean-up of masks has a
fixture of its own.
"""

import sys
import types
from pathlib import Path

import numpy as np
import torch
from diffusers import FlowMatchEulerDiscreteScheduler, FluxTransformer2DModel

from fixture import begin, write

SEED = 7
SOURCE = "Murray-Wang/CharaConsist:models at 759018c8b367"
FAMILY = "CharaConsist"
CONFIGURATION = {
    "patch_size": 1, "in_channels": 16, "num_layers": 1, "num_single_layers": 4,
    "attention_head_dim": 16, "num_attention_heads": 2, "joint_attention_dim": 16,
    "pooled_projection_dim": 8, "guidance_embeds": True, "axes_dims_rope": [4, 6, 6],
}
ROWS, COLUMNS, TEXT, STEPS = 8, 6, 16, 50
# Background words and all words of the first picture and of three frames.
LENGTHS = [(3, 9), (3, 9), (4, 11), (2, 7)]
SETTINGS = {
    "sharing": dict(use_interpolate=False, share_bg=False),
    "merge": dict(use_interpolate=True, share_bg=False),
    "background": dict(use_interpolate=True, share_bg=True),
    "story": dict(use_interpolate=True, share_bg=True, updates=2),
    "story-without-merge": dict(use_interpolate=False, share_bg=True, updates=2),
}


def authors(checkout):
    """The authors' two modules, in float32 on the CPU."""
    package = types.ModuleType("authors")
    package.__path__ = []
    sys.modules["authors"] = package
    for name in ("attention_processor_characonsist", "pipeline_characonsist"):
        source = Path(checkout, "models", f"{name}.py").read_text()
        source = source.replace('"cuda:0"', '"cpu"')
        source = source.replace("torch.bfloat16", "torch.float32")
        source = source.replace("torch.float16", "torch.float32")
        module = types.ModuleType(f"authors.{name}")
        module.__package__ = "authors"
        sys.modules[f"authors.{name}"] = module
        exec(compile(source, name, "exec"), module.__dict__)
    return (sys.modules["authors.attention_processor_characonsist"],
            sys.modules["authors.pipeline_characonsist"])


def tiny_transformer():
    transformer = FluxTransformer2DModel(**CONFIGURATION).eval()
    for parameter in transformer.parameters():
        parameter.data += torch.randn(parameter.shape) * (0.2 if parameter.ndim == 1 else 0.05)
    weights = {key: value.bfloat16() for key, value in transformer.state_dict().items()}
    transformer.load_state_dict({key: value.float() for key, value in weights.items()})
    return transformer, weights


def scheduler():
    return FlowMatchEulerDiscreteScheduler(
        use_dynamic_shifting=True, base_shift=0.5, max_shift=1.15, base_image_seq_len=256,
        max_image_seq_len=4096, shift=3.0)


def group(processors, pipeline, prompts, noise, settings, watch):
    """One group: the first picture, then before-run and run of each frame."""
    for processor in pipeline.transformer.attn_processors.values():
        if hasattr(processor, "id_attn_bank"):
            processor.id_attn_bank = {}
    options = {key: settings[key] for key in ("use_interpolate", "share_bg")}
    outputs = {}

    def run(index, **arguments):
        bg_len, real_len = LENGTHS[index]
        processors.set_text_len(pipeline, bg_len, real_len)
        return pipeline(
            prompt_embeds=prompts[index][0], pooled_prompt_embeds=prompts[index][1],
            latents=noise.clone(), height=ROWS * 16, width=COLUMNS * 16, num_inference_steps=STEPS,
            output_type="latent", max_sequence_length=TEXT, sim_thr=-1.0, **options, **arguments)

    watch.clear()
    outputs["identity"], context = run(0, is_id=True, spatial_kwargs={})
    foreground = context["curr_fg_mask"]
    outputs["identity.masks"] = torch.cat(watch)
    single = pipeline.transformer.attn_processors["single_transformer_blocks.2.attn.processor"]
    outputs["identity.key"] = single.id_attn_bank[5]["key"]
    context = dict(id_fg_mask=foreground, id_bg_mask=~foreground)
    for index in range(1, len(LENGTHS)):
        update = settings.get("updates") == index
        for stage in ("before", "frame"):
            watch.clear()
            latent, context = run(
                index, is_pre_run=stage == "before", update_bg=update, spatial_kwargs=context)
            name = f"{stage}{index}"
            outputs[name] = latent
            outputs[f"{name}.masks"] = torch.cat(watch)
            outputs[f"{name}.similarity"] = context["max_sim"]
            outputs[f"{name}.best"] = context["argmax_indices"]
            outputs[f"{name}.places"] = context["curr_fg_inds"].reshape(-1)
            outputs[f"{name}.partners"] = context["id_fg_inds"].reshape(-1)
    return outputs


def groups(checkout):
    begin(SEED)
    processors, pipelines = authors(checkout)
    transformer, weights = tiny_transformer()
    pipeline = pipelines.CharaConsistPipeline(
        scheduler=scheduler(), vae=None, text_encoder=None, tokenizer=None, text_encoder_2=None,
        tokenizer_2=None, transformer=transformer)
    pipeline.set_progress_bar_config(disable=True)
    processors.reset_attn_processor(pipeline, size=(ROWS, COLUMNS))
    for processor in transformer.attn_processors.values():
        if hasattr(processor, "text_seq_len"):
            processor.text_seq_len = TEXT

    # The masks as they are before the clean-up, one for each step that makes one.
    masks = []
    processors.remove_small_holes_and_points = lambda mask: masks.append(mask) or mask

    prompts = [(torch.randn(1, TEXT, 16) * 3, torch.randn(1, 8)) for _ in LENGTHS]
    noise = torch.randn(1, ROWS * COLUMNS, 16)
    inputs = {"noise": noise, "sigmas": None}
    for index, (tokens, pooled) in enumerate(prompts):
        inputs |= {f"tokens{index}": tokens, f"pooled{index}": pooled}
    runs = {name: group(processors, pipeline, prompts, noise, settings, masks)
            for name, settings in SETTINGS.items()}
    inputs["sigmas"] = pipeline.scheduler.sigmas
    write("Models", FAMILY, "transformer.single4-heads2", source=SOURCE, seed=SEED, weights=weights,
          config=CONFIGURATION)
    write("Models", FAMILY, "group.inputs", source=SOURCE, seed=SEED, inputs=inputs)
    for name, outputs in runs.items():
        write("Models", FAMILY, f"group.{name}", source=SOURCE, seed=SEED, outputs=outputs)


def cleaned_masks(checkout):
    begin(SEED)
    processors, _ = authors(checkout)
    sizes = [(5, 7), (1, 9), (8, 1), (45, 80)]
    inputs, outputs = {}, {}
    for index, (rows, columns) in enumerate(sizes * 2):
        mask = torch.rand(1, rows, columns) < (0.9 if index < len(sizes) else 0.97)
        inputs[f"mask{index}"] = mask[0]
        outputs[f"mask{index}"] = processors.remove_small_holes_and_points(mask)[0]
    write("Models", FAMILY, "cleaned-masks", source=SOURCE, seed=SEED, inputs=inputs,
          outputs=outputs)


def weights_of_merging(checkout):
    _, pipelines = authors(checkout)
    table = pipelines.get_interpolate_weight(0.8, 1, 11, 31)
    write("Models", FAMILY, "merge-weights", source=SOURCE, seed=SEED, outputs={
        "steps": torch.tensor(list(table)),
        "weights": torch.tensor(np.array(list(table.values())), dtype=torch.float32)})


if __name__ == "__main__":
    groups(sys.argv[1])
    cleaned_masks(sys.argv[1])
    weights_of_merging(sys.argv[1])
