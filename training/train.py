"""Trains one direction within a fixed time; run the same command again to go on where it stopped."""
import argparse
import copy
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece as spm
import torch
import torch.nn.functional as F
from common import BOS, EOS, PAD, SPACE, decode, encode
from data import Batch, Feed, Marker, load_corpus, pad
from loss import smoothed_loss
from model import NMT, PRESETS, flops_per_token
from start import load_start

SMOOTHING = 0.1
GUIDE = (0.3, 0.05, 1500)           # weight of the alignment loss up to this update and after it
FLOOR = 1e-4                        # added to an aligned share of attention before its logarithm


def parse_args() -> argparse.Namespace:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder made by prepare.py")
    parser.add_argument("--direction", choices=["en-zh", "zh-en"], required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoint, log and final weights")
    parser.add_argument("--start-from", type=Path, help="an .argosmodel or checkpoint.pt to go on from")
    parser.add_argument("--preset", choices=PRESETS, default="nano")
    parser.add_argument("--minutes", type=float, default=95, help="training time in all, over all runs of this command")
    parser.add_argument("--stop-after", type=float, default=1e9, help="minutes after which this run stops early")
    parser.add_argument("--max-updates", type=int, default=1 << 40, help="stop early at this many updates")
    parser.add_argument("--tokens", type=int, default=2000, help="padded tokens per side in one batch")
    parser.add_argument("--accumulate", type=int, default=1, help="batches per update")
    parser.add_argument("--lr", type=float, default=1.5e-3)
    parser.add_argument("--warmup", type=int, default=250, help="updates of rising learning rate")
    parser.add_argument("--dropout", type=float, default=0.0, help="0 for less than one pass over the data, else 0.1")
    parser.add_argument("--final-share", type=float, default=0.3, help="last share of the time, on in-domain data")
    parser.add_argument("--ema", type=float, default=0.997, help="decay of the averaged weights")
    parser.add_argument("--save-every", type=float, default=5, help="minutes between evaluations with a checkpoint")
    parser.add_argument("--precision", choices=["bf16", "fp32"], default="bf16", help="bf16 needs AVX512-BF16 or a GPU")
    parser.add_argument("--threads", type=int, default=1, help="CPU threads; two directions on two cores: one each")
    parser.add_argument("--machine", default="one CPU core", help="what the model card says about the machine")
    return parser.parse_args()


class State:
    """Counters that a checkpoint keeps."""

    def __init__(self) -> None:
        self.step, self.tokens, self.seconds, self.began = 0, 0, 0.0, time.time()
        self.first, self.before = 0, 0.0        # updates and seconds of the runs that this one started from


class Trainer:
    """Model, averaged model, optimiser and their state on disk."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args, self.device = args, "cuda" if torch.cuda.is_available() else "cpu"
        self.sp = spm.SentencePieceProcessor(model_file=str(args.data / "sentencepiece.model"))
        torch.manual_seed(1)
        self.model = NMT(self.sp.get_piece_size(), args.dropout, **PRESETS[args.preset])
        table = args.data / f"embedding-{self.model.cfg['d']}.npy"
        if table.exists():
            self.model.emb.weight.data.copy_(torch.from_numpy(np.load(table)))
        self.model.to(self.device)
        self.average = copy.deepcopy(self.model).eval().requires_grad_(False)
        groups = [{"params": [p for p in self.model.parameters() if p.dim() > 1], "weight_decay": 0.01},
                  {"params": [p for p in self.model.parameters() if p.dim() == 1], "weight_decay": 0.0}]
        self.optimizer = torch.optim.AdamW(groups, lr=0.0, betas=(0.9, 0.98), eps=1e-9, fused=True)
        self.state, self.heldout = State(), read_heldout(args, self.sp)
        self.resume()

    def resume(self) -> None:
        """Load the checkpoint if there is one, else what --start-from names."""
        path = self.args.out / "checkpoint.pt"
        if path.exists():
            saved = torch.load(path, map_location=self.device)
            self.model.load_state_dict(saved["model"])
            self.average.load_state_dict(saved["average"])
            self.optimizer.load_state_dict(saved["optimizer"])
            self.state.__dict__.update(saved["state"])
            self.say(f"resumed at update {self.state.step}, {self.state.seconds:.0f}s")
        elif self.args.start_from:
            pieces = self.args.data / "sentencepiece.model"
            self.state.__dict__.update(load_start(self.args.start_from, self.model, pieces))
            self.state.first = self.state.step
            self.average.load_state_dict(self.model.state_dict())
            self.say(f"started from {self.args.start_from.name}, {self.state.before:.0f}s of training")

    def save(self) -> None:
        """Write checkpoint.pt, and weights.pt (averaged, fp16) for export.py."""
        args, facts = self.args, dict(self.state.__dict__)
        info = facts | {"direction": args.direction, "preset": args.preset, "machine": args.machine}
        weights = {name: weight.half().cpu() for name, weight in self.average.state_dict().items()}
        self.write("checkpoint.pt", {"model": self.model.state_dict(), "average": self.average.state_dict(),
                                     "optimizer": self.optimizer.state_dict(), "state": facts})
        self.write("weights.pt", {"cfg": self.model.cfg, "weights": weights, "info": info})

    def write(self, name: str, content: Any) -> None:
        """A file that is complete or the old one."""
        part = self.args.out / (name + ".part")
        torch.save(content, part)
        part.rename(self.args.out / name)

    def say(self, text: str, **record: float) -> None:
        """Print a line and append it to log.jsonl."""
        print(text, flush=True)
        facts = {name: getattr(self.state, name) for name in ("step", "tokens", "seconds")}
        with (self.args.out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({"text": text} | facts | record, ensure_ascii=False) + "\n")

    @property
    def share(self) -> float:
        """Share of the planned time that is over, at most 1."""
        return min(1.0, self.state.seconds / (60 * self.args.minutes))

    def forward(self, model: NMT, batch: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Decoder states before, and numbers of, the real target tokens, and the alignment loss."""
        src, tgt, points = (table.to(self.device) for table in batch)
        with torch.autocast(self.device, torch.bfloat16, enabled=self.args.precision == "bf16"):
            states, weights = model.decode(tgt[:, :-1], *model.encode(src), attend=len(points) > 0)
            gold = tgt[:, 1:]
        guide = states.new_zeros(()) if weights is None else alignment_loss(weights, points)
        return states[gold != PAD].float(), gold[gold != PAD], guide

    def loss(self, model: NMT, states: torch.Tensor, gold: torch.Tensor, smoothing: float) -> torch.Tensor:
        """Mean cross-entropy of the target tokens."""
        kind = torch.bfloat16 if self.args.precision == "bf16" else torch.float32
        return smoothed_loss(states, model.emb.weight, model.out_bias, gold, smoothing, kind)

    def update(self, feed: Any) -> tuple[float, float]:
        """One optimiser step at the learning rate of the present time, then the moving average; both losses."""
        args, state = self.args, self.state
        weight = GUIDE[0] if state.step < GUIDE[2] else GUIDE[1]
        for _ in range(args.accumulate):
            states, gold, guide = self.forward(self.model, next(feed))
            loss = self.loss(self.model, states, gold, SMOOTHING)
            ((loss + weight * guide) / args.accumulate).backward()
            state.tokens += len(gold)
        for group in self.optimizer.param_groups:
            group["lr"] = args.lr * min(1.0, (state.step - state.first + 1) / args.warmup) * (1 - self.share)
        norm = torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        if torch.isfinite(norm):
            self.optimizer.step()
        self.optimizer.zero_grad()
        state.step += 1
        decay = min(args.ema, (state.step + 1) / (state.step + 10))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.average.parameters()), list(self.model.parameters()), 1 - decay)
        return loss.item(), guide.item()

    @torch.no_grad()
    def evaluate(self) -> None:
        """Loss of the averaged weights on the held-out articles, and three greedy translations."""
        total, count = 0.0, 0
        for first in range(0, len(self.heldout), 32):
            part = self.heldout[first:first + 32]
            batch = Batch(pad([src for src, _ in part]), pad([tgt for _, tgt in part]), torch.zeros(0, 4))
            states, gold, _ = self.forward(self.average, batch)
            total += self.loss(self.average, states, gold, 0.0).item() * len(gold)
            count += len(gold)
        rows = self.average.greedy(pad([src for src, _ in self.heldout[10:13]]).to(self.device), 60)
        texts = [decode(self.sp, [self.sp.id_to_piece(i) for i in row], self.args.direction[-2:]) for row in rows]
        self.say(f"  held-out loss {total / count:.3f} | {' | '.join(texts)}", valid_loss=total / count)

    def run(self) -> None:
        """Train until the time is up or this run has to stop; then evaluate and save."""
        args, state = self.args, self.state
        feed = self.feed()
        batches, began, before = iter(feed), time.time(), state.seconds
        shown = saved = began
        counted, mean = state.tokens, None
        while self.share < 1 and time.time() - began < 60 * args.stop_after and state.step < args.max_updates:
            feed.final = self.share > 1 - args.final_share
            losses = self.update(batches)
            mean = losses if mean is None else tuple(0.97 * a + 0.03 * b for a, b in zip(mean, losses, strict=True))
            now = time.time()
            state.seconds = before + now - began
            if now - shown > 30:
                speed = (state.tokens - counted) / (now - shown)
                self.say(f"{state.seconds / 60:5.1f} min update {state.step} loss {mean[0]:.3f} align {mean[1]:.2f} "
                         f"{speed:.0f} tokens/s{' final mix' * feed.final}", loss=mean[0], speed=speed)
                shown, counted = now, state.tokens
            if now - saved > 60 * args.save_every:
                self.evaluate()
                self.save()
                saved = time.time()
        self.evaluate()
        self.save()
        self.say(f"stopped at update {state.step} after {state.seconds:.0f}s, {state.tokens / 1e6:.1f}M target tokens")

    def feed(self) -> Feed:
        """Batches of this direction, in an order that differs after each resumption."""
        args = self.args
        sources = json.loads((args.data / "sources.json").read_text())
        feed = Feed(load_corpus(args.data), sources, args.direction, Marker(self.sp))
        feed.tokens, feed.seed = args.tokens, 1 + self.state.step
        size = sum(p.numel() for p in self.model.parameters()) / 1e6
        flops = flops_per_token(self.model.vocab, **{k: v for k, v in self.model.cfg.items() if k != "h"}) / 1e6
        self.say(f"{args.preset}: {size:.1f}M parameters, {flops:.0f} MFLOP a target token")
        return feed


def alignment_loss(weights: torch.Tensor, points: torch.Tensor) -> torch.Tensor:
    """Mean negative logarithm of the attention that falls on the aligned source pieces."""
    upto = F.pad(weights.cumsum(-1), (1, 0))
    row, at, first, end = points.unbind(1)
    return -torch.log(upto[row, at, end] - upto[row, at, first] + FLOOR).mean()


def read_heldout(args: argparse.Namespace, sp: Any) -> list[tuple[list[int], list[int]]]:
    """Piece numbers of the held-out articles in translation direction."""
    source, target = args.direction.split("-")
    column, pairs = {"en": 1, "zh": 2}, []
    for line in (args.data / "heldout.tsv").read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        tgt = sp.encode(fields[column[target]])
        if target == "zh" and tgt[0] == sp.piece_to_id(SPACE):
            tgt = tgt[1:]
        src = [sp.piece_to_id(piece) for piece in encode(sp, fields[column[source]], source)]
        pairs.append(([*src, EOS], [BOS, *tgt, EOS]))
    return pairs


def main() -> None:
    """Train one direction."""
    args = parse_args()
    torch.set_num_threads(args.threads)
    torch.set_float32_matmul_precision("high")
    args.out.mkdir(parents=True, exist_ok=True)
    Trainer(args).run()


if __name__ == "__main__":
    main()
