"""People whom an English text introduces.

Chinese people are two words of Pinyin that begin with a surname. Others are capitalised words beside a post or a verb of
saying, none of which belongs to the name of a body or a place.
"""

import re
from collections.abc import Iterator

from l10n.text.pinyin import is_given

_ROMAN = frozenset(
    spelled
    for spelled in """
Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Gao Lin Luo Zheng Liang Xie Song Tang Han Feng
Deng Cao Peng Zeng Xiao Tian Dong Yuan Pan Yu Jiang Cai Du Ye Cheng Su Wei Lyu Lu Ding Ren Shen Yao Cui Zhong Tan Fan
Jin Shi Liao Jia Xia Fu Fang Bai Zou Meng Xiong Qin Qiu Yin Xue Yan Duan Lei Hou Long Tao Hei Gu Mao Hao Gong Shao Wan
Qian Dai Mo Kong Xiang Wen Kang Niu Ge Xing An Qi Yi Qiao Pang Ni Zhuang Nie Zhai Zhan Ou Geng Guan Lan Jiao Zuo Gan
Bao Ning Shang Shu Ruan Ke Ji Mei Tong Ling Bi Shan Pei Huo Tu Miao Sheng Qu Weng Ran You Xin Chai Hua Pu Teng Rao Mu Ai
Zhuo Jian Che Lian Chu Lou Dou Cen Jing Dang Fei Bu Leng Zong Min Gou Bian Luan Sui Xi Diao Sha Rong Kou Sang Lang Ouyang
Shangguan Sima Zhuge Situ Xiahou Huangfu Yuchi Gongsun Murong Linghu
""".split()
)
# Words of English that are Pinyin too: two of them side by side are no name.
ENGLISH_WORDS = frozenset(
    "an he she me long song sun pan tan fan ran gang hang sang bin pen man men can ban den die lie pie tie pin sue yen "
    "ma pa la he you fun gun run bun dun hen ten ping ding ming tang king sing wan pang bang dang rang hao lie sheng "
    "shan tai nan bei xi dong guan lin ling che dan dang lei mei min tong long bo bi hui ji".split()
)
_TWO = re.compile(r"(?<![\w'’-])([A-Z][a-z]{1,8}) ([A-Z][a-z]{1,10}(?:[-'’](?!s\b)[a-z]{1,6})?)(?![\w-]|['’](?!s\b)| [A-Z])")
SAYS = (
    r"(?:said|says|added|noted|told|stressed|explained|pointed|believes?|stated|argued?s?|warned|wrote|writes|recalled|"
    r"remarked|suggested|revealed|announced|predicted|joked|continued|replied|replies|admitted|insisted)\b"
)
_CUE_BEHIND, _CUE_BEFORE = re.compile(rf",? (?:{SAYS})|, (?:an?|the) "), re.compile(rf"{SAYS} $")
# Of other people: names with particles and initials.
_PART = r"(?:[A-Z][a-zà-ÿ]+(?:[-’'][A-Z][a-zà-ÿ]+)?|[A-Z]\.|Mc[A-Z][a-z]+|d[eiu]|v[ao]n|de[rn]|l[ae]|bin|al)"
_OTHER = (
    rf"([A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?(?: {_PART}){{0,2}} (?:Mc)?[A-Z][a-zà-ÿ]+(?:-[A-Z][a-zà-ÿ]+)?)"
    r"(?![\w-]| [A-Z])"
)
_POST = (
    "president|chairman|chairwoman|minister|secretary|director|CEO|CTO|CFO|chief|commissioner|spokesman|spokeswoman|"
    "spokesperson|analyst|professor|economist|researcher|engineer|founder|co-founder|ambassador|mayor|senator|governor|"
    "chancellor|premier|author|lawyer|manager|officer|executive|scientist|reporter|editor|judge|farmer|expert|official|"
    "head|lawmaker|physicist|historian|consultant|attorney"
)
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lady|Captain|General|Colonel|Prince|Princess|King|Queen|Pope|Auntie|Uncle)\b\.?"
_WITH_TITLE = re.compile(rf"(?:\b(?i:{_POST})|{_TITLE}) {_OTHER}")
_SPEAKER = re.compile(
    rf"(?<![\w-])(?<![A-Z][a-z] )(?<!\bthe ){_OTHER}"
    rf"(?=,? {SAYS}|, who |, (?:(?:an?|the) )?(?:[\w'’-]+ ){{0,3}}(?:{_POST})\b)"
)
_SPOKEN = re.compile(rf"{SAYS} {_OTHER}(?=[,.])")
_LED = re.compile(
    rf".*\b(?:(?i:{_POST})|{_TITLE}|Vice|Deputy|Former|Prime|First|Villager|Granny|Sergeant|Justice)\b\.?[ -](?=[A-Z])"
)
# Words of the names of bodies, places, days and peoples.
_NO_PERSON = frozenset(
    """
Group Bank Mobile Telecom University Institute Association Ministry Council Party Court Times News Press Company Corp Inc
Ltd Research Technologies Technology Networks Network Systems Agency Office Department House Street Union Forum Center
Centre Communications Commission Committee Organization Organisation Fund Foundation Federation Administration Bureau
Authority Alliance Academy College School Hospital Airlines Motors Electric Electronics Energy Security Securities Capital
Partners Holdings Services Service Semiconductor Semiconductors Labs Laboratory Airport Port City County Province
Prefecture District Region State States Republic Kingdom Island Islands Sea Ocean River Lake Basin Mountain Park Road Bridge
Valley Bay Delta Korea America Africa Asia Europe Zealand Arabia Lanka Rica York Francisco Angeles Kong Macao Ababa Aires
Janeiro Lumpur This That These Those It He She They We You But And For In On At As If When While After Before The Chinese
American British European French German Japanese Korean Indian Russian National International Global World Central
Northern Southern Eastern Western United New Great Red White Black Green Blue Big Old Deep High Digital Smart Open Cloud
China Beijing Shanghai Shenzhen Guangzhou Hainan Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February
March April June July August September October November December Act Law Plan Report Day Week Year Study Review
Journal Summit Conference Congress Parliament Senate Government Army Navy Air Force Police Club Team League Cup Games
Festival Museum Hotel Store Market Exchange Index Project Program Programme System Internet Web Media Television Radio Post
Daily Weekly Science Sciences Nations Watch Unit Board Trade Commerce Industry Trust Society Microsoft Google Apple Amazon
Linux Windows Hat Spring Change Affairs Tank Dialogues Campaign Policy Counsel Article Section Chapter Figure Table
""".split()
)


def chinese_in_english(text: str) -> Iterator[str]:
    """Full names in Pinyin, surname first, in the order of the text."""
    for match in _TWO.finditer(text):
        if not is_chinese(match[0]):
            continue
        doubtful = match[1].lower() in ENGLISH_WORDS and match[2].lower() in ENGLISH_WORDS
        cue = _CUE_BEHIND.match(text, match.end()) or _CUE_BEFORE.search(text, 0, match.start())
        if not doubtful or cue:
            yield match[0]


def others_in_english(text: str) -> Iterator[str]:
    """Full names of people who are not Chinese."""
    for pattern in (_WITH_TITLE, _SPEAKER, _SPOKEN):
        for match in pattern.finditer(text):
            led = _LED.match(match[1])
            name = match[1][led.end() :] if led else match[1]
            words = re.split("[ -]", name)
            if " " in name and _NO_PERSON.isdisjoint(words) and not is_chinese(" ".join(words[-2:])):
                yield name


def is_chinese(name: str) -> bool:
    """True for a name in Pinyin, surname first."""
    family, _, given = name.partition(" ")
    return family in _ROMAN and is_given(given)
