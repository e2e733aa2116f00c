"""Marks of punctuation: full-width beside Han, dashes, ellipses, commas of lists, the mark that ends a sentence."""

import re

from l10n.text.profile import HAN, HOLE, OBJECT, Typography

_HAS_HAN = re.compile(f"[{HAN}]")
_WIDE = dict(zip(",;:?!", "，；：？！", strict=True))
_BESIDE = re.compile(f"[{HAN}“”‘’《》（）【】，。；：？！、…—]")
_COMPANY = re.compile(r"(?:Inc|Ltd|Co|LLC|Corp|Jr|Sr|PLC|S\.A)\b")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|No|vs|etc|Dr|Mr|Ms|Mrs|St|Bros|Mon|Tue|Wed|Thu|Fri|Sat|Sun|a\.m|p\.m|e\.g|i\.e|Ph\.D))\.$"
)
_FINALS = {
    "en": dict(zip(".?!…。？！", ".?!….?!", strict=True)),
    "zh": dict(zip(".?!…。？！", "。？！…。？！", strict=True)),
}
_CLOSERS = "\"'”’)]）】」』》"
_GAP = r"(?<![ \t])[ \t]*"  # white space from its start on: a search that starts inside it would be quadratic
_ITEM = "[A-Za-z0-9.+-]{1,12}"
_AND = "(?:和|与|與|及|以及)"
_MEMBER = r"[^\W\dA-Za-z_和与與及等]"
_MIXED = rf"(?:[A-Za-z0-9.+-]{{1,12}}{_MEMBER}{{0,6}}|{_MEMBER}{{2,6}})"
_LISTING = "包括 包含 涵盖 涵蓋 例如 比如 诸如 諸如 涉及 覆盖 覆蓋 分别是 分別是 分别为 分別為".split()
_TAKING = "在 对 對 向 从 從 来自 來自 推动 推動 促进 促進 加强 加強 发展 發展 支持 支援".split()
_LED = "|".join(f"(?<={word})" for word in _LISTING)
_TAKEN = "|".join(f"(?<={word})" for word in _TAKING)
_CLOSES = rf"(?={_AND}{_MIXED}|等(?![待到于於级級候]))"
_LATIN_ROW = re.compile(rf"(?<![A-Za-z0-9.+-])({_ITEM}(?:，{_ITEM}){{1,12}})({_AND})(?={_ITEM})")
_CLOSED_ROW = re.compile(
    rf"(?:^|(?<=[。；：？！“（])|{_LED})({_MEMBER}{{2,5}}(?:，{_MEMBER}{{2,5}}){{1,12}})({_AND})({_MEMBER}{{2,5}})(?=等|[。；）”]|$)"
)
_LED_ROW = re.compile(rf"(?:{_LED})({_MIXED}(?:，{_MIXED}){{1,12}}){_CLOSES}")
_LONG_ROW = re.compile(rf"(?:{_TAKEN})({_MIXED}(?:，{_MIXED}){{2,12}}){_CLOSES}")
_CLAUSE = re.compile("[我你他她它这這那是在有将將已了把被说說对對从從会會能要来來去走到都也很不]")
_VERBS = re.compile(  # the same without common nouns that hold one: 会议, 能源
    "[我你他她它这這那是将將已了把被说說从從到走去都也很不]|[会會](?![议議展])|能(?![源量耗效])|[来來](?![源])"
    "|有(?![色机機线線])|要(?![素闻聞])|在(?![线線])|[对對](?![外虾])"
)


def wide_brackets(text: str, _: Typography) -> str:
    """Chinese: brackets that hold Han or stand beside it are full-width; both of a pair are the same."""
    text = re.sub(rf"\(([^()]{{0,200}}[{HAN}][^()]{{0,200}})\)", r"（\1）", text)
    text = re.sub(rf"{_GAP}\((?!(?<=[a-z]\()[a-z]\))([^()]{{0,200}})\)[ \t]*(?=[{HAN}])", r"（\1）", text)  # not f(x)
    text = re.sub(rf"(?<=[{HAN}”》])[ \t]*\(([^()]{{0,200}})\)", r"（\1）", text)
    text = re.sub(r"（([^()（）]{0,200})\)", r"（\1）", text)
    return re.sub(r"\(([^()（）]{0,200})）", r"（\1）", text)


def wide_marks(text: str, _: Typography) -> str:
    """Chinese: , ; : ? ! are full-width; in numbers, times and runs of Latin text they stay."""
    if not _HAS_HAN.search(text):
        return text
    return re.sub(rf"{_GAP}([,;:?!])[ \t]*", _wide_mark, text)


def wide_stops(text: str, _: Typography) -> str:
    """Chinese: the full stop of a sentence is 。; that of a decimal, a name, an item or an abbreviation stays."""
    if not _HAS_HAN.search(text):
        return text
    return re.sub(rf"{_GAP}(?<!\.)\.(?![.\w])", _wide_stop, text)


def wide_ellipsis(text: str, _: Typography) -> str:
    """Chinese: six dots in two places."""
    return re.sub(r"\.{3,}|。{3,}|…+", "……", text) if _HAS_HAN.search(text) else text


def wide_dash(text: str, _: Typography) -> str:
    """Chinese: a dash between Han is two places long; one that joins the ends of a route stays (4.13)."""
    return re.sub(rf"(?<=[{HAN}”》])[ \t]*(?:-{{2,}}|—{{2,}}|[ \t][-–—][ \t])[ \t]*(?=[{HAN}“《])", "——", text)


def range_marks(text: str, profile: Typography) -> str:
    """The mark between the ends of a range of figures, by the profile; names and telephone numbers stay."""
    if not profile.range_mark:
        return text
    figure = r"\d+(?:\.\d+)?[%元年月日万亿]{0,2}"
    ends = rf"(?<![\w.-])({figure})[-–~～—]({figure})(?![\w-])"
    return re.sub(ends, rf"\1{profile.range_mark}\2", text, flags=re.ASCII)


def list_commas(text: str, _: Typography) -> str:
    """Chinese: short words in a row are parted by 、, where nothing else can be meant.

    The row ends in 和, 与 or 及 and a last word, or in 等. It stands alone between marks, or a word that opens lists
    leads it (包括, 例如); after a word that takes any object (在, 对, 推动) it has four members at least. A member
    that holds a verb or a pronoun may be a clause: nothing is changed. Marks between titles and quotations
    stay (4.5.3.5).
    """
    text = _LATIN_ROW.sub(lambda m: m[1].replace("，", "、") + m[2], text)
    text = _CLOSED_ROW.sub(_list, text)
    text = _LED_ROW.sub(_members, text)
    return _LONG_ROW.sub(_members, text)


def single_marks(text: str, _: Typography) -> str:
    """Chinese: one mark where two were written; ？ and ！ may stand up to three times."""
    text = re.sub("([，。；：、])\\1+", r"\1", text)
    text = re.sub("(?<![，、；：])[，、；：]+(?=[。？！])", "", text)
    text = re.sub("([。？！])[，、；。]+", r"\1", text)
    text = re.sub("([？！])\\1{3,}", r"\1\1\1", text)
    return re.sub("(：“[^“”]{0,200}。”)。", r"\1", text)


def dashes(text: str, profile: Typography) -> str:
    """English: a Chinese dash as the profile's, a Chinese ellipsis as three dots."""
    dash = profile.dash or " — "
    text = re.sub(r"(?<!\s)\s*(?:——+|(?<=[a-z])\s?--\s?(?=[a-z]))\s*", dash, text)
    if profile.dash:
        text = re.sub(r"(?<=\w)\s*—\s*(?=\w)", dash, text)
    return re.sub("…+", "...", text)


def single_english_marks(text: str, _: Typography) -> str:
    """English: one mark where two were written; three dots stay."""
    text = re.sub(r"([,;:])(?:\s*\1)+", r"\1", text)
    text = re.sub(r"[,;:]\s*(?=[?!](?:\s|$))", "", text)
    return re.sub(r"(?<![.])\.\.(?![.])|,\s*\.(?=\s|$)", ".", text)


def capital(text: str, _: Typography) -> str:
    """English: a sentence starts with a capital, unless its first word is written otherwise (iPhone, vivo, n78)."""
    match = re.match(r"[\"'“‘]*([a-z])([A-Za-z]*)", text)
    if (
        not match
        or re.search("[A-Z]", match[2])
        or re.match(r"[\w.-]*\d|\w+(?:[./@_]\w|://)|(?:vivo|adidas)\b|e&", text[match.start(1) :])
    ):
        return text
    place = match.start(1)
    return text[:place] + text[place].upper() + text[place + 1 :]


def completed(target: str, source: str, language: str) -> str:
    """The target ends with a mark when its source does, and without one when its source has none."""
    last, bare = source.rstrip().rstrip(_CLOSERS)[-1:], target.rstrip()
    found = bare.rstrip(_CLOSERS)[-1:]
    mark = _FINALS.get(language, {}).get(last, "")
    if mark and found in ",，、;；" and found == bare[-1:]:
        return bare[:-1] + mark * (1 + (mark == "…"))
    if mark and re.match(rf"[\w%℃‰{HOLE}{OBJECT}]", found) and not _ABBREVIATION.search(source.rstrip()):
        return bare + mark * (1 + (mark == "…" and language == "zh"))
    loose = re.search(r"[\w%℃]$", source.rstrip()) and bare[-1:] in ".。" and not bare.endswith("..")
    if loose and len(bare) > 2 and not _ABBREVIATION.search(bare):
        return bare[:-1]
    return target


def _wide_mark(match: re.Match[str]) -> str:
    text, mark = match.string, match[1]
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    spaced = match[0] != mark
    if (mark == ":" and text.startswith("//", match.end())) or after == "\\":
        return match[0]
    if before.isdigit() and after.isdigit() and (mark == ":" or (mark == "," and not spaced)):
        return match[0]
    if _BESIDE.match(before) or _BESIDE.match(after):
        return _WIDE[mark]
    if _english(text, match.start()) or not before or (mark == ":" and not spaced):
        return match[0]
    if mark == "," and _COMPANY.match(text, match.end()):
        return match[0]
    return _WIDE[mark] if mark in ",;" or spaced or not after else match[0]


def _wide_stop(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    before, after = text[at - 1 : at] if at else "", text[match.end() : match.end() + 1]
    if not before or before in "。！？…，；：、.":
        return match[0]
    if _BESIDE.match(before) or before in "%℃‰":
        return "。" if not after or after.isspace() or after == OBJECT or _BESIDE.match(after) else match[0]
    if after in ",;:)" and after:
        return match[0]
    rest = text[match.end() : match.end() + 3].lstrip()
    if _english(text, at) or _ABBREVIATION.search(text[max(0, at - 8) : at] + "."):
        return match[0]
    if re.search(r"(?:^|[。！？；：\n])\s*\(?\d{1,2}$", text[max(0, at - 8) : at]) and rest:
        return match[0]
    ends = not rest or (after.isspace() and bool(_BESIDE.match(rest))) or bool(re.match("[”’》）]", after))
    return "。" if ends and re.match(rf"[\w){HOLE}{OBJECT}]", before) else match[0]


def _english(text: str, at: int) -> bool:
    """True inside a run of Latin text that holds three lower-case words: an English sentence that is quoted."""
    window = text[max(0, at - 60) : at], text[at : at + 60]
    left = re.split(f"[{HAN}]", window[0])[-1]
    right = re.split(f"[{HAN}]", window[1])[0]
    return len(re.findall(r"\b[a-z]{2,}\b", left + right)) >= 3


def _members(match: re.Match[str]) -> str:
    words = match[1].split("，")
    sizes = {len(word) for word in words if _HAS_HAN.search(word)}
    odd = bool(sizes) and max(sizes) - min(sizes) > 2
    return match[0] if odd or _VERBS.search(match[1]) else match[0].replace("，", "、")


def _list(match: re.Match[str]) -> str:
    words = [*match[1].split("，"), match[3]]
    sizes = {len(word) for word in words}
    if _CLAUSE.search("".join(words)) or (len(words) == 3 and len(sizes) > 1) or max(sizes) - min(sizes) > 2:
        return match[0]
    return "、".join(words[:-1]) + match[2] + match[3]
