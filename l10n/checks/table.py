"""Every check. A new one is one generator function and one line here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from l10n.checks import consistency, facts, tags, terms, text
from l10n.checks.kit import Check, CheckKit, Fault, Line, Scope, line_of
from l10n.checks.told import told
from l10n.model.article import Article, Segment
from l10n.model.finding import Finding, Severity
from l10n.model.pair import Pair

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_ARTICLE, _BATCH = Scope.ARTICLE, Scope.BATCH
S = TypeVar("S")

SEGMENT_CHECKS: tuple[Check[Segment], ...] = (
    Check("numbers.changed", _E, facts.changed_numbers,
          "an amount of the source is not in the target", "write the same value", "FAC-NUM"),
    Check("numbers.added", _W, facts.added_numbers,
          "an amount of the target is not in the source", "take it out", "FAC-NUM"),
    Check("percent.confused", _E, facts.confused_points,
          "percent became percentage points", "keep the unit", "FAC-PCT"),
    Check("currency.changed", _E, facts.changed_currency,
          "an amount in another currency", "keep the currency", "FAC-CUR; ISO 4217"),
    Check("unit.changed", _E, facts.changed_unit, "a quantity in another unit", "keep the unit", "FAC-UNT"),
    Check("date.changed", _E, facts.changed_dates, "a date differs", "write the same date", "FAC-DAT"),
    Check("names.missing", _W, facts.missing_names,
          "a name with digits or a URL is not in the target", "keep it", "FAC-ALN, FAC-URL"),
    Check("terms.missing", _W, terms.missing_terms,
          "a glossary concept has no accepted term in the target", "use the term", "TRM-MISS"),
    Check("terms.translated", _E, terms.translated_names,
          "a name not to be translated was changed", "keep it", "TRM-DNT"),
    Check("terms.forbidden", _E, terms.forbidden_terms,
          "a forbidden term stands in the target", "use the preferred term", "TRM-FORB"),
    Check("terms.deprecated", _W, terms.deprecated_terms,
          "a deprecated term stands in the target", "use the preferred term", "TRM-DEPR"),
    Check("terms.repeated", _I, terms.repeated_terms,
          "a term stands more often than in the source", "say it as often", "TRM-COUNT"),
    Check("tags.missing", _E, tags.missing_codes, "inline markup was lost", "put it back", "TAG-MISS"),
    Check("tags.added", _E, tags.added_codes, "inline markup was added", "take it out", "TAG-EXTRA"),
    Check("tags.crossed", _E, tags.crossed_codes, "pairs of markup cross", "nest them", "TAG-NEST"),
    Check("tags.inside", _W, tags.codes_in_words, "markup stands inside a word", "move it to the edge", "TAG-WORD"),
    Check("target.empty", _E, text.empty_target, "a segment has no translation", "translate it", "UNT-EMPTY"),
    Check("target.same", _W, text.same_target, "a sentence equals its source", "translate it", "UNT-SAME"),
    Check("target.rest", _W, text.untranslated_rest,
          "words of the source language are left", "translate them", "UNT-RESID"),
    Check("target.looped", _E, text.looped_text, "words repeat themselves", "say it once", "HAL-LOOP"),
    Check("target.length", _W, text.odd_length, "the lengths do not fit", "look for lost or added text", "HAL-RATIO"),
    Check("brackets.unbalanced", _W, text.unbalanced_brackets,
          "a bracket or quotation mark has no partner", "complete it", "BRK-PAIR, QUO-PAIR"),
    Check("typography.wrong", _I, text.typography,
          "marks or spaces of another locale", "apply the fix", "GB/T 15834-2011, CLDR"),
    Check("end.changed", _W, text.final_mark, "a question does not end as one", "end it alike", "PUN-END"),
    Check("words.doubled", _W, text.doubled_words, "a word is written twice", "write it once", "REP-WORD"),
    Check("characters.odd", _E, text.odd_characters, "mojibake or invisible characters", "take them out", "WS-*"),
    Check("polarity.flipped", _W, text.flipped_polarity, "a denial was lost", "check the meaning", "NEG-FLIP"),
)
ARTICLE_CHECKS: tuple[Check[Article], ...] = (
    Check("article.inconsistent", _W, consistency.inconsistent_article,
          "one sentence is translated in two ways", "choose one", "CON-SRC", _ARTICLE),
    Check("exchange.lost", _E, told("exchange.lost"),
          "a unit is missing from the file", "export again", "REV-ID", _ARTICLE),
    Check("exchange.doubled", _E, told("exchange.doubled"),
          "a unit stands twice in the file", "keep one", "REV-ID", _ARTICLE),
    Check("exchange.unknown", _E, told("exchange.unknown"),
          "a unit of the file is none of the article", "export again", "REV-ID", _ARTICLE),
    Check("exchange.source", _W, told("exchange.source"),
          "the source changed since the export", "look at the translation again", "REV-STALE", _ARTICLE),
    Check("exchange.codes", _E, told("exchange.codes"),
          "inline codes of a returned unit do not fit", "put them right", "TAG-MISS, TAG-EXTRA", _ARTICLE),
    Check("exchange.locked", _W, told("exchange.locked"),
          "a locked segment was changed", "unlock it first", "REV-LOCK", _ARTICLE),
    Check("html.changed", _W, told("html.changed"),
          "a page does not come back as it was read", "use the clean page", "l10n/formats/html_proof.py", _ARTICLE),
)
BATCH_CHECKS: tuple[Check[Sequence[Line]], ...] = (
    Check("batch.inconsistent", _W, consistency.inconsistent_batch,
          "one sentence is translated in two ways in two articles", "choose one", "CON-SRC", _BATCH),
)
CHECKS: tuple[Check[Any], ...] = (*SEGMENT_CHECKS, *ARTICLE_CHECKS, *BATCH_CHECKS)


def check_segment(segment: Segment, kit: CheckKit, levels: Mapping[str, str]) -> Iterator[Finding]:
    """The findings of one segment; `levels` overrides severities by code, `off` silences a check."""
    at = Line("", segment.id, segment.source_text, segment.target_text)
    for check in SEGMENT_CHECKS:
        if segment.target is not None or check.code == "target.empty":
            yield from _run(check, segment, kit, (levels, at))


def check_article(article: Article, kit: CheckKit, levels: Mapping[str, str]) -> Iterator[Finding]:
    """The findings of an article: of its segments, of the article as a whole, and what its reader told."""
    for block in article.blocks:
        for segment in block.segments if block.translate else ():
            for finding in check_segment(segment, kit, levels):
                yield replace(finding, place=article.name)
    for check in ARTICLE_CHECKS:
        yield from _run(check, article, kit, (levels, Line(article.name, "", "", "")))
    known = {check.code for check in CHECKS}
    yield from (f for f in article.findings if f.code not in known and levels.get(f.code) != "off")


def check_articles(articles: Iterable[Article], kit: CheckKit, levels: Mapping[str, str]) -> Iterator[Finding]:
    """The findings of many articles, each with its own pair, then those that show only when articles are compared.

    `place` of a finding is the article's name. Articles are taken one at a time and not kept; their texts are.
    """
    lines: dict[Pair, list[Line]] = defaultdict(list)
    for article in articles:
        yield from check_article(article, replace(kit, pair=article.pair), levels)
        lines[article.pair] += (line_of(article, s) for b in article.blocks if b.translate
                                for s in b.segments if s.target is not None)
    for pair, found in lines.items():
        if len({line.place for line in found}) > 1:
            for check in BATCH_CHECKS:
                yield from _run(check, found, replace(kit, pair=pair), (levels, Line("", "", "", "")))


def _run(
    check: Check[S], subject: S, kit: CheckKit, context: tuple[Mapping[str, str], Line]
) -> Iterator[Finding]:
    """The findings of one check; `context` is the levels and the line that a fault means when it names none."""
    levels, default = context
    level = levels.get(check.code, check.severity.value)
    if level != "off":
        for fault in check.run(subject, kit):
            yield _finding(check.code, Severity(level), fault, default)


def _finding(code: str, severity: Severity, fault: Fault, default: Line) -> Finding:
    at = fault.at or default
    return Finding(code, severity, fault.message, at.place, fault.line, at.segment_id, at.source, at.target,
                   fault.source_span, fault.target_span, fault.fix)
