"""Rules about what lines of a page are: furniture, byline, article text. The words stand in locales/furniture.toml."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from l10n.errors import ConfigError
from l10n.resources.paths import data_folder

HAN = re.compile("[\u3400-\u9fff]")
_STOP = re.compile(r"[.!?。！？…][\"'”’」）)\]]*$")
_WORD = re.compile(r"[A-Za-z][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Compiled rules: reason -> pattern for whole lines, reason -> pattern for block starts, field -> byline patterns."""

    lines: tuple[tuple[str, re.Pattern[str]], ...]
    starts: tuple[tuple[str, re.Pattern[str]], ...]
    byline: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]

    def reason(self, line: str) -> str:
        """Why the line is furniture; empty when it is not known as such."""
        text = line.strip()
        for reason, pattern in self.lines:
            if pattern.fullmatch(text):
                return reason
        return "link spam" if is_link_spam(text) else ""

    def block(self, line: str) -> str:
        """The kind of furniture block that the line opens; empty when it opens none."""
        text = line.strip()
        return next((reason for reason, pattern in self.starts if pattern.fullmatch(text)), "")

    def field(self, name: str, line: str) -> tuple[str, int, int] | None:
        """A byline field in the line: value and the span of label and value."""
        for pattern in dict(self.byline)[name]:
            match = pattern.search(line)
            if match:
                return match["value"].strip(" |·,，"), match.start(), match.end()
        return None


@cache
def load_furniture() -> Furniture:
    """The rules. Raises ConfigError."""
    path = data_folder("locales") / "furniture.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return Furniture(
            tuple((reason, _any(patterns)) for reason, patterns in table["whole_line"].items()),
            tuple((reason, _any(patterns)) for reason, patterns in table["block_start"].items()),
            tuple((name, tuple(re.compile(p) for p in patterns)) for name, patterns in table["byline"].items()),
        )
    except (OSError, KeyError, tomllib.TOMLDecodeError, re.error) as error:
        raise ConfigError(str(path), f"cannot be read: {error}", "install the package again") from error


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


def is_link_spam(line: str) -> bool:
    """Many short items between bars: a run of links, not a sentence."""
    items = [item.strip() for item in re.split(r"[|｜]", line)]
    return len(items) >= 5 and all(len(item) <= 24 for item in items[1:]) and not _STOP.search(line)


def is_sentence(line: str) -> bool:
    """True for running text: long enough and ended or broken up by sentence punctuation."""
    text = line.strip()
    han = len(HAN.findall(text))
    words = len(_WORD.findall(text))
    if is_link_spam(text):
        return False
    ended = bool(_STOP.search(text))
    if han > words:
        return (han >= 8 and ended) or (han >= 24 and bool(re.search("[，。；]", text)))
    return (words >= 5 and ended) or (words >= 18 and bool(re.search(r"[,;] ", text)))


def is_headline(line: str) -> bool:
    """True for a line that may be a headline: some words, no full stop at its end, not too long."""
    text = line.strip()
    han, words = len(HAN.findall(text)), len(_WORD.findall(text))
    if re.search(r"[.。;；,，]$", text) or re.search(r"https?://|@", text):
        return False
    return 6 <= han <= 45 or (han < 6 and 4 <= words <= 28)
