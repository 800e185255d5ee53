"""Times one network as another program runs it, and prints the least processor time of a run, in seconds.

    peers.py --models DIR PROGRAM CASE FORM

`PROGRAM` is pytorch, stable-diffusion.cpp or llama.cpp; `CASE` and `FORM` are those of `bench_peers.py`. Three runs
on one thread, or fewer if they take more than a minute; each comparison has a process of its own.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

from peer_models import element_type

RUNS = 3
ENOUGH = 60.0
SLOW = ("flux", "vae-decode")
"""Where PyTorch's bfloat16 takes many minutes without instructions for it, and is not run: float32 is faster."""


def least(run) -> float:
    best, spent = float("inf"), 0.0
    for _ in range(RUNS):
        start = time.process_time()
        run()
        taken = time.process_time() - start
        best, spent = min(best, taken), spent + taken
        if spent > ENOUGH:
            break
    return best


def pytorch(case: str, folder: Path, form: str) -> float:
    import torch

    torch.set_num_threads(1)
    dtype = element_type(form)
    kind, _, size = case.rpartition("-")
    if kind in SLOW and dtype == torch.bfloat16 and not torch.cpu._is_avx512_bf16_supported():
        return float("inf")
    with torch.inference_mode():
        run = {"flux": flux, "vae-decode": decoder, "t5": t5, "lm-prefill": prefill}[kind](
            folder, dtype, int(size))
        return least(run)


def flux(folder: Path, dtype, size: int):
    import torch
    from diffusers import FluxTransformer2DModel

    network = FluxTransformer2DModel.from_pretrained(folder / "transformer", torch_dtype=dtype).eval()
    rows = size // 16
    ids = torch.zeros(rows, rows, 3)
    ids[..., 1] += torch.arange(rows)[:, None]
    ids[..., 2] += torch.arange(rows)[None]
    inputs = {
        "hidden_states": torch.randn(1, rows * rows, 64).to(dtype),
        "encoder_hidden_states": torch.randn(1, 512, 4096).to(dtype),
        "pooled_projections": torch.randn(1, 768).to(dtype),
        "timestep": torch.tensor([0.5], dtype=dtype),
        "img_ids": ids.reshape(-1, 3).to(dtype),
        "txt_ids": torch.zeros(512, 3, dtype=dtype),
    }
    return lambda: network(**inputs, return_dict=False)


def decoder(folder: Path, dtype, size: int):
    import torch
    from diffusers import AutoencoderKL

    network = AutoencoderKL.from_pretrained(folder / "vae", torch_dtype=dtype).eval()
    network = network.to(memory_format=torch.channels_last)
    latent = torch.randn(1, 16, size // 8, size // 8).to(dtype).to(memory_format=torch.channels_last)
    return lambda: network.decode(latent, return_dict=False)


def t5(folder: Path, dtype, tokens: int):
    import torch
    from transformers import T5EncoderModel

    network = T5EncoderModel.from_pretrained(folder / "text_encoder_2", dtype=dtype).eval()
    ids = torch.arange(tokens)[None] * 37 % 32000
    return lambda: network(ids)


def prefill(folder: Path, dtype, tokens: int):
    import torch
    from transformers import AutoModelForCausalLM

    network = AutoModelForCausalLM.from_pretrained(folder / "language_model", dtype=dtype).eval()
    ids = torch.arange(tokens)[None] * 37 % 100_000
    return lambda: network.model(ids, use_cache=True)


def stable_diffusion_cpp(case: str, folder: Path, form: str) -> float:
    """Steps of a picture of 512², with the 256 tokens of text that it gives FLUX.

    The callback is told where steps begin and end; the process ends with the last one, before the decoder would
    run.
    """
    from stable_diffusion_cpp import StableDiffusion

    texts = folder.parent / "f32"
    # What the library prints is hushed, with all that this process prints while it works.
    told = os.fdopen(os.dup(1), "w")
    model = StableDiffusion(
        diffusion_model_path=str(folder / "transformer.gguf"),
        clip_l_path=str(texts / "text_encoder" / "model.safetensors"),
        vae_path=str(texts / "vae" / "diffusion_pytorch_model.safetensors"), n_threads=1, verbose=False)
    times: list[float] = []

    def after_step(step: int, steps: int, _: float) -> None:
        if steps != RUNS:
            return
        times.append(time.process_time())
        if step == steps:
            print(min(b - a for a, b in zip(times, times[1:])), file=told, flush=True)
            os._exit(0)

    model.generate_image(
        "a fox in the snow", width=512, height=512, sample_steps=RUNS, cfg_scale=1.0, seed=1,
        sample_method="euler", progress_callback=after_step)
    raise RuntimeError("stable-diffusion.cpp told of no step")


def llama_cpp(case: str, folder: Path, form: str) -> float:
    """One token with the head, after a prompt of 300."""
    import llama_cpp

    llama_cpp.llama_backend_init()
    model = llama_cpp.llama_model_load_from_file(
        str(folder / "language_model.gguf").encode(), llama_cpp.llama_model_default_params())
    if not model:
        raise RuntimeError("llama.cpp does not load the model")
    settings = llama_cpp.llama_context_default_params()
    settings.n_ctx, settings.n_batch, settings.n_threads, settings.n_threads_batch = 1024, 512, 1, 1
    context = llama_cpp.llama_init_from_model(model, settings)

    def read(ids: list[int]) -> None:
        tokens = (llama_cpp.llama_token * len(ids))(*ids)
        if llama_cpp.llama_decode(context, llama_cpp.llama_batch_get_one(tokens, len(ids))) != 0:
            raise RuntimeError("llama.cpp does not decode")

    read([i * 37 % 100_000 for i in range(300)])
    read([5])
    return min(least(lambda: read([5])) for _ in range(8))


PROGRAMS = {"pytorch": pytorch, "stable-diffusion.cpp": stable_diffusion_cpp, "llama.cpp": llama_cpp}

if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--models", type=Path, required=True)
    arguments.add_argument("program", choices=PROGRAMS)
    arguments.add_argument("case")
    arguments.add_argument("form")
    given = arguments.parse_args()
    print(PROGRAMS[given.program](given.case, given.models / given.form, given.form))
