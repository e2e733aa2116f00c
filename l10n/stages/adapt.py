"""Targets obey their locale's typography; codes stay where they are and proofs follow their words."""

import difflib
from dataclasses import replace

from l10n.model.article import Article, Block, BlockKind, Segment
from l10n.model.inline import Code, Content, Inline, Text, merge_text, plain
from l10n.model.trail import Proof, Span
from l10n.text.typography import Typography, adapt_text

NAMES = (BlockKind.SOURCE, BlockKind.AUTHOR, BlockKind.EDITOR)


def adapt_article(article: Article, typography: Typography) -> Article:
    """The article with every target that a machine made adapted; approved ones and names are left alone."""

    def of_block(block: Block) -> Block:
        if not block.translate or block.kind in NAMES:
            return block
        return replace(block, segments=tuple(adapt_segment(segment, typography) for segment in block.segments))

    return article.map_blocks(of_block)


def adapt_segment(segment: Segment, typography: Typography) -> Segment:
    """The segment with its target adapted, a trail line for each rule that fired, its proofs' places moved along."""
    if segment.target is None or segment.frozen:
        return segment
    before = plain(segment.target)
    after, fired = adapt_text(before, typography)
    if not fired:
        return segment
    adapted = replace(
        segment,
        target=carry_codes(segment.target, before, after),
        proofs=tuple(moved(proof, before, after) for proof in segment.proofs),
    )
    for rule in fired:
        adapted = adapted.with_step("adapt", rule)
    return adapted


def carry_codes(content: Content, before: str, after: str) -> Content:
    """The new text with the codes at the places that belong to their old ones; nothing falls between code and word."""
    if not any(isinstance(item, Code) for item in content):
        return (Text(after),)
    places = offsets(before, after)
    out: list[Inline] = []
    at = old = 0
    for item in content:
        if isinstance(item, Code):
            new = max(at, places[old])
            out += [Text(after[at:new]), item]
            old += len(item.equiv)
            at = max(new, places[old]) if item.equiv else new
        else:
            old += len(plain((item,)))
    return merge_text((*out, Text(after[at:])))


def offsets(before: str, after: str) -> list[int]:
    """For each offset of the old text (and its end) the offset of the new text that belongs to it."""
    places = [0] * (len(before) + 1)
    for _, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for i in range(i1, i2):
            places[i] = min(j1 + (i - i1), j2)
    places[len(before)] = len(after)
    return places


def moved(proof: Proof, before: str, after: str) -> Proof:
    """The proof with its target span in the new text; the nearest occurrence when the mapped place does not hold it."""
    if proof.target_span is None or proof.kind == "tag":
        return proof
    places = offsets(before, after)
    span: Span = (places[proof.target_span[0]], places[proof.target_span[1]])
    if after[span[0] : span[1]] == proof.target:
        return replace(proof, target_span=span)
    found = [at for at in range(len(after)) if after.startswith(proof.target, at)]
    if found:
        at = min(found, key=lambda place: abs(place - span[0]))
        return replace(proof, target_span=(at, at + len(proof.target)))
    return replace(proof, target=after[span[0] : span[1]], target_span=span)
