"""Seeded faults: takes good pairs, makes one fault in each, counts how many the checks find with the right code.

    python -m tests.checks.seed FILE... [--columns 0,1] [--lines 0:500] [--show FAULT] [--quiet]

FILE holds tab-separated columns; English and Chinese stand in the two columns named (the last two by default). Every fault
that a pair can have is made, one at a time. It is found when one of its codes tells something that it did not tell of the
good pair. Nothing of the pairs is printed unless --show names a fault; a finding for a good pair is counted too.
"""

import argparse
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n.checks.kit import CheckKit
from l10n.checks.table import check_segment
from l10n.model.article import Segment
from l10n.model.fact import Clock, Day, Fact, Name, Range
from l10n.model.finding import Severity
from l10n.model.inline import Code, CodeKind, PlaceableKind, Text
from l10n.model.pair import Pair
from l10n.resources.glossary import default_glossaries, load_glossary
from l10n.text.facts import find_facts
from l10n.text.people import introduced, romanised
from l10n.text.pinyin import may_spell
from l10n.text.traditional import to_traditional

EN_ZH, ZH_EN = Pair("en", "zh-Hans"), Pair("zh-Hans", "en")
Texts = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Good:
    """A good pair, its kit, and the dice of this pair."""

    source: str
    target: str
    kit: CheckKit
    dice: random.Random

    @property
    def chinese(self) -> bool:
        """True when the target is Chinese."""
        return self.kit.pair.target_language == "zh"

    def swapped(self, table: dict[str, str], before: str = "", after: str = "") -> str | None:
        """The target with one word of the table exchanged, chosen by dice; None when none stands there."""
        pattern = f"{before}({'|'.join(map(re.escape, table))}){after}"
        found = list(re.finditer(pattern, self.target))
        return self.put(self.dice.choice(found).span(1), table) if found else None

    def put(self, span: tuple[int, int], table: dict[str, str]) -> str:
        """The target with what stands at the span exchanged."""
        return self.target[: span[0]] + table[self.target[slice(*span)]] + self.target[span[1] :]

    def cut(self, start: int, end: int, instead: str = "") -> str:
        """The target without a part of it."""
        return self.target[:start] + instead + self.target[end:]


def number(good: Good) -> str | None:
    """One digit of a figure is changed."""
    return _other_digit(good, [f for f in _facts(good) if _plain(f)])


def magnitude(good: Good) -> str | None:
    """万 became 亿, million billion."""
    if good.chinese:
        return good.swapped({"万亿": "亿", "亿": "万", "万": "亿"}, before=r"(?<=\d)", after="(?![A-Za-z])")
    scales = {"thousand": "million", "million": "billion", "billion": "million", "trillion": "billion"}
    return good.swapped(scales, before=r"(?<=\d )", after=r"\b")


def day(good: Good) -> str | None:
    """The year, month or day of a date is changed."""
    dates = [f for f in _facts(good) if isinstance(f.value, Day) and (f.value.month or f.value.year) and f.value.weekday is None]
    months = {"January": "April", "February": "May", "April": "July", "July": "August", "October": "June", "December": "March"}
    if not good.chinese and good.dice.random() < 0.3:
        named = [m for m in re.finditer("|".join(months), good.target) if any(f.start <= m.start() < f.end for f in dates)]
        if named:
            return good.put(named[0].span(), months)
    pattern = r"(?:19|20)\d\d|(?<!\d)\d{1,2}(?=[月日])" if good.chinese else r"(?:19|20)\d\d|\b\d{1,2}\b"
    found = [m for f in dates for m in re.finditer(pattern, good.target) if f.start <= m.start() and m.end() <= f.end]
    if not found:
        return None
    match = good.dice.choice(found)
    top = 28 if good.target[match.end() :][:1] != "月" else 12
    other = int(match[0]) + good.dice.choice([-2, -1, 1, 2]) if len(match[0]) == 4 else (int(match[0]) + good.dice.randint(1, 9)) % top + 1
    return good.cut(*match.span(), str(other)) if str(other) not in good.source and str(other) not in good.target else None


def weekday(good: Good) -> str | None:
    """Another day of the week."""
    if good.chinese:
        found = [f for f in _facts(good) if isinstance(f.value, Day) and f.value.weekday is not None]
        return good.cut(found[0].start, found[0].end, re.sub("[一二三四五六日天]", lambda m: _next(m[0], "一二三四五六日"), found[0].text)) if found else None
    return good.swapped({"Monday": "Friday", "Tuesday": "Sunday", "Wednesday": "Thursday", "Thursday": "Monday", "Friday": "Tuesday"})


def time(good: Good) -> str | None:
    """Another time of day."""
    clocks = [f for f in _facts(good) if isinstance(f.value, Clock)]
    found = next((re.search(r"\d+", f.text) for f in clocks if re.search(r"\d", f.text)), None)
    if not found:
        return None
    start = next(f.start for f in clocks if re.search(r"\d", f.text)) + found.start()
    other = str((int(found[0]) + good.dice.randint(1, 8)) % 11 + 1)
    return None if other in good.source else good.cut(start, start + len(found[0]), other)


def points(good: Good) -> str | None:
    """Percent became percentage points, or the reverse."""
    if not re.search(r"\d ?(?:%|percent|per cent|个百分点)|百分之", good.source):
        return None
    if good.chinese:
        return good.swapped({"个百分点": "%", "%": "个百分点"}, before=r"(?<=\d)")
    return good.swapped({" percentage points": " percent", " percent": " percentage points", "%": " percentage points"}, before=r"(?<=\d)", after=r"(?!age)")


def currency(good: Good) -> str | None:
    """Another currency."""
    if good.chinese:
        return good.swapped({"美元": "欧元", "欧元": "美元", "英镑": "美元", "日元": "韩元", "元": "美元"}, before=r"(?<=[\d万亿])")
    return good.swapped({" yuan": " euros", " euros": " yuan", " dollars": " yuan", " pounds": " euros", "$": "€"}, before=r"(?:(?<=\d)|(?<=illion)|(?<![A-Z])(?=\$\d))")


def unit(good: Good) -> str | None:
    """Another unit or magnitude."""
    units = {"GHz": "MHz", "MHz": "GHz", "Gbps": "Mbps", "Mbps": "Gbps", "公里": "米", "吨": "公斤", "毫秒": "秒", "TB": "GB",
             "GB": "MB", "kilometers": "meters", "tonnes": "kilograms", "kWh": "MWh", "千瓦时": "兆瓦时", "厘米": "毫米"}
    return good.swapped(units, before=r"(?<=[\d万亿 ])", after=r"(?![A-Za-z/])")


def bound(good: Good) -> str | None:
    """More than became less than."""
    if not re.search(r"\b(?:more than|over|nearly|less than|almost|exceed\w*|fewer than) [$\d]|(?:超过|超|逾|近|不足|不到)\d|\d[万亿]?[多余]", good.source):
        return None
    if good.chinese:
        return good.swapped({"超过": "不到", "逾": "近", "近": "超", "不足": "超过"}, after=r"(?=\d)", before="(?<![不附最得])")
    return good.swapped({"more than ": "nearly ", "over ": "less than ", "nearly ": "more than ", "less than ": "more than "}, after=r"(?=\d)", before=r"(?<!no )(?<!not )\b")


def term(good: Good) -> str | None:
    """A glossary term is dropped."""
    return _without_term(good, False)


def kept_name(good: Good) -> str | None:
    """A name that is not to be translated is changed."""
    return _without_term(good, True)


def name(good: Good) -> str | None:
    """A digit of a name such as IMT-2030 is changed."""
    keep = [f for f in _facts(good) if isinstance(f.value, Name) and f.kind is PlaceableKind.NAME and f.text in good.source]
    return _other_digit(good, [f for f in keep if re.search("[A-Za-z]", f.text)])


def person(good: Good) -> str | None:
    """A Chinese person is no longer named."""
    for whom in introduced([good.source], good.kit.pair.source_language):
        if not good.chinese:
            full, alone = romanised(whom)
            left = good.target.replace(full, "somebody")
            return left if left != good.target and alone.lower() not in left.lower() else None
        for start in range(len(good.target)):
            for size in (4, 3, 2):
                if may_spell(good.target[start : start + size], whom):
                    return good.cut(start, start + size, "有人")
    return None


def address(good: Good) -> Texts:
    """A letter of a URL that stands on both sides is changed."""
    url = "https://www.example.org/news/a71b.html"
    return f"{good.source} {url}", f"{good.target} {good.dice.choice([url.replace('a71b', 'a17b'), url.replace('.org', '.com'), url[:-5]])}"


def mail(good: Good) -> Texts:
    """A letter of an e-mail address is changed."""
    return f"{good.source} (desk@news.example.org)", f"{good.target} (desk@new.example.org)"


def negation(good: Good) -> str | None:
    """A plain denial is dropped where the source denies."""
    if good.chinese:
        denied = re.search(r"\b(?:did|does|do|is|are|was|were|has|have|had|will|would|can|could|should) not\b|n['’]t\b|\bnever\b|\bcannot\b", good.source)
        found = list(re.finditer("并未|没有|未能|尚未|从未|不会|不能|无法|不是|不再|[没不未无]", good.target))
        return good.cut(*found[0].span()) if denied and len(found) == 1 and len(found[0][0]) > 1 else None
    every = list(re.finditer(r" not\b|n['’]t\b|\bnever \b|(?<=can)not\b|\bno\b|\bun|\bwithout\b|less\b", good.target))
    found = re.search(r" not\b|n['’]t\b|\bnever \b|(?<=can)not\b", good.target) if len(every) == 1 else None
    denied = re.search("并不|并未|没有|不能|不会|从未|不得|无法|未能|尚未|不是|绝不|不再", good.source)
    return good.cut(*found.span()) if denied and found else None


def untranslated(good: Good) -> str | None:
    """The sentence is left in the source language."""
    return good.source if _wordy(good) else None


def residue(good: Good) -> str | None:
    """The end of the sentence is left in the source language."""
    if not _wordy(good):
        return None
    if good.chinese:
        words = good.source.rstrip(".").split()
        tail = " ".join(words[-7:])
        return good.target[: len(good.target) // 2] + tail + "。" if len(words) >= 12 and len(re.findall(r"\b[a-z]{2,}\b", tail)) >= 5 else None
    return " ".join(good.target.split()[: len(good.target.split()) // 2]) + " " + good.source[len(good.source) // 2 :]


def dropped_half(good: Good) -> str | None:
    """The last of several sentences is dropped."""
    ends = [m.end() for m in re.finditer("[。！？][”’]?" if good.chinese else r"[.!?][\"”]? (?=[A-Z])", good.target)]
    if good.chinese:
        ends = [e for e in ends if e < len(good.target) - 8]
    there = len(re.findall(r"[.!?][\"”]? (?=[A-Z])" if good.chinese else "[。！？][”’]?.", good.source))
    return good.target[: ends[-1]].rstrip() if ends and there == len(ends) and ends[-1] < 0.6 * len(good.target) else None


def emptied(good: Good) -> str:
    """There is no translation."""
    return ""


def loop(good: Good) -> str | None:
    """A phrase repeats itself."""
    if good.chinese:
        run = re.search("[\u4e00-\u9fff]{4}", good.target)
        return good.cut(run.end(), run.end(), run[0] * 3) if run else None
    found = re.search(r"\b[a-z]{4,} [a-z]{3,} ", good.target)
    return good.cut(found.end(), found.end(), found[0] * 3) if found and len(found[0]) <= 12 else None


def doubled(good: Good) -> str | None:
    """A word is written twice."""
    if good.chinese:
        found = re.search("(?<![目现正存所但还就正只为因以罢])([的了在是和])(?![确士解职线否平])", good.target)
    else:
        found = re.search(r"(?<![\w'’-])(the|of|in|and|to|for|will|with|from|was|by|on|have) ", good.target)
    return good.cut(found.end(), found.end(), found[0]) if found else None


def bracket(good: Good) -> str | None:
    """A bracket has lost its partner."""
    found = list(re.finditer(r"(?<!\d)[（）()]", good.target))
    even = good.target.count("（") == good.target.count("）") and good.target.count("(") == good.target.count(")")
    return good.cut(*good.dice.choice(found).span()) if found and even else None


def quote(good: Good) -> str | None:
    """A quotation mark has lost its partner."""
    found = list(re.finditer(r"[“”]|(?<!\d)\"", good.target))
    return good.cut(*good.dice.choice(found).span()) if found and len(found) % 2 == 0 else None


def half_width(good: Good) -> str | None:
    """A mark of the other language's width."""
    if good.chinese:
        return good.swapped({"，": ",", "。": ".", "；": ";", "：": ":"}, before="(?<=[\u4e00-\u9fff])", after="(?=[\u4e00-\u9fff]|$)")
    return good.swapped({",": "，", ".": "。", ";": "；"}, before="(?<=[a-z])", after="(?= |$)")


def question(good: Good) -> str | None:
    """A question ends in a full stop."""
    found = re.search("[?？](?=[”\"]?$)", good.target)
    asks = re.search("[?？][”\"]?$", good.source)
    return good.cut(*found.span(), "。" if good.chinese else ".") if found and asks else None


def full_stop(good: Good) -> str | None:
    """A sentence ends without its full stop."""
    found = re.search("[。.]$", good.target)
    return good.target[:-1] if found and re.search(r"[a-z\u4e00-\u9fff][。.]$", good.source) else None


def mojibake(good: Good) -> str | None:
    """A part was decoded in the wrong way."""
    part = re.search("[\u4e00-\u9fff]{3,6}|[“”’—é][a-z]", good.target)
    return good.cut(*part.span(), part[0].encode().decode("latin-1")) if part else good.target[:4] + "\ufffd" + good.target[4:]


def zero_width(good: Good) -> str:
    """An invisible character stands in the text."""
    at = len(good.target) // 2
    return good.cut(at, at, good.dice.choice("\u200b\ufeff\u200e\u00ad"))


def space(good: Good) -> str | None:
    """Two spaces in a row."""
    found = re.search(r"(?<=[a-z]) (?=[a-z])", good.target)
    return good.cut(found.end(), found.end(), " ") if found else None


def traditional(good: Good) -> str | None:
    """Some characters are traditional."""
    return None if not good.chinese or to_traditional(good.target) == good.target else to_traditional(good.target)


def lost_code(good: Good) -> Segment | None:
    """A pair of inline codes is lost."""
    return _coded(good, lambda whole, plain: plain)


def moved_link(good: Good) -> Segment | None:
    """A link leads elsewhere."""
    return _coded(good, lambda whole, plain: (Code("1", CodeKind.OPEN, '<a href="/b">'), *whole[1:]))


def open_code(good: Good) -> Segment | None:
    """A closing code is lost."""
    return _coded(good, lambda whole, plain: (*whole[:2], *whole[3:]))


_FACTS = ("numbers.changed", "numbers.missing", "numbers.added")
FAULTS: dict[str, tuple[Callable[[Good], str | Texts | Segment | None], tuple[str, ...]]] = {
    "changed number": (number, _FACTS),
    "万 for 亿": (magnitude, _FACTS),
    "changed date": (day, ("date.changed",)),
    "changed weekday": (weekday, ("weekday.changed",)),
    "changed time": (time, ("time.changed",)),
    "percent for points": (points, ("percent.confused",)),
    "currency swapped": (currency, ("currency.changed",)),
    "unit swapped": (unit, ("unit.changed", *_FACTS)),
    "above for below": (bound, ("bounds.turned",)),
    "dropped term": (term, ("terms.missing",)),
    "changed name to keep": (kept_name, ("terms.translated",)),
    "changed name with digits": (name, ("names.missing", "terms.missing", "terms.translated")),
    "lost person": (person, ("names.lost",)),
    "changed URL": (address, ("address.changed",)),
    "changed e-mail": (mail, ("address.changed",)),
    "lost negation": (negation, ("polarity.flipped",)),
    "untranslated": (untranslated, ("target.same",)),
    "untranslated end": (residue, ("target.rest",)),
    "lost sentence": (dropped_half, ("sentences.lost", "target.length")),
    "empty": (emptied, ("target.empty",)),
    "loop": (loop, ("target.looped",)),
    "doubled word": (doubled, ("words.doubled",)),
    "lost bracket": (bracket, ("brackets.unbalanced",)),
    "lost quotation mark": (quote, ("quotes.unbalanced",)),
    "wrong width": (half_width, ("typography.wrong",)),
    "question with full stop": (question, ("end.changed",)),
    "lost full stop": (full_stop, ("end.missing",)),
    "mojibake": (mojibake, ("characters.odd",)),
    "zero width": (zero_width, ("characters.invisible",)),
    "two spaces": (space, ("spaces.doubled",)),
    "traditional characters": (traditional, ("characters.traditional",)),
    "lost code": (lost_code, ("tags.missing",)),
    "changed link": (moved_link, ("tags.changed",)),
    "code left open": (open_code, ("tags.missing",)),
}


def measure(pairs: Sequence[Texts], kit: CheckKit) -> Iterator[tuple[str, str, bool, str]]:
    """For each good pair and each fault that it can have: fault, target, whether it was found, the codes told."""
    for line, (source, target) in enumerate(pairs):
        before = _told(_segment(source, target), kit)
        for fault, (make, codes) in FAULTS.items():
            made = make(Good(source, target, kit, random.Random(f"{line}{fault}")))
            if made is None or made == target:
                continue
            segment = made if isinstance(made, Segment) else _segment(*(made if isinstance(made, tuple) else (source, made)))
            after = _told(segment, kit)
            told = sorted({code for code, _ in after - before})
            yield fault, f"{segment.source_text} | {segment.target_text}", any(code in told for code in codes), " ".join(told)


def errors(pairs: Sequence[Texts], kit: CheckKit) -> list[str]:
    """The codes of error findings of good pairs, one entry for each."""
    return [f.code for s, t in pairs for f in check_segment(_segment(s, t), kit, {}) if f.severity is Severity.ERROR]


def _told(segment: Segment, kit: CheckKit) -> set[tuple[str, str]]:
    return {(f.code, f.message) for f in check_segment(segment, kit, {})}


def _segment(source: str, target: str) -> Segment:
    return Segment("s", (Text(source),), (Text(target),))


def _facts(good: Good) -> tuple[Fact, ...]:
    return find_facts(good.target, good.kit.pair.target_language)


def _plain(fact: Fact) -> bool:
    value = fact.value.low if isinstance(fact.value, Range) else fact.value
    return not isinstance(value, Day | Clock | Name) and fact.kind is not PlaceableKind.ORDINAL


def _other_digit(good: Good, facts: Sequence[Fact]) -> str | None:
    """The target with one digit of one of the facts changed to one that makes a figure which the source lacks."""
    found = [m for f in facts for m in re.finditer(r"\d", good.target) if f.start <= m.start() < f.end]
    good.dice.shuffle(found)
    for match in found:
        other = str((int(match[0]) + good.dice.randint(1, 8)) % 9 + 1)
        changed = good.cut(*match.span(), other)
        figure = re.search(r"[\d.,]*$", changed[: match.end()])[0] + re.match(r"[\d.,]*", changed[match.end() :])[0]  # type: ignore[index]
        if other != match[0] and figure.strip(".,") not in good.source and figure.strip(".,") not in good.target:
            return changed
    return None


def _next(character: str, row: str) -> str:
    return row[(row.index(character.replace("天", "日")) + 2) % len(row)]


def _without_term(good: Good, keep: bool) -> str | None:
    """The target without every accepted form of one concept of the source."""
    glossary = good.kit.glossary
    for match in glossary.match(good.source, good.kit.pair.source) if glossary else ():
        if match.concept.do_not_translate is not keep or not glossary:
            continue
        found = glossary.find_target(match.concept, good.target, good.kit.pair.target)
        covered = {m.concept.id for m in glossary.match(good.target, good.kit.pair.target)} == {match.concept.id}
        if not found or (keep and match.text not in good.target) or (not covered and good.dice.random() < 0.5):
            continue
        if not glossary.targets(match.concept, good.kit.pair.target, good.kit.pair.source):
            continue
        changed = good.target.replace(match.text, "他" if good.chinese else "it") if keep else good.target
        for hit in reversed(() if keep else found):
            changed = changed[: hit.start] + ("它" if good.chinese else "it") + changed[hit.end :]
        return changed
    return None


def _wordy(good: Good) -> bool:
    han = len(re.findall("[\u4e00-\u9fff]", good.source))
    return len(re.findall(r"(?<![\w'’])[a-z]{2,}\b", good.source)) >= 3 or han >= 6


def _coded(good: Good, change: Callable[[tuple, tuple], tuple]) -> Segment | None:
    """A segment whose last half is a link on both sides, the target's codes changed."""
    def linked(text: str) -> tuple[tuple, tuple]:
        at = text.rfind(" ", 0, len(text) // 2) + 1 or len(text) // 2
        inner = (Code("1", CodeKind.OPEN, '<a href="/a">'), Text(text[at:]), Code("1", CodeKind.CLOSE, "</a>"))
        return (Text(text[:at]),), inner

    if min(len(good.source), len(good.target)) < 6:
        return None
    (first, inner), (start, whole) = linked(good.source), linked(good.target)
    return Segment("s", (*first, *inner), (*start, *change(whole, whole[1:2])))


def _load(path: Path, columns: tuple[int, int] | None, lines: slice) -> list[Texts]:
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if "\t" in line]
    first, last = columns or (-2, -1)
    return [(row[first], row[last]) for row in rows][lines]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the share found, per fault and in all, for both directions; no sentence unless --show asks for it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--columns", type=lambda text: tuple(map(int, text.split(","))))
    parser.add_argument("--lines", default=":", help="first:last line, counted from 0")
    parser.add_argument("--show", default="", help="print the pairs in which this fault was not found")
    given = parser.parse_args(arguments)
    lines = slice(*(int(n) if n else None for n in given.lines.split(":")))
    pairs = [pair for path in given.files for pair in _load(path, given.columns, lines)]
    glossary = load_glossary(default_glossaries())
    made, found, missed = Counter[str](), Counter[str](), defaultdict[str, Counter[str]](Counter)
    for pair in (EN_ZH, ZH_EN):
        kit = CheckKit(pair, glossary)
        texts = pairs if pair is EN_ZH else [(chinese, english) for english, chinese in pairs]
        told = errors(texts, kit)
        print(f"{pair}: {len(texts)} good pairs, {len(told)} error findings: {dict(Counter(told))}")
        for fault, shown, right, codes in measure(texts, kit):
            made[fault] += 1
            found[fault] += right
            if not right:
                missed[fault][codes or "nothing"] += 1
                if fault == given.show:
                    print(f"  {pair} [{codes}] {shown}")
    for fault in FAULTS:
        print(f"{fault:26} {found[fault]:5} of {made[fault]:5}  {dict(missed[fault].most_common(4)) or ''}")
    print(f"{'all':26} {sum(found.values()):5} of {sum(made.values()):5} = {sum(found.values()) / max(1, sum(made.values())):.2%}")
    print(f"{'mean of the faults':26} {sum(found[f] / made[f] for f in FAULTS if made[f]) / max(1, sum(map(bool, made.values()))):.2%}")


if __name__ == "__main__":
    main(sys.argv[1:])
