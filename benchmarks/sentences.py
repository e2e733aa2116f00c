"""Two hundred varied English sentences, composed from templates; the same ones on every run, no two alike."""

from itertools import cycle, islice

from l10n.model.engine import Lock, Request

ACTORS = {
    "the telecom regulator": "电信监管机构", "China Harbour Mobile": "中港移动", "the ministry": "工信部",
    "a research team in Lantern City": "灯城的一个研究团队", "the standards group": "标准组",
    "the city government": "市政府",
    "an equipment maker from the north": "一家北方设备制造商", "the satellite operator": "卫星运营商",
}
THINGS = {
    "6G base stations": "6G基站", "optical fibre lines": "光纤线路", "edge computing nodes": "边缘计算节点",
    "private networks": "专网", "cloud services": "云服务", "undersea cables": "海底电缆", "smart meters": "智能电表",
    "charging piles": "充电桩", "data centres": "数据中心", "low-orbit satellites": "低轨卫星",
}
PLACES = ("in the eastern provinces", "along the coast", "in mountain villages", "at twelve ports",
          "across the country", "in the free trade zone", "near the border")
TIMES = ("last month", "this year", "by the end of 2027", "in the first quarter", "over the past decade", "on Tuesday")
REASONS = ("because demand for fast connections keeps growing", "so that farmers can sell their crops online",
           "although the cost of electricity has gone up", "after long talks with local residents",
           "which will cut the delay of remote surgery to a few milliseconds",
           "while small firms still wait for support")
SAYINGS = ("The plan was welcomed by users.", "Prices fell again.", "No one was hurt.", "What comes next?",
           "Experts call this a turning point.", "The tests went well.", "It rained all week.", "Rules will follow.")
PATTERNS = (
    "{Actor} opened {number} {thing} {place} {time}.",
    "{Time}, {actor} said that {thing} would reach {number} households {place}, {reason}.",
    "{saying}",
    "More than {number} {thing} have been built {place} {reason}, and {actor} plans to add {other} {time}, according "
    "to a report that was published on the website of the regional office and discussed by engineers from nine "
    "countries.",
    "Will {thing} ever replace {others} {place}?",
    "{Actor} spent {number} yuan on {thing}, {percent} percent more than before, {reason}.",
    "\"We need better {thing} {place},\" said an engineer of {actor}, \"and we need them {time}.\"",
    "{Others}, {thing} and new software made up {percent} percent of the budget {time}.",
)


def sentences(count: int = 200) -> list[str]:
    """That many different sentences of 3 to about 50 words."""
    found: dict[str, None] = {}
    for number, pattern in enumerate(islice(cycle(PATTERNS), 4 * count)):
        found[_filled(pattern, number)] = None
    return list(found)[:count]


def requests(texts: list[str]) -> list[Request]:
    """The sentences with their known things and actors locked, as a glossary would lock them."""
    return [Request(text, _locks(text)) for text in texts]


def paragraphs(texts: list[str], size: int = 4) -> list[list[str]]:
    """The sentences in paragraphs as news articles have them."""
    return [texts[at:at + size] for at in range(0, len(texts), size)]


def words(texts: list[str]) -> int:
    """Words between spaces."""
    return sum(len(text.split()) for text in texts)


def _filled(pattern: str, number: int) -> str:
    actors, things = list(ACTORS), list(THINGS)
    actor, thing = actors[number * 3 % len(actors)], things[number * 7 % len(things)]
    other, time = things[(number * 7 + 1 + number // 10) % len(things)], TIMES[number * 5 % len(TIMES)]
    if other == thing:
        other = things[(number * 7 + 3) % len(things)]
    saying = SAYINGS[number // 8 % len(SAYINGS)]
    if number >= 8 * len(SAYINGS):
        saying = f"{saying[:-1]} {time}{saying[-1]}" if saying[-1] == "." else f"{_capital(time)}: {saying.lower()}"
    return pattern.format(
        actor=actor, Actor=_capital(actor), thing=thing, other=f"{number * 17 % 900 + 20:,}", others=other,
        Others=_capital(other), place=PLACES[number * 2 % len(PLACES)], time=time, Time=_capital(time),
        reason=REASONS[number * 5 % len(REASONS)], number=f"{(number * 7919) % 90_000 + 100:,}",
        percent=f"{number * 13 % 60 + 2}.{number % 10}", saying=saying,
    )


def _locks(text: str) -> tuple[Lock, ...]:
    found = [Lock(at, at + len(source), target) for source, target in (ACTORS | THINGS).items()
             if (at := text.lower().find(source.lower())) >= 0]
    return tuple(sorted(found, key=lambda lock: lock.start))


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
