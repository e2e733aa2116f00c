"""A first embedding matrix in which translations already lie close together."""
from typing import Any

import numpy as np
import scipy.sparse
import torch

SHIFT, ENOUGH = 0.5, 3                  # discount of the association; sentences in which two pieces must meet
WEIGHT, NOISE, SEEN = 0.9, 0.3, 5       # shares of the association and of chance; rarer pieces get chance only


def initial(data: dict[str, Any], vocab: int, width: int) -> np.ndarray:
    """Rows of norm about 1, one a piece: the truncated SVD of English x Chinese positive mutual information.

    A piece that both languages use gets the mean of its two places, weighted by use.
    """
    en, zh = (occurrences(data[lang], data[lang + "_len"], vocab) for lang in ("en", "zh"))
    en_count, zh_count = (np.asarray(table.sum(0)).ravel() for table in (en, zh))
    strength = association((en.T @ zh).toarray().astype(np.float32), en_count, zh_count, en.shape[0])
    torch.manual_seed(1)
    left, size, right = torch.svd_lowrank(torch.from_numpy(strength), q=min(vocab, width + 14), niter=3)
    root = size[:width] ** 0.5
    share = (en_count / (en_count + zh_count + 1e-6))[:, None]
    rows = share * unit((left[:, :width] * root).numpy()) + (1 - share) * unit((right[:, :width] * root).numpy())
    chance = np.random.default_rng(0).standard_normal((vocab, width)) / width ** 0.5
    seen = ((en_count + zh_count) >= SEEN)[:, None]
    return np.where(seen, WEIGHT * unit(rows) + NOISE * chance, chance).astype(np.float32)


def occurrences(ids: np.ndarray, lengths: np.ndarray, vocab: int) -> Any:
    """Sparse table sentence x piece of ones."""
    rows = np.repeat(np.arange(len(lengths)), lengths)
    table = scipy.sparse.csr_matrix((np.ones(len(ids), np.float32), (rows, ids)), shape=(len(lengths), vocab))
    table.data[:] = 1
    return table


def association(together: np.ndarray, en: np.ndarray, zh: np.ndarray, sentences: int) -> np.ndarray:
    """Shifted positive pointwise mutual information, damped for rare pairs."""
    information = np.log((together * sentences + 1e-9) / (np.outer(en, zh) + 1e-9) + 1e-9)
    positive = np.where(together >= ENOUGH, np.maximum(information - SHIFT, 0), 0)
    return (positive * together / (together + 3)).astype(np.float32)


def unit(rows: np.ndarray) -> np.ndarray:
    """Rows of length 1."""
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-6)
