"""Typography of a target text: small pure rules, each with the clause it comes from, applied in order.

`adapt_text` is idempotent. URLs, e-mail addresses, mentions, code-like words, numbers and times are never touched.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from l10n.text import punctuation, quotes, spacing, width
from l10n.text.profile import HOLE
from l10n.text.profile import Typography as Typography
from l10n.text.traditional import converted

_KEEP = re.compile(
    r"https?://[^\s\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—\"'<>]*[\w/#=&%~-]|www\.[\w./%-]+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|`[^`]*`|\bYahoo!|（[记記]者 [^（）]{1,60}）"
    r"|(?<![\w\u3400-\u9fff])[@#][\w\u3400-\u9fff-]+(?: |$)",
    re.ASCII,
)
_PLAIN_QUOTES = str.maketrans("“”", '""')
PASSES = 8  # a rule may make room for an earlier one; odd runs of marks need a few rounds


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, the language it serves, its source, and what it does."""

    name: str
    language: str
    source: str
    change: Callable[[str, Typography], str]


def adapt_text(text: str, typography: Typography, skip: Collection[str] = ()) -> tuple[str, tuple[str, ...]]:
    """The text as its locale writes it, and the names of the rules that changed something, in order.

    Rules named in `skip` are left out.
    """
    fired: list[str] = []
    curly = (typography.straight and text != quotes.straightened(text)) or (
        typography.corner and text != quotes.cornered(text)
    )
    rules = [rule for rule in RULES if rule.language == typography.language and rule.name not in skip]
    for _ in range(PASSES):
        before = text
        text = _pass(text, typography, rules, fired)
        if text == before:
            break
    return text, (*fired, "quotes") if curly and "quotes" not in fired else tuple(fired)


RULES: tuple[Rule, ...] = (
    Rule("invisible", "zh", "Unicode UAX 14; clreq 3.2", spacing.visible),
    Rule("half-width", "zh", "GB/T 15835-2011, 4.1", width.half_width),
    Rule("corner-quotes", "zh", "GB/T 15834-2011, 4.8", quotes.corner_quotes),
    Rule("brackets", "zh", "GB/T 15834-2011, 4.9", punctuation.wide_brackets),
    Rule("quotes", "zh", "GB/T 15834-2011, 4.8", quotes.han_quotes),
    Rule("nested-quotes", "zh", "GB/T 15834-2011, 4.8.3", quotes.nested_quotes),
    Rule("ellipsis", "zh", "GB/T 15834-2011, 4.11", punctuation.wide_ellipsis),
    Rule("dash", "zh", "GB/T 15834-2011, 4.10", punctuation.wide_dash),
    Rule("range", "zh", "GB/T 15834-2011, 4.13; GB/T 15835-2011, 5.1.3", punctuation.range_marks),
    Rule("punctuation", "zh", "GB/T 15834-2011, 5.1; clreq 3.1", punctuation.wide_marks),
    Rule("full-stop", "zh", "GB/T 15834-2011, 4.1", punctuation.wide_stops),
    Rule("han-spaces", "zh", "clreq 3.2.2", spacing.han_spaces),
    Rule("spaces", "zh", "clreq 3.2.2", spacing.mark_spaces),
    Rule("han-latin-spaces", "zh", "clreq 3.2.2", spacing.han_latin_spaces),
    Rule("list-comma", "zh", "GB/T 15834-2011, 4.5", punctuation.list_commas),
    Rule("doubled", "zh", "GB/T 15834-2011, 4.3 and 5.1", punctuation.single_marks),
    Rule("traditional", "zh", "OpenCC s2tw; BCP 47 zh-Hant", converted),
    Rule("invisible", "en", "Unicode UAX 14", spacing.visible),
    Rule("half-width", "en", "CLDR en", width.half_width),
    Rule("narrow-marks", "en", "CLDR en, delimiters", width.narrow_marks),
    Rule("dash", "en", "CLDR en", punctuation.dashes),
    Rule("spaces", "en", "CLDR en", spacing.word_spaces),
    Rule("doubled", "en", "CLDR en", punctuation.single_english_marks),
    Rule("quotes", "en", "CLDR en, delimiters", quotes.english_quotes),
    Rule("nested-quotes", "en", "CLDR en, delimiters", quotes.nested_quotes),
    Rule("capital", "en", "CLDR en, contextTransforms", punctuation.capital),
)


def _pass(text: str, typography: Typography, rules: Collection[Rule], fired: list[str]) -> str:
    """The text after each rule once; what is kept is found anew each time, so that the result is a fixed point."""
    text = text.replace(HOLE, "")  # a non-character, of no meaning outside the program
    kept = [converted(part, typography) if part[0] == "（" else part for part in _KEEP.findall(text)]
    text = _KEEP.sub(HOLE, text)
    if typography.straight:
        text = quotes.curled(text.translate(_PLAIN_QUOTES))  # the rules tell opening from closing marks
    elif typography.corner:
        text = quotes.uncornered(text)
    for rule in rules:
        changed = rule.change(text, typography)
        if changed != text and rule.name not in fired:
            fired.append(rule.name)
        text = changed
    if typography.straight:
        text = quotes.straightened(text)
    elif typography.corner:
        text = quotes.cornered(text)
    parts = text.split(HOLE)
    return "".join(part + (kept[n] if n < len(kept) else "") for n, part in enumerate(parts))
