"""Names that hold digits and must stand as they are: IMT-2030, Release 18, TS 23.501, Wi-Fi 7, URLs, versions."""

import re
from collections.abc import Iterator

from l10n.model.fact import Fact, Name
from l10n.model.inline import PlaceableKind

# Repetitions that could be entered from several sides are possessive or bounded, so that no text is slow.
_URL = re.compile(
    r"(?:https?|ftp)://[^\s<>\"“”‘’（）()，。；、]*+(?<![.,:;!?])"
    r"|\bwww\.[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:/[\w./%-]{0,200})?"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|(?<![\w&#/])@[A-Za-z_]\w{1,30}\b|(?<![\w&])#\w{2,40}",
    re.ASCII,
)
_SERIES = (
    "Release|Rel|Boeing|Airbus|Windows|Android|iOS|HarmonyOS|iPhone|iPad|Wi-Fi|WiFi|Bluetooth|Mate|Galaxy|Xiaomi|"
    "Chrome|Python|Linux|GPT|Llama|Qwen|RTX|Snapdragon|Kirin|Type|Apollo|Shenzhou|Tiangong|Formula"
)
_STANDARDS = "TS|TR|RFC|ISO/IEC|ISO|IEC|IEEE|GB/T|GB|YD/T|ITU-T|ITU-R|ETSI|EN|ANSI"
_NAMED = re.compile(
    r"(?<![\w.])(?:"
    rf"(?:{_SERIES})[- ]\d+(?:\.\d+)*[A-Za-z]?"
    rf"|(?:{_STANDARDS})[ -]?[A-Z]{{0,2}}\.?\d[\d.-]*\d[a-z]{{0,2}}(?::\d{{4}})?"
    r"|v?\d+(?:\.\d+){2,}+(?:-\w+)?"
    r"|v\d+(?:\.\d+)*+"
    r"|\d{6}\.(?:SH|SZ|BJ)|\d{4,5}\.HK|\d{3,6}\.KS"             # shares
    r"|(?<![/\d])\d{1,2}/\d{1,2}(?![/\d])|\d{1,2}·\d{1,2}"      # 24/7, 9/11, 3·15
    r"|(?<=拨打|热线|电话)\d{3,8}|\d{5}(?=热线|客服|平台)"            # numbers to call
    r"|UTC[+-]\d{1,2}(?::\d\d)?"
    r"|1[3-9]\d{9}(?<!000)"                                       # a mobile number of the mainland
    r"|\d+\.\d+[a-z]{1,2}(?=[^A-Za-z0-9]|$)"
    r"|(?:\+\d{1,3}[- ]?)?(?:\(\d{2,4}\)[- ]?)?\d{3,4}[- ]\d{3,4}[- ]\d{4}"
    r"|\+\d{1,3}[- ]\d{2,4}[- ]\d{4,8}"
    r"|0\d+(?![.,:%\d]|[ -]percent)"                            # a number never starts with 0: a code
    r"|[A-Za-z]++-?\d++(?:[.-]?[A-Za-z0-9]++)*+"
    r"|\d+(?:\.\d+)?[A-Z][A-Za-z]*+(?:-[A-Z][A-Za-z]*+)*+(?:-\d+)?"
    r"|\d+[a-z]+\d\w*+"
    r")(?![\w]|\.\d)",
    re.ASCII,
)
_MEASURE = re.compile(
    r"\d[\d.,]*(?:st|nd|rd|th|s|bn|tn|mn|m|k|x|[kKMGT]?Hz|[kKMGTPE]?bps|[kKMGTPE]b(?:it)?/s|[kMGTPE]B|ms|km|cm|mm|nm|kg|"
    r"[kMGT]?Wh?|m?Ah|dBm?|am|pm|[EP]FLOPS|EFlops|PFlops|sq|G(?:Hz)|k?V|A|C|F|B|M|K|T)",
    re.ASCII,
)
_GENERATION = re.compile(r"[1-7]G|[248]K", re.ASCII)
_QUARTERS = re.compile(r"(?:Q[1-4]|H[12]|FY\d{2,4}|GMT\S*|CNY\d.*|RMB\d.*|USD\d.*|EUR\d.*|HK|US|A)", re.ASCII)
_GROUPED = re.compile(r"\d{3}(?: \d{3})+")


def names(text: str) -> Iterator[Fact]:
    """Facts of kind URL and NAME, in order; measures such as 56GB, 21st or 10km are none."""
    reached = 0
    urls = [match.span() for match in _URL.finditer(text) if match[0]]
    for start, end in urls:
        yield Fact(start, end, text[start:end], PlaceableKind.URL, Name(text[start:end]))
    at = 0
    for match in _NAMED.finditer(text):
        while at < len(urls) and urls[at][1] <= match.start():
            at += 1
        if (at < len(urls) and urls[at][0] < match.end()) or match.start() < reached:
            continue
        word = match[0]
        if _QUARTERS.fullmatch(word) or (_MEASURE.fullmatch(word) and not _GENERATION.fullmatch(word)):
            continue
        if not _GROUPED.fullmatch(word):
            reached = match.end()
            yield Fact(match.start(), match.end(), word, PlaceableKind.NAME, Name(word))
