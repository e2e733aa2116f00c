"""Cross-entropy with label smoothing, output map included, a few rows at a time: the logits never leave the cache.

A table of all logits and three of its size for the backward pass cost a CPU more time than the arithmetic; the loss and
its gradients are therefore worked out together, in one visit to every part.
"""
from typing import Any

import torch
from torch import Tensor

ROWS = {"cpu": 256, "cuda": 8192}             # rows of a part: 256 x 8,000 numbers was fastest on one core


class SmoothedLoss(torch.autograd.Function):
    """Mean loss of states (rows x width) against gold (rows); weight (vocabulary x width) and bias map to logits."""

    @staticmethod
    def forward(ctx: Any, states: Tensor, weight: Tensor, bias: Tensor, gold: Tensor, smoothing: float,
                kind: torch.dtype) -> Tensor:
        """The loss; products are computed in kind, sums and softmax in float32."""
        rows, step = len(gold), ROWS[states.device.type]
        x, w, b = states.to(kind), weight.to(kind), bias.to(kind)
        total = torch.zeros((), device=states.device)
        grad_states, grad_weight, grad_bias = torch.empty_like(x), torch.zeros_like(weight), torch.zeros_like(bias)
        for first in range(0, rows, step):
            part = slice(first, min(first + step, rows))
            logits, right = torch.addmm(b, x[part], w.t()).float(), gold[part, None]
            norm = logits.logsumexp(-1, keepdim=True)
            expected = (1 - smoothing) * logits.gather(1, right) + smoothing * logits.mean(-1, keepdim=True)
            total += (norm - expected).sum()
            error = logits.sub_(norm).exp_().sub_(smoothing / len(weight))
            error.scatter_add_(1, right, torch.full_like(right, smoothing - 1, dtype=error.dtype))
            error = error.to(kind)
            grad_states[part] = error @ w
            grad_weight += error.t() @ x[part]
            grad_bias += error.sum(0, dtype=torch.float32)
        ctx.save_for_backward(grad_states.to(states.dtype) / rows, grad_weight / rows, grad_bias / rows)
        return total / rows

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Any, ...]:
        """Gradients of states, weight and bias."""
        return *(saved * grad for saved in ctx.saved_tensors), None, None, None


def smoothed_loss(states: Tensor, weight: Tensor, bias: Tensor, gold: Tensor, smoothing: float = 0.0,
                  kind: torch.dtype = torch.float32) -> Tensor:
    """Mean cross-entropy of gold numbers, in nats."""
    return SmoothedLoss.apply(states, weight, bias, gold, smoothing, kind)
