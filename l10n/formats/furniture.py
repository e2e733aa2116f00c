"""Rules about what lines of a page are: furniture, byline, article text. The words stand in locales/<tag>/furniture.toml."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from l10n.errors import ConfigError
from l10n.resources.paths import data_folder

HAN = re.compile("[\u3400-\u9fff]")
ENDED = re.compile(r"(?:[.!?。！？…]|--|——)[\"'”’」』）)\]】]*(?:\s*[（(](?:完|[Ee]nds?|END)[)）])?$")
LIST_MARK = re.compile(
    r"(?:[-*•·●■◆▪–]\s*|[(（]?\d{1,2}[.)）、]\s*|[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)(?=\S)"
)
_WORD = re.compile(r"[^\W\d_\u3400-\u9fff][\w'’-]*|\d[\w.,%]*")
_BROKEN_UP = re.compile(r"[,;:] ")
_SECTIONS = ("lines", "blocks", "byline", "noise", "publisher")
LONGEST = 2000  # characters of a line that patterns look at; furniture is never longer, spam aside


@dataclass(frozen=True, slots=True, eq=False)  # hashed by identity, for the caches
class Furniture:
    """Compiled rules of all locales.

    `lines`: reason -> pattern of whole lines; `starts`: kind of box -> pattern of the line that opens it; `byline`:
    field -> its patterns; `noise`: words of a byline that are neither name nor date; `publisher`: how a publisher's name
    looks; `guarded`: reasons that never hold for a sentence inside the article.
    """

    lines: tuple[tuple[str, re.Pattern[str]], ...]
    starts: tuple[tuple[str, re.Pattern[str]], ...]
    byline: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]
    noise: re.Pattern[str]
    publisher: re.Pattern[str]
    guarded: frozenset[str]

    def reason(self, line: str) -> str:
        """Why the line is furniture; empty when it is not known as such."""
        return _reason(self, line.strip())

    def block(self, line: str) -> str:
        """The kind of furniture block that the line opens; empty when it opens none."""
        text = line.strip()
        if len(text) > 80:
            return ""
        return next((reason for reason, pattern in self.starts if pattern.fullmatch(text)), "")

    def field(self, name: str, line: str) -> tuple[str, int, int] | None:
        """A byline field in the line: value and the span of label and value."""
        for key, patterns in self.byline:
            for pattern in patterns if key == name else ():
                match = pattern.search(line)
                if match:
                    return match["value"].strip(" |·,，\u3000"), match.start(), match.end()
        return None


@lru_cache(maxsize=50_000)
def _reason(rules: Furniture, text: str) -> str:
    if not re.search(r"\w", text):
        return "rule or symbols" if text else ""
    if len(text) <= LONGEST:
        for reason, pattern in rules.lines:
            if pattern.fullmatch(text):
                return reason
    if is_link_spam(text):
        return "link spam"
    return "navigation" if is_menu(text) else ""


@cache
def load_furniture() -> Furniture:
    """The rules of every locale that has some, joined. Raises ConfigError."""
    tables = [_read(path) for path in sorted(data_folder("locales").glob("*/furniture.toml"))]
    return Furniture(
        tuple((reason, _any(patterns)) for reason, patterns in _joined(tables, "lines")),
        tuple((reason, _any(patterns)) for reason, patterns in _joined(tables, "blocks")),
        tuple((name, tuple(re.compile(p) for p in patterns)) for name, patterns in _joined(tables, "byline")),
        _any([word for _, words in _joined(tables, "noise") for word in words]),
        re.compile("|".join(f"(?:{name})" for _, names in _joined(tables, "publisher") for name in names)),
        frozenset(reason for _, reasons in _joined(tables, "guard") for reason in reasons),
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for pattern in (p for part in _SECTIONS for patterns in table[part].values() for p in patterns):
            re.compile(pattern)
    except (OSError, KeyError, tomllib.TOMLDecodeError, re.error) as error:
        raise ConfigError(
            str(path), f"cannot be read: {error}", "mend the pattern, or install the package again"
        ) from error
    return table


def _joined(tables: list[dict[str, Any]], section: str) -> Iterator[tuple[str, list[str]]]:
    """The entries of one section in all tables, those of one key together."""
    keys = dict.fromkeys(key for table in tables for key in table[section])
    for key in keys:
        yield key, [pattern for table in tables for pattern in table[section].get(key, [])]


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


def is_link_spam(line: str) -> bool:
    """Many short items between bars: a run of links, not a sentence."""
    items = [item.strip() for item in re.split(r"[|｜]", line)]
    return len(items) >= 5 and sum(len(item) <= 24 for item in items) >= 0.8 * len(items) and not ENDED.search(line)


def is_menu(line: str) -> bool:
    """Three or more short words between bars."""
    items = [item.strip() for item in re.split(r"[|｜]", line)]
    return len(items) >= 3 and all(0 < len(item) <= 14 and not re.search(r"\d", item) for item in items)


def sizes(line: str) -> tuple[int, int]:
    """Numbers of Han characters and of words in a line."""
    return len(HAN.findall(line)), len(_WORD.findall(line))


def is_sentence(line: str) -> bool:
    """True for running text: long enough and ended or broken up by sentence punctuation."""
    text = line.strip()
    han, words = sizes(text)
    if is_link_spam(text):
        return False
    ended = bool(ENDED.search(text))
    if han > words:
        return (han >= 8 and ended and not re.fullmatch(r"[^，。；]{0,30}[？！?!]", text)) or (
            han >= 24 and bool(re.search("[，。；]", text)) and (han >= 40 or "。" in text)
        )
    return (words >= 5 and ended and not (text[-1] in "?!" and words < 15)) or (
        words >= 18 and bool(_BROKEN_UP.search(text))
    )


def is_headline(line: str) -> bool:
    """True for a line that may be a headline: some words, no full stop at its end, not too long."""
    text = line.strip()
    han, words = sizes(text)
    if re.search(r"[.。;；,，]$", text) or re.search(r"https?://|@", text):
        return False
    return 6 <= han <= 60 or (han < 6 and 4 <= words <= 32)


def is_text(line: str) -> bool:
    """True for a short line that reads as text beside other text: it ends as a sentence does, or announces a list."""
    han, words = sizes(line)
    if LIST_MARK.match(line):
        return False
    return (bool(ENDED.search(line)) and (han >= 3 or words >= 2)) or (line[-1] in ":：" and (han >= 6 or words >= 3))
