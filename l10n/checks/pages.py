"""What shows only in an article as a whole: metadata, joined segments, names spelled two ways, states."""

import re
from collections import defaultdict
from collections.abc import Iterator

from l10n.checks.kit import CheckKit, Fault, line_of
from l10n.checks.target import HAN
from l10n.model.article import Article, BlockKind, Segment, State

_SHOWN = {BlockKind.TITLE: "title", BlockKind.DESCRIPTION: "description", BlockKind.ATTRIBUTE: "attribute"}
_LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
_ENOUGH = 8                     # segments with words, from which the language of an article can be told
_TRANSLITERATION = re.compile(
    "[阿埃艾安昂奥巴白班邦保鲍贝本比彼毕宾波伯勃博布查达戴丹道德登邓迪蒂丁东杜多厄恩尔法菲芬丰冯夫弗福盖冈戈格古哈海汉豪赫亨胡华霍基吉加贾简杰"
    "金卡凯坎康考科克肯库夸奎拉莱赖兰朗劳勒雷李里理利莉林琳卢鲁伦罗洛马玛迈麦曼梅门蒙米密敏莫默姆穆纳娜内尼宁纽努诺欧帕潘庞佩皮平珀普齐奇"
    "松森顿堡茨奈涅洁蓓铎弥恰乔切琼丘若瑞萨塞桑沙山尚绍舍申圣施史舒斯苏索塔泰坦汤唐特滕提廷图托瓦威韦维温文沃乌武西希锡夏肖谢辛休逊雅亚扬耶叶伊因尤约泽詹珍芝朱兹佐·]{3,12}"
)
_LATIN_NAME = re.compile(r"(?<![\w'’-])[A-Z][a-zé]{4,}(?![\w'’-])")
_ENDINGS = ("s", "es", "n", "an", "ly", "ed", "d", "er", "ing", "al", "ese", "ern")


def untranslated_metadata(article: Article, kit: CheckKit) -> Iterator[Fault]:
    """A title, description, alternative text or other metadata that is empty or still in the source's language."""
    for block in article.blocks:
        if not block.translate or not (block.kind in _SHOWN or block.name):
            continue
        for segment in block.segments:
            what = block.name or _SHOWN[block.kind]
            source, target = segment.source_text.strip(), segment.target_text.strip()
            if segment.target is not None and _worded(source, kit) and (not target or _foreign(target, kit)):
                message = f"the {what} “{source[:50]}” is “{target[:50]}” in the target: translate it"
                yield Fault(message, at=line_of(article, segment))


def missing_title(article: Article, kit: CheckKit) -> Iterator[Fault]:
    """A page whose head has no title."""
    if article.head and article.body and not any(b.kind is BlockKind.TITLE and b.text.strip() for b in article.head):
        yield Fault("the page has no title: readers and search engines need one")


def wrong_language(article: Article, kit: CheckKit) -> Iterator[Fault]:
    """An article whose target is not in the language that it names."""
    targets = [s.target_text for s in article.segments if s.target is not None and _worded(s.source_text, kit)]
    wrong = [text for text in targets if text.strip() and _foreign(text, kit)]
    if len(targets) >= _ENOUGH and len(wrong) * 2 > len(targets):
        said = f"{len(wrong)} of {len(targets)} targets are not in {kit.pair.target}: “{wrong[0][:50]}”"
        yield Fault(f"{said}: translate them or name the right language")


def joined_segments(article: Article, kit: CheckKit) -> Iterator[Fault]:
    """A segment without a translation beside one whose translation is long enough for both."""
    for block in article.blocks:
        for first, second in zip(block.segments, block.segments[1:], strict=False) if block.translate else ():
            for empty, full in ((first, second), (second, first)):
                if _blank(empty) and not _blank(full) and _holds_both(full, empty, kit):
                    what = f"“{full.target_text[:60]}” seems to hold “{empty.source_text[:40]}” too"
                    yield Fault(f"{what}: put each in its own segment", at=line_of(article, empty))


def open_states(article: Article, kit: CheckKit) -> Iterator[Fault]:
    """An approved segment without a translation."""
    for segment in article.segments:
        if segment.state in (State.REVIEWED, State.FINAL) and _blank(segment) and segment.source_text.strip():
            what = f"“{segment.source_text[:60]}” is {segment.state.value} and has no translation"
            yield Fault(f"{what}: translate it or reopen it", at=line_of(article, segment))


def varied_names(article: Article, kit: CheckKit) -> Iterator[Fault]:
    """A name spelled in two ways that differ in one letter or character, for one name of the source."""
    pattern = _LATIN_NAME if kit.pair.target_language == "en" else _TRANSLITERATION
    places: dict[str, list[Segment]] = defaultdict(list)
    for segment in (s for b in article.blocks if b.translate for s in b.segments if s.target is not None):
        for name in dict.fromkeys(pattern.findall(segment.target_text)):
            places[name].append(segment)
    names = sorted(places, key=lambda name: -len(places[name]))
    for number, name in enumerate(names):
        for other in names[number + 1 :]:
            shared = _one_apart(name, other) and _shared(places[name], places[other], (name, other))
            if shared:
                segment = places[other][0]
                what = f"“{other}” stands here, “{name}” in segment {places[name][0].id} for “{shared}”"
                yield Fault(f"{what}: choose one spelling", at=line_of(article, segment))


def _worded(text: str, kit: CheckKit) -> bool:
    """True for a text with two words or more of the source's language that are no mere name."""
    if kit.pair.source_language == "zh":
        return len(HAN.findall(text)) >= 2
    return len(re.findall(r"(?<![\w.@/-])[a-z]{3,}(?![\w@/]|\.\w)", text)) >= 2


def _foreign(text: str, kit: CheckKit) -> bool:
    """True for a text with hardly a letter of the target's language, but several of the other's."""
    han, latin = len(HAN.findall(text)), len(_LATIN_WORD.findall(text))
    return latin >= 2 and han == 0 if kit.pair.target_language == "zh" else han >= 2 and han > 2 * latin


def _blank(segment: Segment) -> bool:
    return not segment.target_text.strip()


def _holds_both(full: Segment, empty: Segment, kit: CheckKit) -> bool:
    """True when the target has the usual length for both sources and too much for one."""
    usual = 1.6 if kit.pair.target_language == "zh" else 1 / 1.9
    alone, both = _size(full.source_text) * usual, (_size(full.source_text) + _size(empty.source_text)) * usual
    size = _size(full.target_text)
    return abs(size - both) < abs(size - alone) and _size(empty.source_text) >= 3


def _size(text: str) -> int:
    return len(HAN.findall(text)) + len(re.findall(r"[A-Za-z0-9][\w'’.-]*", text, re.ASCII))


def _one_apart(first: str, second: str) -> bool:
    """True when one character was changed, added, dropped or swapped with its neighbour, and it is no ending."""
    from rapidfuzz.distance import OSA

    if abs(len(first) - len(second)) > 1 or OSA.distance(first, second, score_cutoff=1) != 1:
        return False
    short, full = sorted((first, second), key=len)
    return not any(full == short + ending for ending in _ENDINGS) and (first[1:] != second[1:] or not first.isascii())


def _shared(one: list[Segment], other: list[Segment], names: tuple[str, str]) -> str:
    """A name of the source that stands for both spellings and nowhere for none; empty when there is none."""
    first, second = (set.intersection(*(_source_names(s.source_text) for s in segments)) for segments in (one, other))
    both = {s.id for s in one} & {s.id for s in other}
    return max(first & second, key=len, default="") if not both else ""


def _source_names(text: str) -> set[str]:
    """Words that may be the name: capitalised Latin words, or every two and three Chinese characters."""
    found = set(re.findall(r"(?<![\w'’-])[A-Z][\w'’-]{2,}", text))
    for run in re.findall(f"{HAN.pattern}{{2,}}", text):
        found |= {run[n : n + size] for size in (2, 3, 4) for n in range(len(run) - size + 1)}
    return found
