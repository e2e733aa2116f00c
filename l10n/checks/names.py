"""Names with digits and addresses, which stand in the target as they are, and the names of people."""

import re
from collections.abc import Iterator

from l10n.checks.kit import CheckKit, Fault, line_of
from l10n.model.article import Article, Segment
from l10n.model.fact import Fact, Name
from l10n.model.inline import PlaceableKind
from l10n.text.people import introduced, named, romanised
from l10n.text.pinyin import may_spell

_JOINTS = re.compile(r"[\s\u2010-\u2015_·/.-]")
_SERIES = re.compile(r"^(?:Release|Rel|Version|v)[ -]?(?=\d)", re.I)
_PREFIX = re.compile("[A-Za-z][a-z]{2,}-|[A-Z][a-z]{3,}[- ]")      # below-70-percent, pre-6G, HarmonyOS 5, March-8A
_HAN = re.compile("[\u4e00-\u9fff]{2,}")
_HANDLE = re.compile(r"^[#@]")


def missing_names(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Names with digits that do not stand in the target: 5G-A, IMT-2030, n78, R18, TS 23.501."""
    found = list(_of_kind(segment.source_text, kit, PlaceableKind.NAME))
    squeezed = _squeezed(segment.target_text) if found else ""
    terms = [(match.start, match.end) for match in kit.matches(segment.source_text, kit.pair.source)]
    for fact in found:
        if any(start <= fact.start and fact.end <= end for start, end in terms):
            continue  # the checks of terms look at it
        if _squeezed(fact.text) not in squeezed and not _other_form(fact.text, segment.target_text, squeezed):
            yield Fault(f"“{fact.text}” does not stand in the target: keep it as it is", source_span=fact.span)


def changed_addresses(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """URLs, e-mail addresses, #tags and @mentions of the source that do not stand in the target letter by letter."""
    for fact in _of_kind(segment.source_text, kit, PlaceableKind.URL):
        if _HANDLE.match(fact.text):
            if fact.text.lower() in segment.target_text.lower():
                continue
        elif re.search(re.escape(fact.text.rstrip("/")) + r"/?(?![\w/@-]|\.\w)", segment.target_text):
            continue
        yield Fault(f"“{fact.text}” does not stand in the target: copy it", source_span=fact.span)


def added_addresses(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """URLs and e-mail addresses that only the target has."""
    for fact in _of_kind(segment.target_text, kit, PlaceableKind.URL, source=False):
        if not _HANDLE.match(fact.text) and fact.text.rstrip("/") not in segment.source_text:
            yield Fault(f"“{fact.text}” does not stand in the source: take it out", target_span=fact.span)


def missing_people(segment: Segment, kit: CheckKit) -> Iterator[Fault]:
    """Chinese people whom the source introduces and the target does not name, neither in characters nor in Pinyin."""
    target = segment.target_text
    for name in introduced([segment.source_text], kit.pair.source_language):
        at = segment.source_text.index(name)
        if kit.pair.target_language == "en":
            full, alone = romanised(name)
            if alone.lower() not in target.lower() and name not in target:
                yield Fault(f"“{name}” is not named in the target: write “{full}”", source_span=(at, at + len(name)))
        elif name.split()[0].lower() not in target.lower() and not _in_characters(name, target):
            yield Fault(f"“{name}” is not named in the target: write the name", source_span=(at, at + len(name)))


def romanised_people(article: Article, kit: CheckKit) -> Iterator[Fault]:
    """People whose names stand in Latin letters in a Chinese text: nobody but a person can know the characters."""
    if kit.pair.target_language != "zh":
        return
    segments = [s for b in article.blocks if b.translate for s in b.segments if s.target is not None]
    texts = [s.source_text for s in segments]
    for name in named(texts, "en"):
        where = [s for s in segments if name in s.target_text]
        if where:
            more = f" and {len(where) - 1} more" if len(where) > 1 else ""
            what = f"“{name}” stands in Latin letters in segment {where[0].id}{more}"
            yield Fault(f"{what}: write the characters, or put the name into a glossary", at=line_of(article, where[0]))


def _in_characters(name: str, text: str) -> bool:
    """True when the text holds Han characters that may be read as the name: 谢存 for Xie Cun."""
    return any(
        may_spell(run[n : n + size], name) for run in _HAN.findall(text) for n in range(len(run)) for size in (2, 3, 4)
    )


def _of_kind(text: str, kit: CheckKit, kind: PlaceableKind, source: bool = True) -> Iterator[Fact]:
    language = kit.pair.source_language if source else kit.pair.target_language
    return (fact for fact in kit.facts(text, language) if fact.kind is kind and isinstance(fact.value, Name))


def _squeezed(text: str) -> str:
    return _JOINTS.sub("", text).lower()


def _other_form(name: str, target: str, squeezed: str) -> bool:
    """True when the target says a name in its own way: Release 18 as R18 or 第18版, 24/7 as 全天候."""
    if name.lower().startswith("covid"):
        return "新冠" in target or "coronavirus" in squeezed
    digits = re.findall(r"\d+", name)
    if not re.search("[A-Za-z]", name):
        return all(part.lstrip("0") in squeezed for part in digits) or bool(re.fullmatch(r"[\d/·]+", name))
    if _PREFIX.match(name):
        return all(part in target for part in digits)
    if "-" in name and _squeezed(name.replace("Advanced", "A")) in squeezed:
        return True
    series = _SERIES.match(name) or re.match(r"^R(?=\d)", name)
    return bool(series and digits and re.search(rf"(?<!\d){digits[0]}(?!\d)", target))
