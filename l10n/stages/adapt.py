"""Targets obey their locale's typography; codes stay where they are and proofs follow their words."""

import re
from dataclasses import replace

from l10n.model.article import Article, Block, BlockKind, Segment
from l10n.model.inline import Code, CodeKind, Content, Inline, Text, merge_text, plain
from l10n.model.trail import Proof
from l10n.text.edits import moved_offsets
from l10n.text.profile import OBJECT
from l10n.text.punctuation import completed
from l10n.text.quotes import paired
from l10n.text.traditional import is_traditional, to_simplified, to_traditional
from l10n.text.typography import Typography, adapt_text

NAMES = (BlockKind.SOURCE, BlockKind.AUTHOR, BlockKind.EDITOR)
UNFINISHED = (BlockKind.TITLE, BlockKind.SECTION, BlockKind.HEADING)  # no mark is added at their end
PARTS = (BlockKind.CELL, BlockKind.ATTRIBUTE, BlockKind.CUE)  # their first word keeps its case


def adapt_article(article: Article, typography: Typography) -> Article:
    """The article with every target that a machine made adapted; approved ones are left alone.

    Names take nothing but the characters of the locale.
    """

    def of_block(block: Block) -> Block:
        if not block.translate or (block.kind in NAMES and not typography.conversion):
            return block
        segments = tuple(adapt_segment(segment, typography, block.kind) for segment in block.segments)
        return replace(block, segments=segments)

    return article.map_blocks(of_block)


def adapt_segment(segment: Segment, typography: Typography, kind: BlockKind = BlockKind.PARAGRAPH) -> Segment:
    """The segment with its target adapted, a trail line for each rule that fired, its proofs' places moved along."""
    if segment.target is None or segment.frozen:
        return segment
    if typography.conversion:
        segment = _said(segment, typography.conversion)
    before = _shown(segment.target or ())
    after, fired = _adapted(before, segment, typography, kind)
    if after == before or segment.target is None:
        return segment
    target = carry_codes(segment.target, after)
    now = plain(target)
    places = moved_offsets(plain(segment.target), now)
    proofs = tuple(moved(proof, places, now) for proof in segment.proofs)
    adapted = replace(segment, target=target, proofs=proofs)
    for rule in fired:
        adapted = adapted.with_step("adapt", rule)
    return adapted


def _adapted(before: str, segment: Segment, typography: Typography, kind: BlockKind) -> tuple[str, list[str]]:
    """The words as the locale writes them, and the rules that fired."""
    if kind in NAMES:
        after = to_traditional(before, typography.conversion) if typography.conversion else before
        return after, ["traditional"]
    text, fired = _ended(_parted(before, segment.proofs), segment.source_text, typography, kind)
    after, rules = adapt_text(text, typography, skip=_skipped(segment.source_text, kind))
    if typography.conversion:
        after = _own_terms(segment, after)
    return after, fired + [rule for rule in rules if rule not in fired]


def _own_terms(segment: Segment, after: str) -> str:
    """The text with terms as a glossary writes them in traditional characters: 風采 where conversion makes 風採."""
    before = plain(segment.target or ())
    for proof in segment.proofs:
        if proof.target_span is None or not is_traditional(proof.target):
            continue
        places = moved_offsets(before, after)
        start, end = (places[min(place, len(places) - 1)] for place in proof.target_span)
        if to_simplified(after[start:end]) == to_simplified(proof.target):
            after = after[:start] + proof.target + after[end:]
    return after


def _said(segment: Segment, conversion: str) -> Segment:
    """The segment with what is said of its target in the characters of the target: flagged proofs, findings, n-best."""

    def turned(text: str) -> str:
        return to_traditional(text, conversion)

    return replace(
        segment,
        proofs=tuple(p if p.met else replace(p, target=turned(p.target)) for p in segment.proofs),
        findings=tuple(
            replace(f, message=turned(f.message), target=turned(f.target), fix=f.fix and turned(f.fix))
            for f in segment.findings
        ),
        candidates=tuple(replace(c, text=turned(c.text)) for c in segment.candidates),
    )


def _parted(text: str, proofs: tuple[Proof, ...]) -> str:
    """The text with a space behind a full-width mark between a constraint's figure and another one.

    `12，128` is two numbers when 12 is a constraint; made half-width without a space it would be one.
    """
    for proof in proofs:
        if proof.met and proof.kind != "tag" and (proof.target[:1].isdigit() or proof.target[-1:].isdigit()):
            figure = re.escape(proof.target)
            text = re.sub(rf"(?<=\d)([，：])(?={figure}(?!\d))|(?<={figure})([，：])(?=\d)", lambda m: m[0] + " ", text)
    return text


def _skipped(source: str, kind: BlockKind) -> tuple[str, ...]:
    """The rules that do not hold there: a headline parts its clauses with spaces, a cell is no sentence."""
    skipped = ["capital"] if kind in PARTS else []
    if kind in UNFINISHED or source.rstrip()[-1:].isalnum():
        skipped.append("han-spaces")
    return (*skipped, "han-latin-spaces") if kind in UNFINISHED else tuple(skipped)


def carry_codes(content: Content, after: str) -> Content:
    """The new text with the codes at the places that belong to their old ones.

    `after` shows a code that stands alone without an equivalent as U+FFFC, as `adapt_segment` does. No rule removes
    one; a text that lost one all the same is not taken: the content comes back as it was.
    """
    places = moved_offsets(_shown(content), after)
    out: list[Inline] = []
    at = old = 0
    for item in content:
        shown = _shown((item,))
        if isinstance(item, Code):
            new = max(at, places[old])
            out += [Text(after[at:new]), item]
            at = max(new, places[old + len(shown)]) if shown else new
        old += len(shown)
    made = merge_text((*out, Text(after[at:])))
    return content if OBJECT in plain(made) and OBJECT not in plain(content) else made


def moved(proof: Proof, places: list[int], after: str) -> Proof:
    """The proof with its target span in the new text; the nearest occurrence when the mapped place does not hold it.

    A target that stands nowhere any more was itself adapted: the proof then names what stands at its place.
    """
    if proof.target_span is None:
        return proof
    start, end = (places[min(place, len(places) - 1)] for place in proof.target_span)
    if proof.kind == "tag" or after[start:end] == proof.target:
        return replace(proof, target_span=(start, end))
    at = _nearest(proof.target, after, start)
    if at is not None:
        return replace(proof, target_span=(at, at + len(proof.target)))
    stripped = after[start:end].strip()
    start += len(after[start:end]) - len(after[start:end].lstrip())
    return replace(proof, target=stripped, target_span=(start, start + len(stripped)))


def _ended(text: str, source: str, typography: Typography, kind: BlockKind) -> tuple[str, list[str]]:
    """The text with its lost quotation mark and final mark, as the source has them."""
    fired = []
    quoted = paired(text, source)
    if quoted != text:
        fired.append("paired-quotes")
    ended = completed(quoted, source, typography.language)
    if len(ended) > len(quoted) and kind in UNFINISHED:
        ended = quoted
    return ended, [*fired, "final-mark"] if ended != quoted else fired


def _shown(content: Content) -> str:
    """The words of the content with U+FFFC for a code that stands alone."""
    return "".join(
        OBJECT if isinstance(item, Code) and item.kind is CodeKind.ALONE and not item.equiv else plain((item,))
        for item in content
    )


def _nearest(words: str, text: str, place: int) -> int | None:
    """Offset of the occurrence of the words nearest to the place, whichever side."""
    left = text.rfind(words, 0, place + len(words)) if words else -1
    right = text.find(words, place) if words else -1
    found = [at for at in (left, right) if at >= 0]
    return min(found, key=lambda at: abs(at - place)) if found else None
