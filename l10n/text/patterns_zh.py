"""What facts look like in Chinese text: words and patterns; l10n.text.facts_zh turns matches into values.

Patterns see text in simplified characters (FOLD). Those of amounts are tried only where a figure starts and look
backwards for signs and bounds: one pass, linear time.
"""

import re

from l10n.model.fact import Bound
from l10n.text.figures import DIGITS, ZH_NUMERAL


def _words(table: dict[str, str]) -> dict[str, str]:
    return {word: symbol for symbol, words in table.items() for word in words.split()}


def _join(words: dict[str, str] | dict[str, Bound]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# Traditional and full-width characters that patterns name, each by one simplified or half-width one.
FOLD = str.maketrans(
    "萬億約餘數幾兩個點時間號過達將近滿較歐鎊圓韓幣盧兆納畝頃噸攝貝週鐘紀當東標準貳參陸於會來後０１２３４５６７８９．％",
    "万亿约余数几两个点时间号过达将近满较欧镑元韩币卢兆纳亩顷吨摄贝周钟纪当东标准贰叁陆于会来后0123456789.%",
)
BEFORE = {
    word: bound
    for bound, words in {
        Bound.MORE: "超过 逾 超 高于 突破 大于 多于",
        Bound.LESS: "不到 不足 低于 少于 小于 未满",
        Bound.NEARLY: "将近 接近 近",
        Bound.ABOUT: "大约 约 大概 约为 约合",
        Bound.AT_LEAST: "至少 不少于 不低于 最少",
        Bound.AT_MOST: "最多 至多 不超过 最高 不高于 不多于",
    }.items()
    for word in words.split()
}
AFTER = {
    "多": Bound.MORE, "余": Bound.MORE, "左右": Bound.ABOUT, "上下": Bound.ABOUT, "以上": Bound.AT_LEAST,
    "以下": Bound.LESS, "以内": Bound.AT_MOST,
}
CURRENCIES = _words(
    {
        "CNY": "元人民币 元 人民币", "USD": "美元 美金", "EUR": "欧元", "GBP": "英镑", "JPY": "日元", "KRW": "韩元",
        "HKD": "港元 港币", "SEK": "瑞典克朗 克朗", "RUB": "卢布", "INR": "卢比 印度卢比", "AUD": "澳元 澳大利亚元",
        "CAD": "加元 加拿大元", "SGD": "新加坡元 新元",
    }
)
UNITS = _words(
    {
        "GHz": "吉赫兹 吉赫", "MHz": "兆赫兹 兆赫", "kHz": "千赫兹 千赫", "THz": "太赫兹", "Hz": "赫兹", "ms": "毫秒",
        "ug/m3": "微克/立方米 微克每立方米 µg/m³ μg/m³", "km2": "平方公里 平方千米 km²", "m2": "平方米 m²", "m3": "立方米 m³", "km/h": "公里/小时 公里每小时 千米/小时",
        "km": "公里 千米", "cm": "厘米", "mm": "毫米", "nm": "纳米", "m": "米", "mi": "英里", "ft": "英尺", "in": "英寸",
        "mu": "亩", "ha": "公顷", "t": "吨", "kg": "公斤 千克", "g": "克", "L": "升", "TWh": "太瓦时", "GWh": "吉瓦时",
        "MWh": "兆瓦时", "kWh": "千瓦时 度电", "GW": "吉瓦", "MW": "兆瓦", "kW": "千瓦", "mAh": "毫安时", "kV": "千伏",
        "degC": "摄氏度 ℃ °C", "dB": "分贝", "EFLOPS": "EFlops", "PFLOPS": "PFlops", "Gbps": "吉比特每秒 Gbit/s Gb/s",
        "Mbps": "兆比特每秒 Mbit/s Mb/s", "Tbps": "太比特每秒 Tbit/s", "W": "瓦",
    }
) | {
    s: s
    for s in (
        "GHz MHz kHz THz Hz Tbps Gbps Mbps kbps EB PB TB GB MB ms km/h km cm mm nm kg TWh GWh MWh kWh GW MW kW dBm dB "
        "EFLOPS PFLOPS mAh kV"
    ).split()
}
DURATIONS = {
    "个十年": "decade", "年": "year", "个月": "month", "个季度": "quarter", "周": "week", "个星期": "week", "星期": "week",
    "天": "day", "小时": "hour", "个小时": "hour", "分钟": "minute", "秒钟": "second", "秒": "second",
}
ZONES = {
    "北京时间": "Beijing", "格林尼治时间": "GMT", "格林尼治标准时间": "GMT", "格林威治时间": "GMT", "当地时间": "local",
    "美国东部时间": "ET", "美东时间": "ET",
}
RELATIVE = {"去年": "last year", "今年": "this year", "明年": "next year"}

NUM = rf"(?P<num>(?:{DIGITS})(?:(?:万亿|[十百千]?[万亿]|[百千](?!米|克|瓦|赫|伏|兆))(?:(?:{DIGITS})[万千])?)?|{ZH_NUMERAL}{{1,16}}+(?:[万亿]{ZH_NUMERAL}{{0,8}}+){{0,4}}|(?:万亿|[万亿])(?=[多余]?[元美]))"
AMOUNT = rf"{NUM}(?P<after>多|余)?(?P<tail>万亿|[十百千]?[万亿])?"
AFTER2 = "(?P<after2>以上|左右|上下|以下|以内)?"
SEVERAL = r"(?P<unit10>[十百千]?万亿|[十百千]?[万亿]|[十百千])"
_REL = f"(?P<rel>{_join(RELATIVE)})"
_Y = r"(?:(?:19|20|21)\d\d|1[5-8]\d\d(?=年(?!的?历史|前|之久))|[一二][零〇九一二三四五六七八]{3})"
YEAR = rf"(?:(?P<year>{_Y})年|{_REL})"
PART = "(?P<part>年?初|上旬|中旬|下旬|中(?!国|央|心|部|东|旬)|年?底|年?末)?"
MONTH = r"(?P<month>\d{1,2}|[一二三四五六七八九]|十[一二]?)月"
DAY = r"\d{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
TO = "(?:至|到|[-–—~～]{1,2})"
MEASURES = (
    "个家项名位台座条次种款人岁户所部件处辆架艘只支批套组起场国省市县村岛城层门张份期轮类颗枚亩吨倍天年周月分"
)

# Behind a month or year: no day (3月15晚), but an amount may follow at once (5月26家企业, 6月30天里).
NO_DAY = rf"(?![日号])(?!\d{{1,2}}(?![\d.%％万亿]|[{MEASURES}]))"

# Where an amount may start, and what may stand before it.
START = re.compile(rf"(?<![A-Za-z0-9_.])(?<!\d[,:：])\d|(?<!{ZH_NUMERAL}){ZH_NUMERAL}|(?<![万亿\d零〇一二两三四五六七八九十百千])[万亿](?=[多余]?[元美万亿])|[数几](?=[十百千万亿])")
BEFORE_BOUND = re.compile(f"(?:{_join(BEFORE)})$")
BEFORE_WORDS = re.compile(f"(?:{_join(BEFORE)})(?=.)")
AFTER_WORDS = re.compile(f"(?:{_join(AFTER)})$")
BEFORE_MINUS = re.compile(r"(?:零下|(?<![A-Za-z0-9)）%/.])[-−]|(?<![欠抱正])负)$")

AMOUNTS: dict[str, re.Pattern[str]] = {
    "percent": re.compile(rf"(?P<num>{DIGITS})(?:[%％]|‰){AFTER2}"),
    "point": re.compile(rf"(?P<num>{DIGITS}|{ZH_NUMERAL}{{1,8}})个(?P<unit>百分点|基点){AFTER2}"),
    "tenths": re.compile(r"(?P<num>[一二两三四五六七八九])成(?P<half>[一二三四五六七八九半])?(?![员功为立熟长果本绩交都品就份人分语效像年型套]|才)" + AFTER2),
    "money": re.compile(rf"{AMOUNT}(?P<word>{_join(CURRENCIES)})(?!首|宵|旦|宇|气|素|件|年|月|户){AFTER2}"),
    "quantity": re.compile(rf"{AMOUNT}\s?(?P<unit>{_join(UNITS)})(?![A-Za-z]|兰|服|拉|隆|级|尔|其){AFTER2}"),
    "number": re.compile(rf"{AMOUNT}{AFTER2}(?![A-Za-z%％]|(?<=\d)\d|[.:：]\d|世纪|分之|成[^员功为立]|[几数]|个百分点)"),
    "duration": re.compile(rf"{AMOUNT}(?P<unit>{_join(DURATIONS)})(?P<half>半)?(?P<more>多)?(?![级代度份底初末中]|年|前的今天|后[，。出]){AFTER2}"),
    "duration2": re.compile(rf"{NUM}个(?P<mark>多|半)(?P<unit>月|小时|星期|季度)"),
    "clock": re.compile(
        r"(?P<h>\d{1,2})(?:[:：](?P<m>\d\d)(?:[:：](?P<s>\d\d))?(?![\d:：])"
        r"|[时点](?P<m2>\d{1,2})分?|点(?P<half>半)?(?:钟|整)?|时(?![间期代候段有而常空])(?:许)?)"
    ),
    "multiple": re.compile(rf"(?P<num>{DIGITS}|[两二三四五六七八九十百千]{{1,3}})(?P<after>多)?倍{AFTER2}"),
    "several": re.compile(rf"[数几]{SEVERAL}(?![几数年天月])(?:(?P<word>{_join(CURRENCIES)})|(?P<unit>{_join(UNITS)}))?"),
}
PATTERNS: dict[str, re.Pattern[str]] = {
    "date": re.compile(rf"(?:{YEAR}\s?)?{MONTH}(?P<day>{DAY})(?:[日号]?{TO}(?P<day2>{DAY}))?(?:[日号]|(?<=\d)(?=[晚早]|[上下]午|凌晨|、\d{{1,2}}日))"),
    "iso": re.compile(
        r"(?<![\d/-])(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?![\d/-]|\.\d)"
    ),
    "month": re.compile(rf"(?P<by>截至|截止到?)?(?:{YEAR}\s?)?(?<!\d){MONTH}(?:份)?{PART}{NO_DAY}"),
    "months2": re.compile(
        rf"(?:{YEAR}\s?)?(?<!\d)(?P<low>\d{{1,2}}|[一二三四五六七八九]|十[一二]?)(?:月份?)?{TO}{MONTH}(?:份)?(?![\d日号])"
    ),
    "year": re.compile(
        rf"(?P<by>截至|到)?{YEAR}(?:(?P<half>上半年|下半年)|(?P<q>第?[一二三四1234]季度|前(?P<n>[两二三四五六七八九十]|十一|\d{{1,2}})个月)|{PART})"
        rf"(?!月){NO_DAY}"
    ),
    "day": re.compile(r"(?<![\d月.])(?P<day>[1-9]|[12]\d|3[01])日(?![本元均常益])"),
    "decade": re.compile(r"(?:(?P<year>(?:18|19|20)\d0)年代|(?:(?P<century>20|21|二十|二十一)世纪|(?P<word>上个?世纪|本世纪))?(?P<decade>[2-9]0|[二三四五六七八九]十)年代|(?:(?P<c2>21|二十一)世纪|(?P<w2>本世纪))(?P<d2>[12]0|[一二]?十)年代)(?P<dpart>初期?|早期|中(?![国央心部东西]|期?[间级])期?|末期?|后期|晚期)?"),
    "century": re.compile(r"(?P<c>[12]\d|[一二]?十[一二三四五六七八九]?)世纪(?![2-9二三四五六七八九]?[0十]年代|经济|报)"),
    "quarter": re.compile(
        r"(?:第(?P<q>[一二三四])|(?P<q2>[一二三四])|第(?P<q3>[1-4]))季度|(?P<h>上半年|下半年)|前(?P<n>[两二三四五六七八九]|十一?|\d{1,2})个月"
    ),
    "ordinal": re.compile(r"第(?P<n>\d{1,4}|[一二三四五六七八九十百零]{1,5})(?![一二三四]?(?:季度|方|者|时间)|[\d.])"),
    "fraction": re.compile(rf"(?P<d>{ZH_NUMERAL}{{1,5}}|\d{{1,5}})分之(?P<n>{ZH_NUMERAL}{{1,5}}|\d{{1,5}})"),
    "hundredths": re.compile(rf"百分之(?P<zh>{ZH_NUMERAL}{{1,8}}(?:点[零〇一二三四五六七八九]{{1,8}})?|{DIGITS}){AFTER2}"),
    "thousandths": re.compile(rf"千分之(?P<zh>{ZH_NUMERAL}{{1,8}}(?:点[零〇一二三四五六七八九]{{1,8}})?|{DIGITS})"),
    "fold": re.compile(
        rf"翻(?:了)?(?P<turns>[一两二三四1-4])番|翻番|翻倍|(?P<grown>增长|增加|提高|扩大|上涨|提升)了?(?P<num>{DIGITS}|[一两二三四五六七八九十]{{1,2}})倍"
    ),
}
