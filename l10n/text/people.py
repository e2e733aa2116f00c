"""Who is named in an article, and where each is mentioned.

A model that was never told a name loses it or makes one up, so the pipeline carries it: 谢存 becomes Xie Cun, and
Xie Cun or Pekka Virtanen, whose characters nobody can know for sure, stays until somebody writes them. Who is meant is
decided for sure or not at all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from l10n.text.people_en import ENGLISH_WORDS, SAYS, chinese_in_english, is_chinese, others_in_english
from l10n.text.people_zh import introduced_zh
from l10n.text.pinyin import spell

_ALONE = r"(?<![\w'’-])({names})(?=['’]s\b|[,.;:]| [a-z])(?!-)"
_CUE = re.compile(rf"['’]s\b|,? {SAYS}")
_OPENS = re.compile(r"(?:^|[.!?:]\s|[\"“‘'(])$")            # where any word has a capital
_CAPITAL = re.compile(r"\b(?!Mr|Mrs|Ms|Dr|Prof)[A-Z][\w’'-]* $")


class Mention(NamedTuple):
    """A person at a place of a text: offsets, and the full name as the article has it."""

    start: int
    end: int
    name: str


def introduced(texts: Iterable[str], language: str) -> tuple[str, ...]:
    """The full names of the Chinese people that an article introduces, in order, each once."""
    find = introduced_zh if language.startswith("zh") else chinese_in_english
    return tuple(dict.fromkeys(name for text in texts for name in find(text)))


def named(texts: Sequence[str], language: str) -> tuple[str, ...]:
    """Everybody whom an article introduces, each once: the Chinese people, then others (found in English alone)."""
    found = () if language.startswith("zh") else (name for text in texts for name in others_in_english(text))
    return tuple(dict.fromkeys((*introduced(texts, language), *found)))


def mentions(text: str, names: tuple[str, ...], language: str) -> Iterator[Mention]:
    """Where a text mentions one of the names; in English also by the surname alone, if it is nobody else's."""
    if not names:
        return
    anyone = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    if language.startswith("zh"):
        yield from (Mention(*match.span(), match[0]) for match in re.finditer(anyone, text))
        return
    found = [Mention(*m.span(), m[0]) for m in re.finditer(rf"(?<![\w-])(?:{anyone})(?![\w-])", text)]
    known = Counter(map(family, names))
    people = {family(name): name for name in names if known[family(name)] == 1}
    for match in re.finditer(_ALONE.format(names="|".join(map(re.escape, people))), text) if people else ():
        free = all(match.end() <= m.start or m.end <= match.start() for m in found)
        if free and _is_surname(text, match):
            found.append(Mention(*match.span(), people[match[1]]))
    yield from sorted(found)


def family(name: str, forms: Iterable[str] = ()) -> str:
    """The surname of a full name in Latin letters: a form that ends it, else the first word in Pinyin or the last."""
    ends = [form for form in forms if name.endswith(f" {form}")]
    return ends[0] if ends else name.split()[0 if is_chinese(name) else -1]


def _is_surname(text: str, match: re.Match[str]) -> bool:
    """False for a word that may have its capital because it opens a sentence or belongs to a longer name."""
    if _CUE.match(text, match.end()):
        return match[1] != "He"
    doubtful = match[1].lower() in ENGLISH_WORDS or _OPENS.search(text, 0, match.start())
    return not doubtful and not _CAPITAL.search(text, 0, match.start())


def romanised(name: str) -> tuple[str, str]:
    """Full name and surname of Han characters in Pinyin: Xie Cun, Xie."""
    family, given = spell(name)
    return f"{family} {given}", family


