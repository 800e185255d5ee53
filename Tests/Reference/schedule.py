"""Fixtures of the flow-match schedules and samplers, from diffusers."""

import json

import numpy as np
import torch
from diffusers import FlowMatchEulerDiscreteScheduler, FlowMatchHeunDiscreteScheduler
from diffusers.pipelines.flux.pipeline_flux import calculate_shift

from fixture import begin, write

SEED = 20
SOURCE = "diffusers:FlowMatchEulerDiscreteScheduler"

DEV = {"shift": 3.0, "use_dynamic_shifting": True}
SCHNELL = {"shift": 1.0, "use_dynamic_shifting": False}
STATIC = {"shift": 3.0, "use_dynamic_shifting": False}
LINEAR = {"use_dynamic_shifting": True, "time_shift_type": "linear"}
TERMINAL = {"use_dynamic_shifting": True, "shift_terminal": 0.02}
OTHER = {
    "use_dynamic_shifting": True,
    "base_shift": 0.3,
    "max_shift": 0.9,
    "base_image_seq_len": 64,
    "max_image_seq_len": 1024,
}

CASES = [
    ("dev", DEV, 4, 4096),
    ("dev", DEV, 28, 4096),
    ("dev", DEV, 28, 2304),
    ("dev", DEV, 30, 1024),
    ("dev", DEV, 20, 64),
    ("dev", DEV, 1, 4096),
    ("schnell", SCHNELL, 4, 4096),
    ("schnell", SCHNELL, 3, 256),
    ("static", STATIC, 20, 256),
    ("linear", LINEAR, 10, 1024),
    ("terminal", TERMINAL, 10, 1024),
    ("other", OTHER, 7, 96),
]


def sigmas(configuration, steps, tokens):
    """The sigmas a FLUX pipeline visits; as FluxPipeline.__call__ asks for them."""
    scheduler = FlowMatchEulerDiscreteScheduler(**configuration)
    c = scheduler.config
    mu = calculate_shift(
        tokens, c.base_image_seq_len, c.max_image_seq_len, c.base_shift, c.max_shift
    )
    scheduler.set_timesteps(sigmas=np.linspace(1.0, 1 / steps, steps), mu=mu)
    return scheduler


def schedules():
    outputs, cases = {}, []
    for i, (name, configuration, steps, tokens) in enumerate(CASES):
        outputs[f"sigmas.{i}"] = sigmas(configuration, steps, tokens).sigmas
        cases.append({"name": name, "configuration": configuration, "steps": steps, "tokens": tokens})
    write("Diffusion", "Schedules", "flow-match.sigmas", source=SOURCE, seed=SEED,
          outputs=outputs, cases=json.dumps(cases))


def field(x, sigma):
    """A velocity that is neither constant nor linear."""
    return torch.sin(3 * x) - x * sigma + 0.25


def euler():
    x = torch.randn(2, 3, 4, 4)
    scheduler = sigmas(DEV, 8, 1024)
    outputs, state = {}, x
    for i, t in enumerate(scheduler.timesteps):
        state = scheduler.step(field(state, scheduler.sigmas[i]), t, state, return_dict=False)[0]
        outputs[f"latent.{i}"] = state
    write("Diffusion", "Samplers", "euler.steps8", source=SOURCE, seed=SEED,
          inputs={"latent": x, "sigmas": scheduler.sigmas}, outputs=outputs)


def heun():
    x = torch.randn(2, 3, 4, 4)
    scheduler = FlowMatchHeunDiscreteScheduler(shift=3.0)
    scheduler.set_timesteps(6)
    visited = torch.cat([scheduler.sigmas[:1], scheduler.sigmas[1:-1:2], scheduler.sigmas[-1:]])
    outputs, state = {}, x
    for i, t in enumerate(scheduler.timesteps):
        state = scheduler.step(field(state, t / 1000), t, state, return_dict=False)[0]
        # Every second call completes a step; the last step is a single call.
        if i % 2 == 1 or i == len(scheduler.timesteps) - 1:
            outputs[f"latent.{(i + 1) // 2 if i % 2 == 0 else i // 2}"] = state
    write("Diffusion", "Samplers", "heun.steps6",
          source="diffusers:FlowMatchHeunDiscreteScheduler", seed=SEED,
          inputs={"latent": x, "sigmas": visited}, outputs=outputs)


def image_to_image():
    """Where a run on an existing image begins; as FluxImg2ImgPipeline.get_timesteps."""
    clean, noise = torch.randn(2, 4, 6, 8), torch.randn(2, 4, 6, 8)
    outputs, cases = {}, []
    for i, (steps, strength) in enumerate([(10, 0.6), (28, 0.95), (7, 0.3), (4, 1.0), (5, 0.1), (20, 0.75)]):
        scheduler = sigmas(DEV, steps, 1024)
        start = int(max(steps - min(steps * strength, steps), 0))
        scheduler.set_begin_index(start)
        timestep = scheduler.timesteps[start:][:1].repeat(2)
        outputs[f"latent.{i}"] = scheduler.scale_noise(clean, timestep, noise)
        outputs[f"sigmas.{i}"] = scheduler.sigmas[start:]
        cases.append({"steps": steps, "strength": strength})
    write("Diffusion", "Schedules", "flow-match.image-to-image",
          source="diffusers:FluxImg2ImgPipeline", seed=SEED,
          inputs={"clean": clean, "noise": noise}, outputs=outputs, cases=json.dumps(cases))


if __name__ == "__main__":
    begin(SEED)
    schedules()
    euler()
    heun()
    image_to_image()
