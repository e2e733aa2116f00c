"""`make quality`: scores of the embedded models, obedience to terms and facts and its price; writes docs/quality.md.

Reads test sets NAME.en / NAME.zh and the peers' outputs from L10N_EVAL, and the held-out in-domain articles from
L10N_CORPORA (a table `article, kind, english, chinese`); both default to folders beside the checkout.
"""

import json
import os
import re
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import sacrebleu

from benchmarks import check_page, terms
from benchmarks.base import ratios
from l10n.engines.table import load_engine
from l10n.model.article import Article, Block, BlockKind, Segment
from l10n.model.engine import Engine
from l10n.model.inline import Text
from l10n.model.pair import Pair
from l10n.model.trail import Rung
from l10n.pipeline import Options, load_kit, localise_segments
from l10n.resources.models import ModelPackage, find_package, read_register
from l10n.resources.paths import embedded_models

ROOT = Path(__file__).parents[1]
EVAL = Path(os.environ.get("L10N_EVAL", ROOT.parent / "shared" / "eval"))
CORPORA = Path(os.environ.get("L10N_CORPORA", ROOT.parent / "shared" / "corpora"))
PAIRS = (Pair("en", "zh-Hans"), Pair("zh-Hans", "en"))
SETS = ("flores-dev", "newsdev2017", "wmt20", "wmt21")
PEERS = ("argos", "opusmt", "nllb", "bergamot-base", "google")
OWN = ("Sentences of tests/stages/obey.*.cases: met without a flag, silently wrong, and CPU time against a run without "
       "constraints.")
HELD_OUT = re.compile(r"p6-0(?:8[1-9]|90)\t")


@dataclass(frozen=True, slots=True)
class Score:
    """BLEU and chrF of one output, with the number of lines and seconds it took."""

    bleu: float
    chrf: float
    lines: int
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Obedience:
    """Constraints of one kind: how many there are, how many were met without a flag, and how many each rung met."""

    wanted: int
    met: int
    rungs: dict[str, int]


def translate(lines: Sequence[str], options: Options, engine: Engine) -> Article:
    """An article whose body block k is line k, translated as one segment each."""
    kit = load_kit(options)
    blocks = [
        Block(f"b{n}", BlockKind.PARAGRAPH, (Segment(f"s{n}", (Text(line.strip() or "-"),)),))
        for n, line in enumerate(lines)
    ]
    article = Article("lines", "lines", options.pair, body=tuple(blocks))
    return localise_segments([article], kit, engine)[0]


def texts(article: Article) -> list[str]:
    """The targets of the article's segments."""
    return [segment.target_text.replace("\n", " ") for segment in article.segments]


def score(hypotheses: Sequence[str], references: Sequence[str], pair: Pair, seconds: float = 0.0) -> Score:
    """sacrebleu's BLEU (`zh` or `13a` tokenizer) and chrF."""
    tokenizer = "zh" if pair.target_language == "zh" else "13a"
    bleu = sacrebleu.corpus_bleu(list(hypotheses), [list(references)], tokenize=tokenizer)
    return Score(
        round(bleu.score, 1),
        round(sacrebleu.corpus_chrf(list(hypotheses), [list(references)]).score, 1),
        len(references),
        seconds,
    )


def test_set(name: str, pair: Pair) -> tuple[list[str], list[str]] | None:
    """Source and reference lines of a set; None when it is not there."""
    way = f"{pair.source_language}-{pair.target_language}"
    for stem in (name, f"{name}.{way}"):
        source, target = EVAL / f"{stem}.{pair.source_language}", EVAL / f"{stem}.{pair.target_language}"
        if source.is_file() and target.is_file():
            return source.read_text(encoding="utf-8").splitlines(), target.read_text(encoding="utf-8").splitlines()
    return None


def peer(name: str, peer_name: str, pair: Pair) -> list[str] | None:
    """A peer's output for a set; None when there is none."""
    way = f"{pair.source_language}-{pair.target_language}"
    for stem in (name, f"{name}.{way}"):
        path = EVAL / "peers" / f"{stem}.{peer_name}.{pair.target_language}"
        if path.is_file():
            return path.read_text(encoding="utf-8").splitlines()
    return None


def held_out(pair: Pair) -> tuple[list[str], list[str]]:
    """Source and reference of the held-out in-domain articles."""
    path = CORPORA / "domain" / "part6.tsv"
    rows = (
        [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if HELD_OUT.match(line)]
        if path.is_file()
        else []
    )
    english, chinese = [row[2] for row in rows], [row[3] for row in rows]
    return (english, chinese) if pair.source_language == "en" else (chinese, english)


def obedience(article: Article) -> dict[str, Obedience]:
    """Terms and facts of a translated article."""
    proofs = [proof for segment in article.segments for proof in segment.proofs if proof.kind != "tag"]
    found = {}
    for kind in ("terms", "facts"):
        chosen = [proof for proof in proofs if (proof.kind == "term") is (kind == "terms")]
        rungs = {rung.value: sum(proof.rung is rung for proof in chosen) for rung in Rung}
        found[kind] = Obedience(
            len(chosen), sum(proof.met for proof in chosen), {name: n for name, n in rungs.items() if n}
        )
    return found


def without_marks(package: ModelPackage) -> ModelPackage:
    """The package as if its model knew no slots and tags: the ladder does all the work."""
    return replace(package, l10n={name: value for name, value in package.l10n.items() if name != "marks"})


def measure(pair: Pair) -> dict[str, object]:
    """Everything that is measured of one direction."""
    package = find_package(pair, None)
    engine = load_engine("argos", package, 0)
    free = Options(pair, terms=False, facts=False, own_glossaries=False)
    results: dict[str, object] = {"package": package.name, "sets": {}}
    for name in SETS:
        lines = test_set(name, pair)
        if lines is None:
            continue
        started = time.perf_counter()
        hypotheses = texts(translate(lines[0], free, engine))
        row = {"l10n": score(hypotheses, lines[1], pair, time.perf_counter() - started)}
        for peer_name in PEERS:
            output = peer(name, peer_name, pair)
            if output and len(output) == len(lines[1]):
                row[peer_name] = score(output, lines[1], pair)
        results["sets"][name] = row  # type: ignore[index]
        print(f"{pair} {name}: {row['l10n']}", flush=True)
    results["domain"] = in_domain(pair, package, free)
    return results


def in_domain(pair: Pair, package: ModelPackage, free: Options) -> dict[str, object]:
    """Held-out articles free, with constraints, and with a model that knows no marks."""
    source, reference = held_out(pair)
    if not source:
        return {}
    found: dict[str, object] = {"lines": len(source)}
    for label, chosen in (("with slots", package), ("without slots", without_marks(package))):
        engine = load_engine("argos", chosen, 0)
        texts(translate(source[:4], free, engine))
        started = time.perf_counter()
        plain = score(texts(translate(source, free, engine)), reference, pair, time.perf_counter() - started)
        started = time.perf_counter()
        article = translate(source, Options(pair), engine)
        bound = score(texts(article), reference, pair, time.perf_counter() - started)
        with_terms = [n for n, s in enumerate(article.segments) if any(p.kind != "tag" for p in s.proofs)]
        free_texts = texts(translate([source[n] for n in with_terms], free, engine))
        bound_texts = [texts(article)[n] for n in with_terms]
        references = [reference[n] for n in with_terms]
        found[label] = {
            "free": plain,
            "bound": bound,
            "obedience": obedience(article),
            "lines with constraints": len(with_terms),
            "free there": score(free_texts, references, pair),
            "bound there": score(bound_texts, references, pair),
        }
        print(f"{pair} in-domain {label}: {found[label]}", flush=True)
    return found


def own_cases(pair: Pair) -> list[str]:
    """Table rows of the product's own cases (tests/stages/obey.*.cases): every constraint counted by kind."""
    cases = terms.read_cases(pair.source_language)
    free, bound = load_kit(Options(pair, terms=False, facts=False)), load_kit(Options(pair))
    rows = []
    for label, engine in terms.engines(find_package(pair, None)):
        terms.run(cases[:2], bound, engine)
        _, free_seconds = terms.run(cases, free, engine)
        results, seconds = terms.run(cases, bound, engine)
        proofs = [p for r in results for p in r.segment.proofs if p.kind != "tag"]
        cells = []
        for chosen in ([p for p in proofs if p.kind == "term"], [p for p in proofs if p.kind != "term"]):
            met = sum(p.met for p in chosen)
            cells.append(f"{met} of {len(chosen)} ({100 * met / max(1, len(chosen)):.1f}%)")
        wrong = sum(len(r.broken) for r in results)
        rows.append(
            f"| {pair} | {label} | {len(cases)} | {cells[0]} | {cells[1]} | {wrong} | {seconds / max(0.01, free_seconds):.2f} |"
        )
        print(rows[-1], flush=True)
    return rows


def speed(pair: Pair) -> dict[str, Any]:
    """Source words (or Han characters) a second on one worker, beam 4, and peak memory in MB of this process."""
    lines = test_set("newsdev2017", pair)
    if lines is None:
        return {}
    engine = load_engine("argos", find_package(pair, None), 1)
    texts(translate(lines[0][:8], Options(pair, terms=False, facts=False), engine))
    sample = lines[0][:300]
    started = time.perf_counter()
    translate(sample, Options(pair, terms=False, facts=False), engine)
    seconds = time.perf_counter() - started
    size = sum(
        len(line.split()) if pair.source_language == "en" else len(re.findall("[\u3400-\u9fff]", line))
        for line in sample
    )
    return {
        "per second": round(size / seconds),
        "memory": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def page(results: dict[Pair, dict[str, object]], speeds: dict[Pair, dict[str, Any]], cases: Sequence[str]) -> str:
    """docs/quality.md."""
    rows = [f"# Quality, as measured on {date.today().isoformat()}", "", "Written by `make quality`; do not edit.", ""]
    rows += ["| package | SHA-256 |", "|---|---|"]
    rows += [f"| {row['file']} | `{row['sha256'][:16]}…` |" for row in read_register(embedded_models() / "models.json")]
    rows += [
        "",
        "## Plain translation",
        "",
        "BLEU / chrF (sacrebleu; `zh` tokenizer for Chinese), without glossary and facts, beside what "
        "the peers' outputs score on the same files.",
        "",
    ]
    for pair, found in results.items():
        rows += [
            f"### {pair.source} to {pair.target}",
            "",
            "| set | lines | l10n | " + " | ".join(PEERS) + " |",
            "|---|---|---|" + "---|" * len(PEERS),
        ]
        for name, row in found["sets"].items():  # type: ignore[attr-defined]
            cells = [f"{row[p].bleu} / {row[p].chrf}" if p in row else "" for p in ("l10n", *PEERS)]
            rows.append(f"| {name} | {row['l10n'].lines} | " + " | ".join(cells) + " |")
        rows.append("")
    rows += [
        "## In-domain articles that were held out of training",
        "",
        "Free: no constraints. Bound: the product's glossary and facts enforced. The last two columns count only lines that hold "
        "a constraint: the price of constraining.",
        "",
        "| direction | model used | lines | free BLEU | bound BLEU | terms met | facts met | free there | bound there | time bound : free |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for pair, found in results.items():
        for label in ("with slots", "without slots"):
            row = found["domain"].get(label)  # type: ignore[attr-defined]
            if row:
                kinds = row["obedience"]
                met = [
                    f"{kinds[k].met} of {kinds[k].wanted} ({100 * kinds[k].met / max(1, kinds[k].wanted):.1f}%)"
                    for k in ("terms", "facts")
                ]
                rows.append(
                    f"| {pair} | {label} | {row['free'].lines} | {row['free'].bleu} | {row['bound'].bleu} | {met[0]} | {met[1]} | "
                    f"{row['free there'].bleu} | {row['bound there'].bleu} | {row['bound'].seconds / max(0.01, row['free'].seconds):.2f} |"
                )
    rows += [
        "",
        "What is not met is flagged: the segment stays `initial` and a finding names it. How the constraints were met:",
        "",
    ]
    for pair, found in results.items():
        for label in ("with slots", "without slots"):
            row = found["domain"].get(label)  # type: ignore[attr-defined]
            if row:
                parts = [
                    f"{kind}: " + ", ".join(f"{name} {n}" for name, n in row["obedience"][kind].rungs.items())
                    for kind in ("terms", "facts")
                ]
                rows.append(f"* {pair}, {label}: " + "; ".join(parts))
    rows += ["", "## The product's own cases", "", OWN, ""]
    rows += ["| direction | model used | sentences | terms met | facts met | silently wrong | CPU |", "|---|---|---|---|---|---|---|"]
    rows += cases
    rows += [
        "",
        "## Speed",
        "",
        "One worker, beam 4, 300 news sentences. Base: as many times the pieces a second of a base transformer (6 + 6 "
        "layers, width 512, int8) with the same settings, with as many pieces in its vocabulary as ours / with 32,000.",
        "",
        "| direction | source words or Han characters a second | peak memory, MB | base |",
        "|---|---|---|---|",
    ]
    rows += [
        f"| {pair} | {s['per second']} | {s['memory']} | {' / '.join(f'{n}x' for n in s['base'].values())} |"
        for pair, s in speeds.items()
        if s
    ]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Measure both directions and write the page and the figures as JSON."""
    if not EVAL.is_dir():
        sys.exit(f"{EVAL}: no test sets: set L10N_EVAL to a folder with NAME.en and NAME.zh")
    speeds = {pair: speed(pair) for pair in PAIRS}
    for pair, found in speeds.items():                  # after the peak memory of all of them is known
        found["base"] = ratios(pair) if found else {}
    cases = [row for pair in PAIRS for row in own_cases(pair)]
    results = {pair: measure(pair) for pair in PAIRS}
    check_page.main()
    (ROOT / "docs" / "quality.md").write_text(page(results, speeds, cases), encoding="utf-8")
    figures = {str(pair): results[pair] | {"speed": speeds[pair]} for pair in PAIRS}
    plain = json.loads(
        json.dumps(figures, default=lambda value: {name: getattr(value, name) for name in value.__dataclass_fields__})
    )
    (ROOT / "docs" / "quality.json").write_text(
        json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print("written: docs/quality.md")


if __name__ == "__main__":
    main()
