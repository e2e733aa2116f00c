"""Names that hold digits and must stand as they are: IMT-2030, Release 18, TS 23.501, Wi-Fi 7, URLs, versions."""

import re
from collections.abc import Iterator

from l10n.model.fact import Fact, Name
from l10n.model.inline import PlaceableKind

_URL = re.compile(
    r"(?:https?|ftp)://[^\s<>\"“”‘’（）()，。；、]+[^\s<>\"“”‘’（）()，。；、.,;:!?]"
    r"|\bwww\.[\w.-]+\.[a-z]{2,}(?:/[\w./%-]*)?"
    r"|(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w&#/])[@][A-Za-z_]\w{1,30}\b|(?<![\w&])#\w{2,40}",
    re.ASCII,
)
_NAMED = re.compile(
    r"(?<![\w.])(?:"
    r"(?:Release|Rel|Boeing|Airbus|Windows|Android|iOS|HarmonyOS|iPhone|iPad|Wi-Fi|WiFi|Bluetooth|Mate|Galaxy|Xiaomi|"
    r"Chrome|Python|Linux|GPT|Llama|Qwen|RTX|Snapdragon|Kirin)[- ]\d+(?:\.\d+)*[A-Za-z]?"
    r"|(?:TS|TR|RFC|ISO|IEC|IEEE|GB/T|GB|YD/T|ITU-T|ITU-R|ETSI|EN|ANSI|ISO/IEC)[ -]?[A-Z]{0,2}\.?\d[\d.-]*\d[a-z]{0,2}(?::\d{4})?"
    r"|v?\d+(?:\.\d+){2,}(?:-\w+)?"
    r"|v\d+(?:\.\d+)*"
    r"|\d+\.\d+[a-z]{1,2}(?=[^A-Za-z0-9]|$)"
    r"|(?:\+\d{1,3}[- ]?)?(?:\(\d{2,4}\)[- ]?)?\d{3,4}[- ]\d{3,4}[- ]\d{4}"
    r"|\+\d{1,3}[- ]\d{2,4}[- ]\d{4,8}"
    r"|[A-Za-z]+-?\d+(?:[.-]?[A-Za-z0-9]+)*"
    r"|\d+(?:\.\d+)?[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)*(?:-\d+)?"
    r"|\d+[a-z]+\d\w*"
    r")(?![\w]|\.\d)",
    re.ASCII,
)
_MEASURE = re.compile(
    r"\d[\d.,]*(?:st|nd|rd|th|s|bn|tn|mn|m|k|x|[kKMGT]?Hz|[kKMGTPE]?bps|[kKMGTPE]b(?:it)?/s|[kMGTPE]B|ms|km|cm|mm|nm|kg|"
    r"[kMGT]?Wh?|dBm?|am|pm|[EP]FLOPS|sq|G(?:Hz)|V|A|C|F|B|M|K|T)",
    re.ASCII,
)
_GENERATION = re.compile(r"[1-7]G", re.ASCII)
_QUARTERS = re.compile(r"(?:Q[1-4]|H[12]|FY\d{2,4}|GMT\S*|UTC\S*|CNY\d.*|RMB\d.*|USD\d.*|EUR\d.*|HK|US|A)", re.ASCII)


def names(text: str) -> Iterator[Fact]:
    """Facts of kind URL and NAME, in order; measures such as 56GB, 21st or 10km are none."""
    taken: list[tuple[int, int]] = []
    for match in _URL.finditer(text):
        taken.append(match.span())
        yield Fact(match.start(), match.end(), match[0], PlaceableKind.URL, Name(match[0]))
    for match in _NAMED.finditer(text):
        word = match[0]
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if _QUARTERS.fullmatch(word) or (_MEASURE.fullmatch(word) and not _GENERATION.fullmatch(word)):
            continue
        yield Fact(match.start(), match.end(), word, PlaceableKind.NAME, Name(word))
