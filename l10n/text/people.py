"""Chinese personal names in an article: who is introduced, and where each is mentioned.

A model that was never told a name loses it or makes one up, so the pipeline carries it: 谢存 becomes Xie Cun, and
Xie Cun, whose characters nobody can know, stays until somebody writes them. Who is meant is decided for sure or not at
all: in English by two words of Pinyin that begin with a surname, in Chinese by a post before the name.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from l10n.text.pinyin import COMPOUND, is_given, spell

# Common surnames; left out are some that are everyday words: 文, 明, 云.
SURNAMES = frozenset(
    "傅王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪"
    "范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施牛樊葛邢安齐易乔伍庞颜倪庄"
    "聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈"
    "饶解牟艾尤时阳阎穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬卞姬师和仇栾隋商刁沙荣巫"
    "寇桑郎甄丛仲虞敖巩佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南储栗燕楚鄢劳谌奚皮粟冼蔺盘满闻位厉仝区郜海阚花权强帅屠豆"
    "朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋初门敬来扈晁芮都普阙戈浦"
)
_ROMAN = frozenset(
    spelled
    for spelled in """
Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Gao Lin Luo Zheng Liang Xie Song Tang Han Feng
Deng Cao Peng Zeng Xiao Tian Dong Yuan Pan Yu Jiang Cai Du Ye Cheng Su Wei Lyu Lu Ding Ren Shen Yao Cui Zhong Tan Fan
Jin Shi Liao Jia Xia Fu Fang Bai Zou Meng Xiong Qin Qiu Yin Xue Yan Duan Lei Hou Long Tao Hei Gu Mao Hao Gong Shao Wan
Qian Dai Mo Kong Xiang Wen Kang Niu Ge Xing An Qi Yi Qiao Pang Ni Zhuang Nie Zhai Zhan Ou Geng Guan Lan Jiao Zuo Gan
Bao Ning Shang Shu Ruan Ke Ji Mei Tong Ling Bi Shan Pei Huo Tu Miao Sheng Qu Weng Ran You Xin Chai Hua Pu Teng Rao Mu Ai
Zhuo Jian Che Lian Chu Lou Dou Cen Jing Dang Fei Bu Leng Zong Min Gou Bian Luan Sui Diao Sha Rong Kou Sang Lang Ouyang
Shangguan Sima Zhuge Situ Xiahou Huangfu Yuchi Gongsun Murong Linghu
""".split()
)
# Words of English that are Pinyin too: two of them side by side are no name.
_ENGLISH = frozenset(
    "an he she me long song sun pan tan fan ran gang hang sang bin pen man men can ban den die lie pie tie pin sue yen "
    "ma pa la he you fun gun run bun dun hen ten ping ding ming tang king sing wan pang bang dang rang hao lie sheng "
    "shan tai nan bei xi dong guan lin ling che dan dang lei mei min tong long bo bi hui ji".split()
)
_TWO = re.compile(r"(?<![\w'’-])([A-Z][a-z]{1,8}) ([A-Z][a-z]{1,10}(?:[-'’](?!s\b)[a-z]{1,6})?)(?![\w-]|['’](?!s\b)| [A-Z])")
_SAYS = (
    r"(?:said|says|added|noted|told|stressed|explained|pointed|believes?|stated|argued?s?|warned|wrote|writes|recalled|"
    r"remarked|suggested|revealed|announced|predicted|joked|continued|replied|replies|admitted|insisted)\b"
)
_CUE_BEHIND, _CUE_BEFORE = re.compile(rf",? (?:{_SAYS})|, (?:an?|the) "), re.compile(rf"{_SAYS} $")
_SOLE = r"(?<![\w'’-])(?<![A-Z][a-z] )({names})(?=['’]s\b|,? " + _SAYS + r"|[,.;:]| [a-z])(?![-])"
_POSTS = (
    "部长|司长|处长|局长|厅长|科长|院长|校长|所长|站长|行长|厂长|会长|市长|省长|县长|区长|镇长|村长|州长|队长|组长|馆长|秘书长|"
    "董事长|理事长|检察长|参赞|主任|主席|书记|委员|总裁|总经理|经理|总监|总工程师|工程师|首席执行官|首席技术官|首席科学家|"
    "首席财务官|首席信息官|CEO|CTO|CFO|院士|教授|讲师|博士|研究员|科学家|经济学家|学者|专家|分析师|顾问|律师|医生|医师|老师|教师|"
    "负责人|发言人|代表|大使|记者|通讯员|实习生|编辑|创始人|创办人|合伙人|老板|店主|员工|职工|工人|技术员|技师|司机|渔民|农民|牧民|"
    "村民|居民|市民|用户|主编|作者|设计师|架构师|开发者|队员|导演|作家|演员|选手|骑手|维护员|班长|主管|队长"
)
_SPEAKS = (
    "表示|说|称|指出|介绍|强调|认为|坦言|透露|告诉|补充|解释|回忆|谈到|分析|提出|提醒|呼吁|建议|宣布|写道|笑|直言|预测|预计|估计|问道?|答道?|回答|回应|"
    "警告|感慨|打趣|抱怨|承认|反驳|评价|总结"
)
_FOLLOWS = (
    "边|则|也|还|在|对|向|与|和|同|及|是|从|就|将|已|正|曾|为|出席|主持|率|会见|的|等|于|作|一行|希望|相信|接受|发表|致辞|带|因|把|被|给|现场|近日|日前|"
    "当天|今天|昨天|告知|现年|今年|去年|摄|[0-9]"
)
_NAME = rf"((?:{'|'.join(COMPOUND)}|[{''.join(sorted(SURNAMES))}])[\u4e00-\u9fff]{{1,2}}?)"
_NAMED = re.compile(
    rf"(?:{_POSTS})\s?(?!(?<=师)傅){_NAME}(?=(?:{_SPEAKS}|{_FOLLOWS})|[，。、；：！？（）“”\s]|$)|[”」]{_NAME}(?=(?:{_SPEAKS})(?!明|法|服))"
)
# Words that begin with a surname and follow a post or a quotation: 工程师解释说. Forms of address: 市民周先生.
_WORD = re.compile(
    "许[可多]|解[释读决压码救了答开除放]|曾[经说为可遇问抱某达]|程[序师]|谈[话谈到过了一判及]|林[中之业密]|简[单介历化要直]|范围|宣[布称誓传扬读告]|"
    "单[击方元独位一个]|游[戏说客览]|查[询看找到阅明]|符[号合]|颜色|普[遍及通]|金[钱额融属山]|劳[动力]|花[费了钱]|索[阅取要]|席[上位间]|池|"
    "周[一二三四五六日末年期边围旋]|陈[述列旧]|乐[谱于趣开观意]|温[度暖和]|费[用不模力]|马[虎上]|晋升|高[度很兴达级校手层管效通盛德速]|顾[问客虑]|"
    "施[工行合加]|牛|石[灰头油老]|郁闷|储[蓄存备]|荣[获誉]|卫[生星视]|武[装人器]|尚[未且]|惠|董事|王[后牌国]|余[粮额下]|莫[属过非名大]|严[厉格重禁肃]|"
    "齐[聚全]|盛|苗|何[时况必种]|常|和|于|时|在|方|明[确天年显]?$|应|管|来|相[关信当互]|连|包[括含]|代|任[何务职期组命教意团主然书]|向|安[全装排]|成|原[来因本]|国|平[均台时]|"
    "强|全|关[于注心联系切]|商|支|计|农|司|都|满|门|官|位|区|海|经|还|同|白[天色宫人板]|师|权|党|燕|初|江[苏西]|万[科达]|申[请诉报]|乔治|艾[伦琳]|马[丁修伦]|罗[恩杰文琳]|戴[安维]|安娜|肖恩|雷恩|霍[默金]|詹[妮森姆]|麦|查理|苏珊|王子|钟表|温总|沙|夏[令皮普威洛]|"
    "沈阳|黄[金山色]|"
    "甘[肃于]|贵州|鲁|宁[夏波]|路[上由过]|房[间子屋]|柴油|龙头|唐代|宋代|汤|章[程节]|纪[念律委]|项[目]|祝|贺|阮|尤其|时间|支持|强调|计划|云"
)
_ADDRESS = re.compile("船?长$|法官|先生|女士|小姐|老师|书记|某|总$|工$|处$|局$|老头|师傅|大爷|大妈|阿姨|家|们|姐$|哥$|姨$|嫂$|叔$")
# A name heard abroad and written in Han is not read in Pinyin: 罗姆尼, 盖茨; nor are Korean, Japanese and Vietnamese ones.
_HEARD = frozenset("尼姆特克斯德尔拉兹茨伊莱塞娅勒顿蒂内诺托扎里莫迪贝奇夫沃堡巴戈格卡科埃奥比布赫肯库帕佩皮萨提图泽纳洛索弗")
_HEARS = frozenset("罗莫马盖费霍艾穆苏鲁梅米戴辛雷贾巴查乔皮韦汤万安史")
_ABROAD = re.compile("韩国|首尔|朝鲜|平壤|日本|东京|越南|河内|韩方|日方|三星电子|新加坡|马来西亚")


class Mention(NamedTuple):
    """A person at a place of a text: offsets, and the full name as the article has it."""

    start: int
    end: int
    name: str


def introduced(texts: Iterable[str], language: str) -> tuple[str, ...]:
    """The full names of the Chinese people that an article introduces, in order, each once."""
    find = _introduced_zh if language.startswith("zh") else _introduced_en
    return tuple(dict.fromkeys(name for text in texts for name in find(text)))


def mentions(text: str, names: tuple[str, ...], language: str) -> Iterator[Mention]:
    """Where a text mentions one of the names; in English also by the surname alone, if it is nobody else's."""
    if not names:
        return
    if language.startswith("zh"):
        for match in re.finditer("|".join(sorted(map(re.escape, names), key=len, reverse=True)), text):
            yield Mention(*match.span(), match[0])
        return
    full = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, names))})(?![\w-])")
    found = [Mention(*match.span(), match[0]) for match in full.finditer(text)]
    families: dict[str, list[str]] = {}
    for name in names:
        families.setdefault(name.split()[0], []).append(name)
    alone = [family for family, people in families.items() if len(people) == 1 and family.lower() not in _ENGLISH]
    if alone:
        for match in re.finditer(_SOLE.format(names="|".join(alone)), text):
            if all(match.end() <= m.start or m.end <= match.start() for m in found):
                found.append(Mention(*match.span(), families[match[1]][0]))
    yield from sorted(found)


def romanised(name: str) -> tuple[str, str]:
    """Full name and surname of Han characters in Pinyin: Xie Cun, Xie."""
    family, given = spell(name)
    return f"{family} {given}", family


def _introduced_en(text: str) -> Iterator[str]:
    for match in _TWO.finditer(text):
        family, given = match[1], match[2]
        if family not in _ROMAN or not is_given(given):
            continue
        doubtful = family.lower() in _ENGLISH and given.lower() in _ENGLISH
        cue = _CUE_BEHIND.match(text, match.end()) or _CUE_BEFORE.search(text, 0, match.start())
        if not doubtful or cue:
            yield match[0]


def _introduced_zh(text: str) -> Iterator[str]:
    if _ABROAD.search(text):
        return
    for match in _NAMED.finditer(text):
        name = match[1] or match[2]
        given = name[2:] if name[:2] in COMPOUND else name[1:]
        heard = [char in _HEARD for char in given]
        if all(heard) or (any(heard) and name[0] in _HEARS):
            continue
        if not _WORD.match(name) and not _ADDRESS.search(given):
            yield name
