"""Personal names between Han characters and Hanyu Pinyin, spelled as on passports and in the news: 谢存 is Xie Cun.

Rules: GB/T 28039-2011, The Chinese phonetic alphabet spelling rules for Chinese names (surname first, two capitals,
given name in one word, no tone marks); ü is written yu as in passports: 吕 is Lyu. Readings are pypinyin's.
"""

import re
from functools import cache

COMPOUND = "欧阳 上官 司马 诸葛 司徒 夏侯 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 东方 南宫 端木 申屠 轩辕 濮阳 呼延".split()
# Surnames that are read in another way than the character is as a rule.
_SURNAMES = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "区": "ou", "查": "zha", "盖": "ge", "朴": "piao",
    "乐": "yue", "翟": "zhai", "缪": "miao", "覃": "qin", "都": "du", "卜": "bu", "阚": "kan",
    "尉迟": "yuchi", "长孙": "zhangsun",
}
# Initials, and the finals that stand behind them in the standard's table of syllables.
_ROWS = """
b: a o ai ei ao an en ang eng i ie iao ian in ing u
p: a o ai ei ao ou an en ang eng i ie iao ian in ing u
m: a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u
f: a o ei ou an en ang eng u
d: a e ai ei ao ou an ang eng ong i ie iao iu ian ing u uo ui uan un
t: a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un
n: a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve yu ue
l: a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve yu yue ue
g h: a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang
k: a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang
j q x: i ia ie iao iu ian in iang ing iong u ue uan un
zh sh: a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang
zh c s: ong
ch: a e i ai ao ou an en ang eng ong u uo uai ui uan un uang
r: e i ao ou an en ang eng ong u uo ui uan un
z: a e i ai ei ao ou an en ang eng ong u uo ui uan un
c s: a e i ai ao ou an en ang eng u uo ui uan un
y: a o e ao ou an in i ang ing ong u ue uan un
w: a o ai ei an en ang eng u
"""
SYLLABLES = frozenset("a ai an ang ao e en er ou".split()) | frozenset(
    initial + final
    for row in _ROWS.strip().splitlines()
    for initials, _, finals in [row.partition(": ")]
    for initial in initials.split()
    for final in finals.split()
)


@cache
def _readings(char: str) -> tuple[str, ...]:
    """The readings of a character without tones, the usual one first. pypinyin is loaded for the first name."""
    from pypinyin import Style, pinyin  # a dictionary of characters that few runs need

    usual = pinyin(char, style=Style.NORMAL)[0]
    every = pinyin(char, style=Style.NORMAL, heteronym=True)[0]
    return tuple(dict.fromkeys(_latin(reading) for reading in (*usual, *every)))


def spell(name: str) -> tuple[str, str]:
    """Surname and given name of Han characters as English writes them: 欧阳修 is ("Ouyang", "Xiu")."""
    size = 2 if name[:2] in COMPOUND else 1
    surname, given = name[:size], name[size:]
    family = _SURNAMES.get(surname) or "".join(_readings(char)[0] for char in surname)
    return family.capitalize(), spell_word(given)


def spell_word(word: str) -> str:
    """Han characters as one word, as places are written: 西安 is Xi'an."""
    syllables = [_readings(char)[0] for char in word]
    return "".join(f"'{s}" if n and s[0] in "aeo" else s for n, s in enumerate(syllables)).capitalize()


def may_spell(name: str, latin: str) -> bool:
    """True when some reading of the characters gives the Latin letters: 谢存 Xie Cun, 单乐 Shan Yue, but not 谢村生."""
    ends = {re.sub("[^a-z]", "", latin.lower().replace("ü", "yu"))}
    for number, char in enumerate(name):
        readings = (*_readings(char), _SURNAMES.get(char, "")) if number == 0 else _readings(char)
        ends = {rest[len(r) :] for rest in ends for r in readings if r and rest.startswith(r)}
    return "" in ends


def _latin(syllable: str) -> str:
    return re.sub("^([ln])[vü]e?$", lambda m: m[1] + ("yue" if m[0].endswith("e") else "yu"), syllable)


def is_given(word: str) -> bool:
    """True for one or two syllables in one word: Cun, Guohua, Xiao-ming, Ya'an."""
    parts = re.split("[-'’]", word.lower())
    if len(parts) > 1:
        return len(parts) == 2 and all(part in SYLLABLES for part in parts)
    return word.lower() in SYLLABLES or any(
        word[:n].lower() in SYLLABLES and word[n:].lower() in SYLLABLES for n in range(1, len(word))
    )
