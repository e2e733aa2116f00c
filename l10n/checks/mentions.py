"""Terms and abbreviations over a whole article: one term for one concept, the full name before the short one."""

import re
from collections.abc import Iterator

from l10n.checks.kit import CheckKit, Fault, line_of
from l10n.checks.terms import found_terms
from l10n.model.article import Article, BlockKind, Segment
from l10n.model.term import Concept, Match
from l10n.resources.term_forms import ACRONYM

# What stands here is no first mention for the text; names in the byline follow rules of their own.
_ASIDE = (BlockKind.TITLE, BlockKind.SECTION, BlockKind.DESCRIPTION, BlockKind.ATTRIBUTE, BlockKind.SOURCE,
          BlockKind.AUTHOR, BlockKind.EDITOR, BlockKind.CODE)
_DEFINED_EN = re.compile(r"[\w’'-]+ [(]([A-Z][A-Z0-9-]{1,7}[A-Z0-9])s?[)]")
_DEFINED_ZH = re.compile(
    "(?:以下简称|简称|下称)[为：:]?[“\"「]?([\u4e00-\u9fffA-Za-z0-9]{2,10})[”\"」]?[）)]"
    "|[\u4e00-\u9fff][（(]([A-Z][A-Z0-9-]{1,7}[A-Z0-9])[）)]"
)


def inconsistent_terms(article: Article, kit: CheckKit) -> Iterator[Fault]:
    """A concept that an article calls by two terms, of which neither is the short form of the other."""
    used: dict[str, Match] = {}
    for segment in _body(article):
        for concept, match in _uses(segment, kit):
            first = used.setdefault(concept.id, match)
            if first.term.text != match.term.text and not _short_of(first.term.text, match.term.text):
                at = line_of(article, segment)
                message = f"“{match.text}” stands here, “{first.text}” before: use one term for one concept"
                yield Fault(message, at=at, target_span=(match.start, match.end))
                used[concept.id] = match


def late_full_names(article: Article, kit: CheckKit) -> Iterator[Fault]:
    """A concept whose first mention in the text is its short form although the glossary has a full one."""
    seen: set[str] = set()
    for segment in _body(article):
        for concept, match in _uses(segment, kit):
            full = kit.glossary.targets(concept, kit.pair.target, kit.pair.source)[0] if kit.glossary else match.term
            known = concept.id in seen
            seen.add(concept.id)
            shorter = len(match.term.text) < len(full.text) and _short_of(full.text, match.term.text)
            if not known and shorter and full.text not in segment.target_text:
                message = f"“{match.text}” is mentioned first: write “{full.text}”, and the short form later"
                yield Fault(message, at=line_of(article, segment), target_span=(match.start, match.end))


def late_abbreviations(article: Article, kit: CheckKit) -> Iterator[Fault]:
    """An abbreviation that the translation explains in brackets only after it was used, or explains twice."""
    english = kit.pair.target_language == "en"
    defined = _DEFINED_EN if english else _DEFINED_ZH
    segments = [s for s in _body(article) if s.target is not None]
    seen: dict[str, int] = {}
    for number, segment in enumerate(segments):
        for match in defined.finditer(segment.target_text):
            name = next(group for group in match.groups() if group)
            before = [s for s in segments[:number] if _stands(name, s.target_text, english)]
            if before or name in seen:
                what = "is explained again" if name in seen else f"is explained after its use in segment {before[0].id}"
                message = f"“{match[0]}” {what}: explain an abbreviation where it is first used, and once"
                if not _stands_in_source_order(name, segments[: number + 1], match[0]):
                    yield Fault(message, at=line_of(article, segment), target_span=match.span())
            seen[name] = number


def _stands_in_source_order(name: str, segments: list[Segment], explained: str) -> bool:
    """True when the source uses the name before it explains it as well: the translator followed."""
    pattern = re.compile(rf"[(（][^()（）]*{re.escape(name)}[^()（）]*[)）]")
    used = [n for n, s in enumerate(segments) if _stands(name, s.source_text, True)]
    return bool(used and used[0] < len(segments) - 1 and pattern.search(segments[-1].source_text))


def _body(article: Article) -> Iterator[Segment]:
    """The segments of running text."""
    return (s for b in article.blocks if b.translate and b.kind not in _ASIDE and not b.name for s in b.segments)


def _uses(segment: Segment, kit: CheckKit) -> Iterator[tuple[Concept, Match]]:
    """The concepts of a segment's source with the terms that stand for them in its target, in the target's order."""
    matches = kit.matches(segment.source_text, kit.pair.source)
    concepts = {m.concept.id: m.concept for m in matches if not m.concept.do_not_translate}
    found = [(c, m) for c in concepts.values() for m in found_terms(c, segment.target_text, kit)]
    return iter(sorted(found, key=lambda pair: pair[1].start))


def _short_of(first: str, second: str) -> bool:
    """True when one of the two is an acronym or a shortened form of the other: 工信部 of 工业和信息化部."""
    short, full = sorted((first.lower(), second.lower()), key=len)
    if ACRONYM.fullmatch(first) or ACRONYM.fullmatch(second):
        return True
    rest = iter(full)
    return all(character in rest for character in short)


def _stands(name: str, text: str, english: bool) -> bool:
    at = text.find(name)
    if at < 0 or not (english or name.isascii()):
        return at >= 0
    return bool(re.search(rf"(?<![A-Za-z0-9-]){re.escape(name)}(?![A-Za-z0-9-])", text))
