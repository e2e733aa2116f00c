"""Counts over articles for tables and reports."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from l10n.model.article import Article
from l10n.model.finding import Severity
from l10n.model.memory import from_memory
from l10n.resources.term_text import HAN

_WORD = re.compile(rf"[{HAN}]|[A-Za-z0-9\u00c0-\u024f]+(?:['’.,-][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many segments, terms and facts there are, how many are met, how many findings of each severity.

    `memory` of the segments were filled from the translation memory; they hold `memory_words` source words.
    """

    segments: int = 0
    terms: int = 0
    terms_met: int = 0
    facts: int = 0
    facts_met: int = 0
    errors: int = 0
    warnings: int = 0
    memory: int = 0
    memory_words: int = 0


def tally(articles: Iterable[Article]) -> Tally:
    """The counts of some articles. A proof of kind "tag" counts as neither term nor fact."""
    listed = list(articles)
    segments = [segment for article in listed for segment in article.segments]
    proofs = [proof for segment in segments for proof in segment.proofs if proof.kind != "tag"]
    terms = [proof for proof in proofs if proof.kind == "term"]
    facts = [proof for proof in proofs if proof.kind != "term"]
    remembered = [segment for segment in segments if from_memory(segment)]
    found = [finding for segment in segments for finding in segment.findings]
    found += [finding for article in listed for finding in article.findings]
    return Tally(
        segments=len(segments),
        terms=len(terms), terms_met=sum(proof.met for proof in terms),
        facts=len(facts), facts_met=sum(proof.met for proof in facts),
        errors=sum(finding.severity is Severity.ERROR for finding in found),
        warnings=sum(finding.severity is Severity.WARNING for finding in found),
        memory=len(remembered), memory_words=sum(words(segment.source_text) for segment in remembered),
    )


def words(text: str) -> int:
    """How many words a translator is paid for: each Han character, each Latin word, each number."""
    return sum(1 for _ in _WORD.finditer(text))
