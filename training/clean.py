"""Corpus files -> clean, normalised sentence pairs without doubles that share nothing with the evaluation sets."""
import json
import lzma
import random
import re
import tomllib
from collections.abc import Iterable, Iterator
from itertools import islice
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from common import HAN, normalise

HAN_RE = re.compile(f"[{HAN}]")
LATIN_RE = re.compile("[A-Za-z]")
WORD_RE = re.compile(r"\w+")
MARK_RE = re.compile("[⦅⦆⟨⟩]|\\\\u[0-9a-f]{4}|\ufffd")
BROKEN_EN = re.compile(r"\b(\w+) \1 \1\b| ,|^[,;.)]")

FORBIDDEN: set[int] = set()             # hashes of evaluation text; filled before the worker processes start


def read_sources(path: Path) -> list[dict[str, Any]]:
    """Rows of sources.toml, one dictionary per file name, with its licence."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    licences = {name: licence for licence, names in table.get("licences", {}).items() for name in names}
    return [row | {"name": name, "licence": licences.get(name, "not stated")}
            for row in table["source"] for name in row["names"]]


def open_corpus(folder: Path, name: str) -> Iterable[str]:
    """Lines of NAME.tsv or NAME.tsv.xz found anywhere below folder; empty when there is none."""
    for path in sorted(folder.rglob(name + ".tsv*")):
        if path.name == name + ".tsv":
            return path.open(encoding="utf-8")
        if path.name == name + ".tsv.xz":
            return lzma.open(path, "rt", encoding="utf-8")
    print(f"  warning: no {name}.tsv under {folder}")
    return []


def shingles(text: str, lang: str) -> list[str]:
    """Runs of 12 words or 18 Han characters, by which a copy of an evaluation sentence is recognised."""
    if lang == "en":
        words = WORD_RE.findall(text.lower())
        return [" ".join(words[i:i + 12]) for i in range(len(words) - 11)]
    bare = "".join(HAN_RE.findall(text))
    return [bare[i:i + 18] for i in range(len(bare) - 17)]


def keys_of(text: str, lang: str) -> set[int]:
    """Hashes of a normalised line and of its shingles."""
    return {hash(text.lower()), *map(hash, shingles(text, lang))}


def read_forbidden(folder: Path) -> set[int]:
    """Keys of every line of every NAME.en and NAME.zh of the evaluation folder."""
    found: set[int] = set()
    for path in folder.rglob("*.*"):
        lang = path.suffix[1:]
        if lang in ("en", "zh"):
            for line in path.read_text(encoding="utf-8").splitlines():
                found |= keys_of(normalise(line, lang), lang)
    return found


def held_lines(corpora: Path, source: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(article, English, Chinese) of the held-out articles that a row of sources.toml names."""
    first, last = source["held_out"]
    fields = [line.rstrip("\n").split("\t") for line in open_corpus(corpora, source["name"])]
    en, zh = source["columns"]
    return [(row[0], normalise(row[en], "en"), normalise(row[zh], "zh")) for row in fields if first <= row[0] <= last]


def good_pair(en: str, zh: str) -> bool:
    """True for a pair of plausible lengths in the right languages."""
    if not en or not zh or len(en) > 700 or len(zh) > 260 or MARK_RE.search(en) or MARK_RE.search(zh):
        return False
    han, latin = len(HAN_RE.findall(zh)), len(LATIN_RE.findall(en))
    if not han or han < 0.25 * len(zh) or latin < 0.5 * len(en.replace(" ", "")) or HAN_RE.search(en):
        return False
    if BROKEN_EN.search(en):
        return False
    en_size, zh_size = en.count(" ") + 1, han + len(WORD_RE.findall(HAN_RE.sub(" ", zh)))
    return (en_size < 6 and zh_size < 12) or 0.45 <= zh_size / en_size <= 4


def clean_chunk(work: tuple[tuple[str, ...], tuple[int, int]]) -> list[tuple[str, str] | None]:
    """Normalised good pairs of raw lines; None for a pair that an evaluation set holds."""
    lines, (en_at, zh_at) = work
    pairs: list[tuple[str, str] | None] = []
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        if len(fields) <= max(en_at, zh_at):
            continue
        en, zh = normalise(fields[en_at], "en"), normalise(fields[zh_at], "zh")
        if good_pair(en, zh):
            known = FORBIDDEN & (keys_of(en, "en") | keys_of(zh, "zh"))
            pairs.append(None if known else (en, zh))
    return pairs


def wanted_lines(corpora: Path, source: dict[str, Any]) -> Iterator[str]:
    """Raw lines of a source inside its line range, about `take` of them spread evenly, held-out articles left out."""
    first, last = source.get("lines", [0, 1 << 40])
    low, high = source.get("held_out", ["~", "~"])
    lines = [line for i, line in enumerate(open_corpus(corpora, source["name"])) if first <= i < last]
    lines = [line for line in lines if not low <= line.split("\t", 1)[0] <= high]
    rng, share = random.Random(source["name"]), source.get("take", len(lines)) / max(1, len(lines))
    run = 8 if source.get("runs") else 1            # keep neighbours of running text together
    for start in range(0, len(lines), run):
        if rng.random() < share:
            yield from lines[start:start + run]


def batched(items: Iterable[str], size: int) -> Iterator[tuple[str, ...]]:
    """Tuples of at most size items."""
    rest = iter(items)
    while part := tuple(islice(rest, size)):
        yield part


def hold_out(args: Any, sources: list[dict[str, Any]]) -> None:
    """Write heldout.tsv; forbid its text and that of the evaluation sets."""
    held = [row for source in sources if "held_out" in source for row in held_lines(args.corpora, source)]
    (args.out / "heldout.tsv").write_text("".join("\t".join(row) + "\n" for row in held), encoding="utf-8")
    FORBIDDEN.update(read_forbidden(args.eval))
    for _, en, zh in held:
        FORBIDDEN.update(keys_of(en, "en") | keys_of(zh, "zh"))


def clean(args: Any) -> None:
    """Write clean.tsv (source number, English, Chinese), heldout.tsv and sources.json with counts."""
    sources: list[dict[str, Any]] = read_sources(args.sources)
    seen: set[int] = set()
    hold_out(args, sources)
    with Pool(args.procs) as pool, (args.out / "clean.tsv").open("w", encoding="utf-8") as out:
        for number, source in enumerate(sources):
            work = ((part, source.get("columns", [0, 1])) for part in batched(wanted_lines(args.corpora, source), 5000))
            source["read"] = source["kept"] = source["eval_overlap"] = 0
            for pairs in pool.imap(clean_chunk, work):
                source["read"] += len(pairs)
                for pair in pairs:
                    if pair is None:
                        source["eval_overlap"] += 1
                    elif hash(pair) not in seen:
                        seen.add(hash(pair))
                        source["kept"] += 1
                        out.write(f"{number}\t{pair[0]}\t{pair[1]}\n")
            print(f"{source['name']}: {source['kept']} kept, {source['eval_overlap']} in evaluation sets", flush=True)
    (args.out / "sources.json").write_text(json.dumps(sources, indent=1))
