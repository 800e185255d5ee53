"""The optimizer of every network here: Muon for matrices, AdamW for the rest."""

from __future__ import annotations

from collections.abc import Iterable

import torch
from torch import Tensor, nn

MUON_MOMENTUM = 0.95
ADAM_BETAS = (0.9, 0.95)
ADAM_EPSILON = 1e-8


def orthogonalized(update: Tensor, steps: int = 5) -> Tensor:
    """The nearest (half-)orthogonal matrix to `update`, roughly: singular values go to about 1.

    Newton–Schulz iteration with the coefficients of Jordan et al. 2024, "Muon: an optimizer for
    hidden layers". `update` is `[rows, columns]`.
    """
    a, b, c = 3.4445, -4.7750, 2.0315
    x = update / (update.norm() + 1e-7)
    tall = x.shape[0] > x.shape[1]
    if tall:
        x = x.T
    for _ in range(steps):
        gram = x @ x.T
        x = a * x + (b * gram + c * gram @ gram) @ x
    return x.T if tall else x


class Muon(torch.optim.Optimizer):
    """Muon on weights of two and more axes (a convolution as `[out, in · height · width]`), AdamW on others.

    `matrix_rate` and `vector_rate` are the two step sizes; `rate` of each group is multiplied by the
    schedule through :meth:`scale`. Weights named in `vectors` (embeddings, first and last layers) are
    given to AdamW although they have two axes.
    """

    def __init__(
        self,
        named: Iterable[tuple[str, nn.Parameter]],
        matrix_rate: float,
        vector_rate: float,
        decay: float = 0.0,
        vectors: tuple[str, ...] = (),
    ):
        matrices, others = [], []
        for name, parameter in named:
            if not parameter.requires_grad:
                continue
            plain = parameter.ndim < 2 or any(part in name for part in vectors)
            (others if plain else matrices).append(parameter)
        groups = [
            {"params": matrices, "lr": matrix_rate, "full": matrix_rate, "matrix": True},
            {"params": others, "lr": vector_rate, "full": vector_rate, "matrix": False},
        ]
        super().__init__(groups, {"decay": decay})

    def scale(self, factor: float) -> None:
        """Set every step size to `factor` times its full value."""
        for group in self.param_groups:
            group["lr"] = group["full"] * factor

    def set_full(self, matrix_rate: float, vector_rate: float) -> None:
        """Replace the full step sizes, for instance after a state with others was loaded."""
        for group in self.param_groups:
            group["full"] = matrix_rate if group["matrix"] else vector_rate

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is None:
                    continue
                if group["matrix"]:
                    self._matrix_step(parameter, group)
                else:
                    self._vector_step(parameter, group)

    def _matrix_step(self, parameter: nn.Parameter, group: dict) -> None:
        state = self.state[parameter]
        if not state:
            state["momentum"] = torch.zeros_like(parameter)
        momentum = state["momentum"]
        momentum.lerp_(parameter.grad, 1 - MUON_MOMENTUM)
        update = parameter.grad.lerp(momentum, MUON_MOMENTUM).reshape(parameter.shape[0], -1)
        update = orthogonalized(update)
        size = max(1.0, update.shape[0] / update.shape[1]) ** 0.5
        parameter.mul_(1 - group["lr"] * group["decay"])
        parameter.add_(update.reshape(parameter.shape), alpha=-group["lr"] * size)

    def _vector_step(self, parameter: nn.Parameter, group: dict) -> None:
        state = self.state[parameter]
        if not state:
            state["step"] = 0
            state["mean"] = torch.zeros_like(parameter)
            state["square"] = torch.zeros_like(parameter)
        state["step"] += 1
        beta1, beta2 = ADAM_BETAS
        state["mean"].lerp_(parameter.grad, 1 - beta1)
        state["square"].lerp_(parameter.grad.square(), 1 - beta2)
        mean = state["mean"] / (1 - beta1 ** state["step"])
        root = (state["square"] / (1 - beta2 ** state["step"])).sqrt()
        parameter.sub_(group["lr"] * mean / (root + ADAM_EPSILON))
