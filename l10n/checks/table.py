"""Every check of a segment. A new one is one generator function and one line here."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from l10n.checks import facts, tags, terms, text
from l10n.checks.kit import Check, CheckKit
from l10n.model.article import Article, Segment
from l10n.model.finding import Finding, Severity

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

CHECKS: tuple[Check, ...] = (
    Check(
        "numbers.changed",
        _E,
        facts.changed_numbers,
        "an amount of the source is not in the target",
        "write the same value",
        "FAC-NUM",
    ),
    Check(
        "numbers.added",
        _W,
        facts.added_numbers,
        "an amount of the target is not in the source",
        "take it out",
        "FAC-NUM",
    ),
    Check(
        "percent.confused", _E, facts.confused_points, "percent became percentage points", "keep the unit", "FAC-PCT"
    ),
    Check(
        "currency.changed",
        _E,
        facts.changed_currency,
        "an amount in another currency",
        "keep the currency",
        "FAC-CUR; ISO 4217",
    ),
    Check("unit.changed", _E, facts.changed_unit, "a quantity in another unit", "keep the unit", "FAC-UNT"),
    Check("date.changed", _E, facts.changed_dates, "a date differs", "write the same date", "FAC-DAT"),
    Check(
        "names.missing",
        _W,
        facts.missing_names,
        "a name with digits or a URL is not in the target",
        "keep it",
        "FAC-ALN, FAC-URL",
    ),
    Check(
        "terms.missing",
        _W,
        terms.missing_terms,
        "a glossary concept has no accepted term in the target",
        "use the term",
        "TRM-MISS",
    ),
    Check(
        "terms.translated", _E, terms.translated_names, "a name not to be translated was changed", "keep it", "TRM-DNT"
    ),
    Check(
        "terms.forbidden",
        _E,
        terms.forbidden_terms,
        "a forbidden term stands in the target",
        "use the preferred term",
        "TRM-FORB",
    ),
    Check(
        "terms.deprecated",
        _W,
        terms.deprecated_terms,
        "a deprecated term stands in the target",
        "use the preferred term",
        "TRM-DEPR",
    ),
    Check(
        "terms.repeated",
        _I,
        terms.repeated_terms,
        "a term stands more often than in the source",
        "say it as often",
        "TRM-COUNT",
    ),
    Check("tags.missing", _E, tags.missing_codes, "inline markup was lost", "put it back", "TAG-MISS"),
    Check("tags.added", _E, tags.added_codes, "inline markup was added", "take it out", "TAG-EXTRA"),
    Check("tags.crossed", _E, tags.crossed_codes, "pairs of markup cross", "nest them", "TAG-NEST"),
    Check("tags.inside", _W, tags.codes_in_words, "markup stands inside a word", "move it to the edge", "TAG-WORD"),
    Check("target.empty", _E, text.empty_target, "a segment has no translation", "translate it", "UNT-EMPTY"),
    Check("target.same", _W, text.same_target, "a sentence equals its source", "translate it", "UNT-SAME"),
    Check(
        "target.rest",
        _W,
        text.untranslated_rest,
        "words of the source language are left",
        "translate them",
        "UNT-RESID",
    ),
    Check("target.looped", _E, text.looped_text, "words repeat themselves", "say it once", "HAL-LOOP"),
    Check("target.length", _W, text.odd_length, "the lengths do not fit", "look for lost or added text", "HAL-RATIO"),
    Check(
        "brackets.unbalanced",
        _W,
        text.unbalanced_brackets,
        "a bracket or quotation mark has no partner",
        "complete it",
        "BRK-PAIR, QUO-PAIR",
    ),
    Check(
        "typography.wrong",
        _I,
        text.typography,
        "marks or spaces of another locale",
        "apply the fix",
        "GB/T 15834-2011, CLDR",
    ),
    Check("end.changed", _W, text.final_mark, "a question does not end as one", "end it alike", "PUN-END"),
    Check("words.doubled", _W, text.doubled_words, "a word is written twice", "write it once", "REP-WORD"),
    Check("characters.odd", _E, text.odd_characters, "mojibake or invisible characters", "take them out", "WS-*"),
    Check("polarity.flipped", _W, text.flipped_polarity, "a denial was lost", "check the meaning", "NEG-FLIP"),
)


def check_segment(segment: Segment, kit: CheckKit, levels: Mapping[str, str]) -> Iterator[Finding]:
    """The findings of one segment; `levels` overrides severities by code, `off` silences a check."""
    for check in CHECKS:
        level = levels.get(check.code, check.severity.value)
        if level == "off" or (segment.target is None and check.code != "target.empty"):
            continue
        for fault in check.run(segment, kit):
            yield Finding(
                check.code,
                Severity(level),
                fault.message,
                segment_id=segment.id,
                source=segment.source_text,
                target=segment.target_text,
                fix=fault.fix,
            )


def check_article(article: Article, kit: CheckKit, levels: Mapping[str, str]) -> Iterator[Finding]:
    """The findings of an article: of its segments, then one source translated in several ways."""
    seen: dict[str, set[str]] = defaultdict(set)
    for block in article.blocks:
        if not block.translate:
            continue
        for segment in block.segments:
            yield from check_segment(segment, kit, levels)
            if segment.target is not None and len(segment.source_text) > 15:
                seen[segment.source_text].add(segment.target_text)
    level = levels.get("article.inconsistent", "warning")
    for source, targets in seen.items():
        if len(targets) > 1 and level != "off":
            yield Finding(
                "article.inconsistent",
                Severity(level),
                f"“{source[:50]}” is translated in {len(targets)} ways: choose one",
                source=source,
            )
