"""The head of a dumped page: which lines are title, section, standfirst and byline."""

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise

from l10n.formats.breadcrumb import is_breadcrumb
from l10n.formats.byline import has_label, is_byline, is_clock, looks_like_person, looks_like_publisher
from l10n.formats.furniture import HAN, Furniture, is_headline, is_sentence, is_text, sizes
from l10n.formats.lines import Line
from l10n.formats.published import find_published

FARTHEST = 300  # lines above the body in which the head is looked for
MOST_BYLINES = 12
_CREDITS = ("photo caption", "photo credit", "link spam", "copyright line", "licence number")
_WORD = re.compile(r"[a-z][a-z’'-]{3,}|\d[\d.,]*|[a-z]*\d\w*")


@dataclass(frozen=True, slots=True)
class Parts:
    """Numbers of the lines that make the head; None where the page has none.

    `bylines` are read for date and names. The body is looked for from `body_from` on.
    """

    title: int | None
    section: int | None
    deck: int | None
    bylines: tuple[int, ...]
    body_from: int

    @property
    def taken(self) -> frozenset[int]:
        """All these lines."""
        one = {number for number in (self.title, self.section, self.deck) if number is not None}
        return frozenset(one | set(self.bylines))


@dataclass(slots=True)
class _Page:
    """What is known of the lines of a page while its head is looked for; lives inside one call."""

    lines: list[Line]
    rules: Furniture
    shown: list[int] = field(default_factory=list)
    reasons: dict[int, str] = field(default_factory=dict)
    bylines: set[int] = field(default_factory=set)
    sentences: set[int] = field(default_factory=set)


def find_parts(lines: list[Line], rules: Furniture) -> Parts:
    """The parts of the head. The body is the largest run of running text; the head stands before it."""
    page = _page(lines, rules)
    start = _body_start(page)
    head = [k for k in page.shown if k < start]
    crumbs = [
        k
        for k in head[-FARTHEST:]
        if is_breadcrumb(lines[k].text) and (not page.reasons[k] or re.search("[:：>›»]", lines[k].text))
    ]
    candidates = [
        k
        for k in head[-FARTHEST:]
        if k not in page.bylines
        and k not in crumbs
        and not page.reasons[k]
        and is_headline(lines[k].text)
        and not rules.field("section", lines[k].text)
    ]
    bylines = [k for k in head[-FARTHEST:] if k in page.bylines]
    title = _title(page, candidates, bylines, start)
    if title is None:
        short = [k for k in head[-FARTHEST:] if k not in page.bylines and k not in crumbs and not page.reasons[k]]
        title = next((k for k in reversed(short) if sum(sizes(lines[k].text)) >= 2), None)
    section = _section(page, title, head, crumbs)
    near = [k for k in bylines if title is None or k > title][:MOST_BYLINES] or bylines[-1:]
    before = [k for k in bylines if title is not None and title - 6 <= k < title and k not in near]
    deck = _deck(page, title, start)
    tail = _tail_bylines(page, start, dated=any(find_published(lines[k].text) for k in near))[-MOST_BYLINES:]
    names = _names(page, title, start, [*near, *([deck] if deck is not None else [])])
    start = _with_standfirst(page, title, [*near, *names], start)
    section = _below_title(page, title, start, {*near, *names, deck}) if section is None else section
    return Parts(title, section if section != title else None, deck, (*sorted({*near, *names}), *before, *tail), start)


def _page(lines: list[Line], rules: Furniture) -> _Page:
    page = _Page(lines, rules)
    for k, line in enumerate(lines):
        if not line.text:
            continue
        page.shown.append(k)
        reason = rules.reason(line.text)
        byline = reason not in _CREDITS and is_byline(line.text, rules)
        page.reasons[k] = "" if byline else reason
        if byline:
            page.bylines.add(k)
        elif not page.reasons[k] and is_sentence(line.text):
            page.sentences.add(k)
    return page


def _body_start(page: _Page) -> int:
    """Where the body starts: the first sentence of the run of sentences that holds most text."""
    runs: list[list[int]] = []
    short = 0
    for k in page.shown:
        text = page.lines[k].text
        if k in page.sentences:
            if runs and short < 4:
                runs[-1].append(k)
            else:
                runs.append([k])
            short = 0
        elif page.rules.block(text) or (k in page.bylines and find_published(text)):
            short = 4
        elif not page.reasons[k]:
            short += 1
    if not runs:
        return len(page.lines)
    weights = [sum(len(page.lines[k].text) for k in run) for run in runs]
    best = max(range(len(runs)), key=lambda n: weights[n])
    while best > 0 and weights[best - 1] > 0.5 * weights[best]:
        best -= 1
    return runs[best][0]


def _title(page: _Page, candidates: list[int], bylines: list[int], start: int) -> int | None:
    """The headline: its words come again in the text, it stands near byline or text, and it may stand twice."""
    if not candidates:
        return None
    body = " ".join(page.lines[k].text for k in page.shown if k in page.sentences and k >= start)[:6000].lower()
    limit = next((k for k in reversed(bylines) if any(c < k for c in candidates)), start)
    texts = sorted(page.lines[k].text[:200].lower() for k in page.shown)

    def score(k: int) -> float:
        text = page.lines[k].text
        between = sum(1 for c in candidates if min(k, limit) < c < max(k, limit))
        again = bisect_left(texts, text.lower() + "\uffff") - bisect_left(texts, text.lower())
        late = 0.5 if k > limit else 0.0
        return 2 * _shared(text, body) - 0.15 * min(between, 8) + 0.4 * (again > 1) - late - 0.3 * _suffixed(text)

    scores = {k: score(k) for k in candidates}
    best = max(candidates, key=lambda k: (scores[k], k))
    twins = [k for k in candidates if page.lines[k].text == page.lines[best].text]
    best = max(twins)
    previous = [k for k in candidates if best - 4 <= k < best]
    close = bool(previous) and scores[previous[-1]] > 0.75 * scores[best] and _adjacent(page, previous[-1], best)
    if close and len(twins) == 1:
        return previous[-1]
    return best


def _adjacent(page: _Page, first: int, second: int) -> bool:
    """True when nothing stands between two lines."""
    return not any(first < k < second for k in page.shown)


def _suffixed(text: str) -> bool:
    """True for a headline with the name of its site behind it, as <title> has it."""
    return bool(re.search(r"\S\s*[|_–—-]\s*[^|_–—-]{2,24}$", text)) and not re.search(r"\w-\w+$", text)


def _shared(headline: str, body: str) -> float:
    """The share of a headline's words, or pairs of Han characters, that come again in the text."""
    text = headline.lower()
    keys = set(_WORD.findall(text))
    for run in re.findall("[\u3400-\u9fff]+", text):
        keys |= {run[n : n + 2] for n in range(len(run) - 1)}
    return sum(key in body for key in keys) / len(keys) if keys else 0.0


def _deck(page: _Page, title: int | None, start: int) -> int | None:
    """A second headline below the title."""
    if title is None:
        return None
    for k in page.shown:
        if title < k < start and k not in page.bylines and not page.reasons[k] and not is_text(page.lines[k].text):
            text = page.lines[k].text
            if text == page.lines[title].text or is_breadcrumb(text):
                continue
            han, words = sizes(text)
            named = looks_like_publisher(text, page.rules) or looks_like_person(text)
            return k if (han >= 10 or (han < 3 and words >= 6)) and not named and k not in page.sentences else None
    return None


def _tail_bylines(page: _Page, start: int, *, dated: bool) -> list[int]:
    """Lines below the text's start that name source, author or editor, up to the first box of furniture."""
    found = []
    for k in page.shown:
        if k < start:
            continue
        text = page.lines[k].text
        if page.rules.block(text):
            break
        if k in page.bylines and len(text) < 120 and (has_label(text, page.rules) or not (dated or _listed(page, k))):
            found.append(k)
    return found


def _listed(page: _Page, k: int) -> bool:
    """True for a line with a date that holds more words than a byline does: an entry of a list of headlines."""
    date = find_published(page.lines[k].text)
    rest = page.lines[k].text[: date.start] + page.lines[k].text[date.end :] if date else page.lines[k].text
    han, words = sizes(page.rules.noise.sub("", rest))
    return han >= 8 or words >= 5


def _names(page: _Page, title: int | None, start: int, known: list[int]) -> list[int]:
    """Short lines between title and text that are the name of a publisher or a person, with or without a place."""
    found = []
    for k in page.shown:
        if title is None or not title < k < start or k in known or page.reasons[k]:
            continue
        text = page.lines[k].text
        first = re.split(r"[,，/|]|\s{2,}", text)[0].strip()
        beside = {k - 1, k + 1} & page.bylines and re.fullmatch("[\u4e00-\u9fff]{2,8}", text)
        if len(text) <= 60 and (looks_like_publisher(first, page.rules) or looks_like_person(first) or beside):
            found.append(k)
    return found


def _with_standfirst(page: _Page, title: int | None, bylines: list[int], start: int) -> int:
    """The start of the body moved up to sentences below the title, and to short text below title and byline."""
    if title is None:
        return start
    first = max([title, *(k for k in bylines if k < start)])
    short = {k for k in page.shown if first < k < start and not page.reasons[k] and is_text(page.lines[k].text)}
    return min((k for k in page.sentences | short if title < k < start), default=start)


def _section(page: _Page, title: int | None, head: list[int], crumbs: list[int]) -> int | None:
    """A breadcrumb, a labelled line, or the short line just above the title that is no part of a menu."""
    if crumbs:
        return crumbs[-1]
    labelled = [k for k in head if page.rules.field("section", page.lines[k].text)]
    if labelled:
        return labelled[-1]
    short: list[int] = []
    for k in reversed([k for k in head[-FARTHEST:] if title is not None and k < title]):
        if page.rules.block(page.lines[k].text):
            alone = len(short) == 1 and re.fullmatch("[\u3400-\u9fff]{2,4}", page.lines[short[0]].text)
            return short[0] if alone or (len(short) > 1 and short[0] - short[1] > 1) else None
        if page.reasons[k] or ((k in page.bylines or is_clock(page.lines[k].text)) and short):
            break
        if k in page.bylines or is_clock(page.lines[k].text):
            continue
        masthead = k == page.shown[0] and looks_like_publisher(page.lines[k].text, page.rules)
        if not _is_short(page.lines[k].text) or masthead:
            break
        short.append(k)
    if not short:
        return None
    text = page.lines[short[0]].text
    again = sum(page.lines[k].text == text for k in head) > 1
    rows = [a - b for a, b in pairwise(short)]
    apart = len(rows) > 0 and rows[0] > 1 and all(step == 1 for step in rows[1:])
    return short[0] if len(short) <= 2 or again or (apart and len(short) > 2) else None


def _below_title(page: _Page, title: int | None, start: int, known: set[int | None]) -> int | None:
    """The line just below the title, when it is as short as a section's name."""
    below = next((k for k in page.shown if title is not None and title < k < start), None)
    if below is None or below in known or page.reasons[below] or not _is_short(page.lines[below].text):
        return None
    return None if is_clock(page.lines[below].text) else below


def _is_short(text: str) -> bool:
    han = len(HAN.findall(text))
    short = han <= 6 if han else len(text.split()) <= 3 and len(text) <= 30
    return short and bool(re.search(r"[^\W\d_]{2}", text)) and not re.search("[|｜]", text)
