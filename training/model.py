"""The transformer, laid out exactly as CTranslate2's TransformerSpec computes it.

Pre-norm with final layer norms, ReLU, one matrix for both embeddings and the output, embeddings scaled by
sqrt(d), sinusoidal positions concat(sin, cos) from position 1, decoder input starting with <s>.
"""
import math

import torch
import torch.nn.functional as F
from common import BOS, EOS, PAD
from torch import Tensor, nn

PRESETS = {                                   # width, heads, feed-forward, encoder and decoder layers
    "nano": {"d": 256, "h": 4, "f": 1024, "enc": 4, "dec": 2},
    "tiny": {"d": 256, "h": 4, "f": 1024, "enc": 6, "dec": 2},
    "small": {"d": 384, "h": 6, "f": 1536, "enc": 6, "dec": 2},
    "base": {"d": 512, "h": 8, "f": 2048, "enc": 6, "dec": 2},
    "deep": {"d": 512, "h": 8, "f": 2048, "enc": 10, "dec": 2},
    "big": {"d": 1024, "h": 16, "f": 4096, "enc": 6, "dec": 4},
}
GUIDED_HEAD = 0                               # of the layer before the last: learns the word alignment


class Attention(nn.Module):
    """Multi-head attention: self when memory is None, else over memory."""

    def __init__(self, d: int, heads: int, cross: bool = False) -> None:
        super().__init__()
        self.heads, self.cross = heads, cross
        if cross:
            self.q, self.kv = nn.Linear(d, d), nn.Linear(d, 2 * d)
        else:
            self.qkv = nn.Linear(d, 3 * d)
        self.o = nn.Linear(d, d)

    def split(self, x: Tensor) -> Tensor:
        """Rows x positions x width -> rows x heads x positions x width of a head."""
        return x.view(x.size(0), x.size(1), self.heads, -1).transpose(1, 2)

    def forward(self, x: Tensor, memory: Tensor | None = None, mask: Tensor | None = None,
                causal: bool = False) -> Tensor:
        """States of the same shape as x."""
        q, k, v = (self.q(x), *self.kv(memory).chunk(2, -1)) if self.cross else self.qkv(x).chunk(3, -1)
        attend = F.scaled_dot_product_attention if x.is_cuda else plain_attention
        y = attend(self.split(q), self.split(k), self.split(v), mask, is_causal=causal)
        return self.o(y.transpose(1, 2).reshape(x.shape))

    def weights(self, x: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """Attention of the guided head: rows x target positions x source positions, in float32."""
        wide = x.size(-1) // self.heads
        part = slice(GUIDED_HEAD * wide, (GUIDED_HEAD + 1) * wide)
        q = F.linear(x, self.q.weight[part], self.q.bias[part])
        k = F.linear(memory, self.kv.weight[part], self.kv.bias[part])
        logits = (q @ k.transpose(1, 2)).float() / math.sqrt(wide)
        return logits.masked_fill(~mask[:, 0], float("-inf")).softmax(-1)


def plain_attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None, is_causal: bool) -> Tensor:
    """What scaled_dot_product_attention computes, whose backward pass takes eight times as long on a CPU."""
    if is_causal:
        mask = torch.ones(q.size(-2), k.size(-2), dtype=torch.bool, device=q.device).tril()
    logits = (q @ k.transpose(-1, -2)).float() / math.sqrt(q.size(-1))
    if mask is not None:
        logits = logits.masked_fill(~mask, float("-inf"))
    return logits.softmax(-1).to(v.dtype) @ v


class FeedForward(nn.Module):
    """Two linear maps with ReLU between."""

    def __init__(self, d: int, f: int, dropout: float) -> None:
        super().__init__()
        self.l0, self.l1, self.drop = nn.Linear(d, f), nn.Linear(f, d), dropper(dropout)

    def forward(self, x: Tensor) -> Tensor:
        """States of the same shape as x."""
        return self.l1(self.drop(F.relu(self.l0(x))))


class EncoderLayer(nn.Module):
    """Self-attention and feed-forward."""

    def __init__(self, d: int, h: int, f: int, dropout: float) -> None:
        super().__init__()
        self.n0, self.sa = nn.LayerNorm(d), Attention(d, h)
        self.n1, self.ff, self.drop = nn.LayerNorm(d), FeedForward(d, f, dropout), dropper(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """States of the same shape as x."""
        x = x + self.drop(self.sa(self.n0(x), mask=mask))
        return x + self.drop(self.ff(self.n1(x)))


class DecoderLayer(nn.Module):
    """Causal self-attention, attention over the encoder, feed-forward."""

    def __init__(self, d: int, h: int, f: int, dropout: float) -> None:
        super().__init__()
        self.n0, self.sa = nn.LayerNorm(d), Attention(d, h)
        self.n1, self.ca = nn.LayerNorm(d), Attention(d, h, cross=True)
        self.n2, self.ff, self.drop = nn.LayerNorm(d), FeedForward(d, f, dropout), dropper(dropout)

    def forward(self, y: Tensor, memory: Tensor, mask: Tensor, attend: bool = False) -> tuple[Tensor, Tensor | None]:
        """States of the same shape as y, and the guided head's attention if asked for."""
        y = y + self.drop(self.sa(self.n0(y), causal=True))
        query = self.n1(y)
        weights = self.ca.weights(query, memory, mask) if attend else None
        y = y + self.drop(self.ca(query, memory, mask))
        return y + self.drop(self.ff(self.n2(y))), weights


class NMT(nn.Module):
    """Encoder-decoder with one shared embedding matrix."""

    def __init__(self, vocab: int, dropout: float = 0.0, longest: int = 512, *,
                 d: int, h: int, f: int, enc: int, dec: int) -> None:
        super().__init__()
        self.cfg = {"d": d, "h": h, "f": f, "enc": enc, "dec": dec}
        self.vocab, self.guided = vocab, max(0, dec - 2)
        self.emb, self.drop = nn.Embedding(vocab, d), dropper(dropout)
        self.out_bias = nn.Parameter(torch.zeros(vocab))
        self.enc = nn.ModuleList(EncoderLayer(d, h, f, dropout) for _ in range(enc))
        self.dec = nn.ModuleList(DecoderLayer(d, h, f, dropout) for _ in range(dec))
        self.enc_n, self.dec_n = nn.LayerNorm(d), nn.LayerNorm(d)
        self.register_buffer("position", positions(longest, d), persistent=False)
        for name, weight in self.named_parameters():
            if weight.dim() > 1 and "emb" not in name:
                nn.init.xavier_uniform_(weight)
        nn.init.normal_(self.emb.weight, std=d ** -0.5)

    def embed(self, ids: Tensor) -> Tensor:
        """Scaled embeddings with their positions."""
        return self.drop(self.emb(ids) * math.sqrt(self.cfg["d"]) + self.position[:ids.size(1)])

    def encode(self, src: Tensor) -> tuple[Tensor, Tensor]:
        """Memory and its mask."""
        mask, x = (src != PAD)[:, None, None, :], self.embed(src)
        for layer in self.enc:
            x = layer(x, mask)
        return self.enc_n(x), mask

    def decode(self, tgt: Tensor, memory: Tensor, mask: Tensor, attend: bool = False) -> tuple[Tensor, Tensor | None]:
        """Decoder states before the output map, and the guided head's attention if asked for."""
        y, weights = self.embed(tgt), None
        for number, layer in enumerate(self.dec):
            y, found = layer(y, memory, mask, attend and number == self.guided)
            weights = found if found is not None else weights
        return self.dec_n(y), weights

    def output(self, states: Tensor) -> Tensor:
        """Logits over the vocabulary."""
        return F.linear(states, self.emb.weight, self.out_bias)

    @torch.no_grad()
    def greedy(self, src: Tensor, longest: int = 120) -> list[list[int]]:
        """Greedy translations (numbers without <s> and </s>) of a padded source batch."""
        memory, mask = self.encode(src)
        out = torch.full((len(src), 1), BOS, device=src.device)
        for _ in range(longest):
            best = self.output(self.decode(out, memory, mask)[0][:, -1]).argmax(-1)
            best = best.masked_fill((out[:, 1:] == EOS).any(1), EOS)
            out = torch.cat([out, best[:, None]], 1)
            if (best == EOS).all():
                break
        rows = [[*row, EOS] for row in out[:, 1:].tolist()]
        return [row[:row.index(EOS)] for row in rows]


def positions(length: int, d: int) -> Tensor:
    """Position table in CTranslate2's layout."""
    scale = torch.exp(torch.arange(d // 2, dtype=torch.float32) * -(math.log(10000.0) / (d // 2 - 1)))
    angle = torch.arange(1, length + 1, dtype=torch.float32)[:, None] * scale[None]
    return torch.cat([angle.sin(), angle.cos()], 1)


def dropper(share: float) -> nn.Module:
    """Dropout, or nothing at all: random numbers cost a tenth of the time on a CPU."""
    return nn.Dropout(share) if share else nn.Identity()


def flops_per_token(vocab: int, d: int, f: int, enc: int, dec: int) -> int:
    """Training FLOPs for one source plus one target token, attention scores left out."""
    return 6 * (enc * (4 * d * d + 2 * d * f) + dec * (8 * d * d + 2 * d * f) + vocab * d)
