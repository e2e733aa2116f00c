"""Scores packages: BLEU, chrF and speed on plain text; slots and tags on marked text.  Writes quality-models.json."""
import argparse
import hashlib
import json
import tempfile
import time
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ctranslate2
import sacrebleu
import sentencepiece as spm
from common import decode, encode, fill, normalise, slots_of, tags_of

NBEST = 4                           # beam, and hypotheses among which a program may choose


class Package:
    """An .argosmodel loaded for translation on one core."""

    def __init__(self, path: Path, threads: int = 1) -> None:
        with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
            root = next(Path(folder).iterdir())
            metadata = json.loads((root / "metadata.json").read_text(encoding="utf-8"))
            self.sum = hashlib.sha256((root / "model" / "model.bin").read_bytes()).hexdigest()
            self.source, self.target = metadata["from_code"], metadata["to_code"]
            self.version, self.options = metadata["package_version"], metadata["l10n"].get("decoding", {})
            self.sp = spm.SentencePieceProcessor(model_proto=(root / "sentencepiece.model").read_bytes())
            self.model = ctranslate2.Translator(str(root / "model"), inter_threads=threads, intra_threads=1)

    def translate(self, texts: Sequence[str], beam: int = NBEST) -> list[list[str]]:
        """The best hypotheses of each normalised text, best first."""
        sources = [encode(self.sp, text, self.source) for text in texts]
        results = self.model.translate_batch(sources, beam_size=beam, num_hypotheses=beam, max_batch_size=2048,
                                             batch_type="tokens", max_decoding_length=200, **self.options)
        return [[decode(self.sp, pieces, self.target) for pieces in result.hypotheses] for result in results]


def quality(hypotheses: Sequence[str], references: Sequence[str], target: str) -> dict[str, float]:
    """BLEU (sacrebleu, its zh tokeniser for Chinese) and chrF."""
    bleu = sacrebleu.corpus_bleu(hypotheses, [references], tokenize="zh" if target == "zh" else "13a").score
    chrf = sacrebleu.corpus_chrf(hypotheses, [references]).score
    return {"bleu": round(bleu, 2), "chrf": round(chrf, 2), "lines": len(references)}


def score_set(package: Package, sources: Sequence[str], references: Sequence[str]) -> dict[str, Any]:
    """Quality and speed on plain text; words are those between spaces in English and characters in Chinese."""
    texts = [normalise(line, package.source) for line in sources]
    began = time.process_time()
    best = [hypotheses[0] for hypotheses in package.translate(texts)]
    words = sum(len(text) if package.source == "zh" else text.count(" ") + 1 for text in texts)
    speed = words / (time.process_time() - began)
    return quality(best, references, package.target) | {"words_per_cpu_second": round(speed)}


def right_slots(example: dict[str, Any], text: str) -> bool:
    """Whether the slots of a translation are those of the source, each once."""
    return sorted(slots_of(text)) == sorted(slots_of(example["source"]))


def right_tags(example: dict[str, Any], text: str) -> bool:
    """Whether each tag of the source stands once, and every pair opens before it closes."""
    wanted, found = tags_of(example["source"]), tags_of(text)
    pairs = [found.index(mark) < found.index(mark.replace("⟨", "⟨/"))
             for mark in found if "/" not in mark and mark.replace("⟨", "⟨/") in found]
    return sorted(wanted) == sorted(found) and all(pairs)


def score_marks(package: Package, examples: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Shares of sentences whose marks all came through, and quality with the slots filled from the reference."""
    outputs = package.translate([example["source"] for example in examples])
    plain = package.translate([example["plain"] for example in examples])
    slots = [(e, out) for e, out in zip(examples, outputs, strict=True) if e["values"]]
    tags = [(e, out) for e, out in zip(examples, outputs, strict=True) if tags_of(e["source"])]
    chosen = [next((text for text in out if right_slots(e, text)), out[0]) for e, out in slots]
    references = [fill(e["reference"], e["values"]) for e, _ in slots]
    filled = [fill(text, e["values"]) for text, (e, _) in zip(chosen, slots, strict=True)]
    bare = [out[0] for e, out in zip(examples, plain, strict=True) if e["values"]]
    return {
        "slot_sentences": len(slots), "tag_sentences": len(tags), "nbest": NBEST,
        "slots_first": share(right_slots(e, out[0]) for e, out in slots),
        "slots_best": share(right_slots(e, text) for (e, _), text in zip(slots, chosen, strict=True)),
        "tags_first": share(right_tags(e, out[0]) for e, out in tags),
        "tags_best": share(any(right_tags(e, text) for text in out) for e, out in tags),
        "with_slots_filled": quality(filled, references, package.target),
        "same_sentences_without_slots": quality(bare, references, package.target),
    }


def share(values: Any) -> float | None:
    """Share of true values, to four digits."""
    known = list(values)
    return round(sum(known) / len(known), 4) if known else None


def read_sets(args: argparse.Namespace) -> dict[str, dict[str, list[str]]]:
    """Set name -> language -> lines."""
    sets = {name: {lang: (args.eval / f"{name}.{lang}").read_text(encoding="utf-8").splitlines()[:args.limit]
                   for lang in ("en", "zh")} for name in args.sets}
    held = [line.split("\t") for line in (args.data / "heldout.tsv").read_text(encoding="utf-8").splitlines()]
    return sets | {"held-out articles": {"en": [row[1] for row in held], "zh": [row[2] for row in held]}}


def score(package: Package, args: argparse.Namespace) -> dict[str, Any]:
    """All scores of one package."""
    direction = f"{package.source}-{package.target}"
    marked = json.loads((args.data / "constrained.json").read_text(encoding="utf-8"))
    return {
        "version": package.version, "model_sha256": package.sum, "decoding": package.options | {"beam_size": NBEST},
        "sets": {name: score_set(package, lines[package.source], lines[package.target])
                 for name, lines in read_sets(args).items()},
        "marks": {name: score_marks(package, found[direction][:args.limit]) for name, found in marked.items()},
    }


def main() -> None:
    """Score each package and put the result into a JSON file, direction by direction."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, required=True, help="the folder made by prepare.py")
    parser.add_argument("--eval", type=Path, required=True, help="folder with NAME.en and NAME.zh")
    parser.add_argument("--sets", nargs="*", default=["flores-dev", "newsdev2017"])
    parser.add_argument("--limit", type=int, help="only this many lines of each set")
    parser.add_argument("--out", type=Path, required=True, help="the JSON file")
    args = parser.parse_args()
    result = json.loads(args.out.read_text(encoding="utf-8")) if args.out.exists() else {}
    for path in args.packages:
        package = Package(path)
        result[f"{package.source}-{package.target}"] = score(package, args)
    args.out.write_text(json.dumps(result, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    main()
