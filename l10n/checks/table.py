"""Every check. A new one is one generator function and one line here."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from l10n.checks import (
    characters,
    consistency,
    dates,
    marks,
    measures,
    mentions,
    names,
    numbers,
    pages,
    polarity,
    tags,
    target,
    terms,
)
from l10n.checks.kit import Check, CheckKit, Fault, Line, Scope, line_of
from l10n.checks.told import told
from l10n.model.article import Article, Segment
from l10n.model.finding import Finding, Severity
from l10n.model.pair import Pair

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_ARTICLE, _BATCH = Scope.ARTICLE, Scope.BATCH
S = TypeVar("S")


def _repeated(code: str, severity: Severity, finds: str, cure: str, source: str) -> Check[Article]:
    """The row of a finding that reading or merging leaves in the article under the same code."""
    return Check(code, severity, told(code), finds, cure, source, _ARTICLE)


SEGMENT_CHECKS: tuple[Check[Segment], ...] = (
    Check("numbers.changed", _E, numbers.changed_numbers,
          "another amount stands in the place of the source's", "write the same value", "FAC-NUM"),
    Check("numbers.missing", _W, numbers.missing_numbers,
          "an amount of the source is not in the target", "write the same value", "FAC-NUM"),
    Check("numbers.added", _W, numbers.added_numbers,
          "an amount of the target is not in the source", "take it out", "FAC-NUM"),
    Check("bounds.turned", _W, numbers.turned_bounds,
          "more than became less than or nearly, or the reverse", "say above or below as the source does", "FAC-NUM"),
    Check("percent.confused", _E, numbers.confused_points,
          "percent became percentage points, or the reverse", "keep the unit", "FAC-PCT"),
    Check("currency.changed", _E, measures.changed_currency,
          "an amount in another currency", "keep the currency", "FAC-CUR; ISO 4217"),
    Check("currency.missing", _W, measures.missing_currency,
          "an amount of money without its currency", "name the currency", "FAC-CUR; ISO 4217"),
    Check("unit.changed", _E, measures.changed_unit,
          "a quantity in another unit or magnitude", "keep the unit, or convert the figure", "FAC-UNT; SI"),
    Check("date.changed", _E, dates.changed_dates,
          "a date or part of a year differs", "write the same date", "FAC-DAT"),
    Check("date.missing", _W, dates.missing_dates,
          "a day or year of the source is not in the target", "write the date", "FAC-DAT"),
    Check("weekday.changed", _E, dates.changed_weekday, "another day of the week", "name the same day", "FAC-DAT"),
    Check("time.changed", _E, dates.changed_time, "another time of day", "write the same time", "FAC-DAT"),
    Check("names.missing", _W, names.missing_names,
          "a name with digits is not in the target", "keep it as it is", "FAC-ALN"),
    Check("names.lost", _W, names.missing_people,
          "a Chinese person is not named in the target", "write the name", "FAC-ALN; GB/T 28039-2011"),
    Check("address.changed", _E, names.changed_addresses,
          "a URL, e-mail address, #tag or @mention was changed or lost", "copy it", "FAC-URL"),
    Check("address.added", _W, names.added_addresses,
          "a URL or e-mail address that the source does not hold", "take it out", "FAC-URL; HAL-EXTRA"),
    Check("terms.missing", _W, terms.missing_terms,
          "a glossary concept has no accepted term in the target", "use the term", "TRM-MISS"),
    Check("terms.translated", _E, terms.translated_names,
          "a name not to be translated was changed", "keep it", "TRM-DNT"),
    Check("terms.forbidden", _E, terms.forbidden_terms,
          "a forbidden term stands in the target", "use the preferred term", "TRM-FORB; ISO 30042"),
    Check("terms.deprecated", _W, terms.deprecated_terms,
          "a deprecated term stands in the target", "use the preferred term", "TRM-DEPR; ISO 30042"),
    Check("terms.repeated", _I, terms.repeated_terms,
          "a term stands more often than in the source", "say it as often", "TRM-COUNT"),
    Check("tags.missing", _E, tags.missing_codes, "inline markup was lost", "put it back", "TAG-MISS"),
    Check("tags.added", _E, tags.added_codes, "inline markup was added", "take it out", "TAG-EXTRA"),
    Check("tags.changed", _E, tags.changed_codes,
          "attributes of inline markup were changed", "copy it from the source", "TAG-ATTR"),
    Check("tags.crossed", _E, tags.crossed_codes, "pairs of markup cross", "nest them", "TAG-NEST; XLIFF 2.1, 4.7.2"),
    Check("tags.emptied", _W, tags.emptied_codes,
          "a pair of markup holds nothing", "move it around its words", "TAG-EMPTY"),
    Check("tags.inside", _W, tags.codes_in_words, "markup stands inside a word", "move it to the edge", "TAG-WORD"),
    Check("tags.moved", _I, tags.moved_codes,
          "markup that stands alone is in another order", "check each place", "TAG-ORDER"),
    Check("target.empty", _E, target.empty_target, "a segment has no translation", "translate it", "UNT-EMPTY"),
    Check("target.same", _E, target.same_target, "a sentence equals its source", "translate it", "UNT-SAME"),
    Check("target.rest", _W, target.untranslated_rest,
          "words of the source language are left", "translate them", "UNT-RESID"),
    Check("target.script", _E, target.foreign_script,
          "letters of a third script", "translate them", "HAL-SCRIPT; UAX 24"),
    Check("target.looped", _E, target.looped_text, "words repeat themselves", "say it once", "HAL-LOOP"),
    Check("target.length", _W, target.odd_length,
          "the lengths do not fit: Han characters against words", "look for lost or added text", "HAL-RATIO"),
    Check("sentences.lost", _W, target.lost_sentence,
          "fewer sentences and too little text", "translate the missing sentence", "SEG-COUNT"),
    Check("brackets.unbalanced", _W, marks.unbalanced_brackets,
          "a bracket has no partner", "complete the pair", "BRK-PAIR; GB/T 15834-2011, 4.9"),
    Check("quotes.unbalanced", _W, marks.unbalanced_quotes,
          "a quotation or title mark has no partner", "complete the pair", "QUO-PAIR; GB/T 15834-2011, 4.8"),
    Check("typography.wrong", _I, marks.typography, "marks or spaces of another locale",
          "apply the fix", "ZH-*, EN-FW; GB/T 15834-2011, GB/T 15835-2011, clreq, CLDR"),
    Check("end.changed", _W, marks.changed_end,
          "a question does not end as one", "end it alike", "PUN-END; GB/T 15834-2011, 4.2"),
    Check("end.missing", _W, marks.missing_end,
          "a sentence ends without its full stop", "end the sentence", "PUN-END; GB/T 15834-2011, 4.1"),
    Check("words.doubled", _W, characters.doubled_words,
          "a word is written twice; reduplication is allowed", "write it once", "REP-WORD"),
    Check("characters.odd", _E, characters.broken_characters,
          "mojibake, replacement or control characters", "write the text that was meant", "WS-MOJIBAKE, WS-CONTROL"),
    Check("characters.invisible", _W, characters.invisible_characters,
          "zero-width or direction characters", "take them out", "WS-ZERO; UAX 14"),
    Check("characters.traditional", _W, characters.other_script,
          "traditional characters in simplified text, or the reverse", "write the locale's characters", "ZH-TRAD"),
    Check("spaces.doubled", _W, characters.doubled_spaces, "two spaces in a row", "leave one", "WS-DOUBLE"),
    Check("spaces.edge", _W, characters.edge_spaces, "white space around the target", "take it out", "WS-EDGE"),
    Check("polarity.flipped", _W, polarity.flipped_polarity, "a denial was lost", "check the meaning", "NEG-FLIP"),
    Check("polarity.added", _W, polarity.added_denial, "a denial was added", "check the meaning", "NEG-FLIP"),
)
ARTICLE_CHECKS: tuple[Check[Article], ...] = (
    Check("article.inconsistent", _W, consistency.inconsistent_article,
          "one sentence is translated in two ways", "choose one", "CON-SRC", _ARTICLE),
    Check("article.merged", _W, consistency.merged_article,
          "two sentences have one translation", "check which is meant", "CON-TGT", _ARTICLE),
    Check("article.language", _E, pages.wrong_language,
          "most targets are not in the target language", "translate them", "UNT-SAME; HAL-SCRIPT", _ARTICLE),
    Check("article.joined", _W, pages.joined_segments,
          "two sentences are translated in one segment", "put each in its own segment", "SEG-COUNT", _ARTICLE),
    Check("article.titleless", _W, pages.missing_title, "a page has no title", "write one", "DOC-META", _ARTICLE),
    Check("metadata.untranslated", _E, pages.untranslated_metadata,
          "a title, description or other metadata is not translated", "translate it", "DOC-META", _ARTICLE),
    Check("names.varied", _W, pages.varied_names,
          "a name is spelled in two ways", "choose one spelling", "DOC-NAME", _ARTICLE),
    Check("names.romanised", _W, names.romanised_people,
          "a person's name stands in Latin letters in a Chinese text", "write the characters", "DOC-NAME", _ARTICLE),
    Check("terms.inconsistent", _W, mentions.inconsistent_terms,
          "two terms for one concept in one article", "use one term", "TRM-INC; ISO 704", _ARTICLE),
    Check("terms.late", _I, mentions.late_full_names,
          "the short form stands before the full name", "write the full name first", "TRM-1ST", _ARTICLE),
    Check("abbreviations.late", _I, mentions.late_abbreviations,
          "an abbreviation is explained late or twice", "explain it where it is first used", "TRM-1ST", _ARTICLE),
    Check("state.untranslated", _E, pages.open_states,
          "an approved segment has no translation", "translate or reopen it", "REV-STATE; XLIFF 2.1, 4.7.6", _ARTICLE),
    _repeated("exchange.lost", _E,
              "a unit is missing from the file", "export again", "REV-ID"),
    _repeated("exchange.doubled", _E,
              "a unit stands twice in the file", "keep one", "REV-ID"),
    _repeated("exchange.unknown", _E,
              "a unit of the file is none of the article", "export again", "REV-ID"),
    _repeated("exchange.source", _W,
              "the source changed since the export", "look at the translation again", "REV-STALE"),
    _repeated("exchange.emptied", _W,
              "a translation vanished from the file", "look why", "REV-ID"),
    _repeated("exchange.codes", _E,
              "inline codes of a returned unit do not fit", "put them right", "TAG-MISS, TAG-EXTRA"),
    _repeated("exchange.locked", _W,
              "a locked segment was changed", "unlock it first", "REV-LOCK"),
    _repeated("html.repaired", _I,
              "broken markup of a page was mended", "look at the page", "HTML Living Standard, 13.2"),
    _repeated("html.its", _W,
              "a rule for translators in the page cannot be followed", "mend the rule", "ITS 2.0"),
    _repeated("html.changed", _W,
              "a page does not come back as it was read", "use the clean page", "l10n/formats/html_proof.py"),
)
BATCH_CHECKS: tuple[Check[Sequence[Line]], ...] = (
    Check("batch.inconsistent", _W, consistency.inconsistent_batch,
          "one sentence is translated in two ways in two articles", "choose one", "CON-SRC", _BATCH),
    Check("batch.merged", _W, consistency.merged_batch,
          "sentences of two articles have one translation", "check which is meant", "CON-TGT", _BATCH),
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
    level = levels.get(check.code)
    if level != "off":
        for fault in check.run(subject, kit):
            yield _finding(check.code, Severity(level or check.severity), fault, default)


def _finding(code: str, severity: Severity, fault: Fault, default: Line) -> Finding:
    at = fault.at or default
    return Finding(code, severity, fault.message, at.place, fault.line, at.segment_id, at.source, at.target,
                   fault.source_span, fault.target_span, fault.fix)
