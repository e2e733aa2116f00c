"""Requests cut at clauses, and answers joined."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.engines.parts import halves, joined, parts_of, whole
from l10n.model.engine import Alignment, Hypothesis, Lock, Request, Tag

FEW = settings(max_examples=150, deadline=None)
CLAUSES = st.lists(st.sampled_from(
    ["the port is old", "it rained", "港口很旧", "下雨了", ", ", "，", "。", ". ", "; ", " ", "4,395 boats"]), min_size=1, max_size=14)


@pytest.mark.parametrize("text,parts", [
    ("The port is old. It will close soon.", ("The port is old.", "It will close soon.")),
    ("The port is old, it will close.", ("The port is old,", "it will close.")),
    ("港口很旧，所以不久将关闭。", ("港口很旧，", "所以不久将关闭。")),
    ("他说：“港口很旧。”于是大家都走了。", ("他说：“港口很旧。”", "于是大家都走了。")),
    ("About 4,395,000 boats", None),
    ("no clause here at all", None),
    ("a, b", None),
])
def test_halves(text: str, parts: tuple[str, str] | None) -> None:
    cut = halves(Request(text))
    assert (cut and tuple(part.request.text for part in cut)) == parts


def test_no_cut_inside_a_lock() -> None:
    text = "The Act on Ports, Rivers and Canals passed"
    assert halves(Request(text, (Lock(4, 35, "港河法"),))) is None
    assert halves(Request(text)) is not None


def test_locks_and_tags_go_with_their_part_and_a_crossing_tag_with_none() -> None:
    text = "Old ports close, new ports open."
    request = Request(text, (Lock(0, 3, "旧"), Lock(17, 20, "新")), (Tag(4, 9, "a"), Tag(10, 20, "b"), Tag(21, 26, "c")))
    first, second = halves(request) or ()
    assert [first.request.text[lock.start:lock.end] for lock in first.request.locks] == ["Old"]
    assert [second.request.text[lock.start:lock.end] for lock in second.request.locks] == ["new"]
    assert (first.locks, second.locks, first.tags, second.tags) == ((0,), (1,), (0,), (2,))
    assert second.request.text[slice(second.request.tags[0].start, second.request.tags[0].end)] == "ports"


@FEW
@given(CLAUSES, st.integers(4, 40))
def test_parts_are_short_and_lose_nothing(clauses: list[str], limit: int) -> None:
    text = "".join(clauses)
    parts = parts_of(Request(text), lambda request: len(request.text) > limit)
    assert "".join("".join(part.request.text.split()) for part in parts) == "".join(text.split())
    assert [part.start for part in parts] == sorted(part.start for part in parts)
    for part in parts:
        assert text[part.start:part.start + len(part.request.text)] == part.request.text


def test_answers_are_joined_with_their_places() -> None:
    request = Request("Old ports close, new ports open.", (Lock(0, 3, "旧"), Lock(17, 20, "新")), (Tag(21, 26, "c"),))
    parts = halves(request)
    assert parts
    one = Alignment(((0, 3),), ((0, 1),), ((1.0,),))
    answers = [Hypothesis("旧港关闭。", -1.0, ((0, 1),), (), one), Hypothesis("新港开放。", -2.0, ((0, 1),), ((1, 2),), one)]
    whole_answer = joined(request, parts, answers, "zh")
    assert whole_answer.text == "旧港关闭，新港开放。"
    assert [whole_answer.text[slice(*span)] for span in whole_answer.lock_spans if span] == ["旧", "新"]
    assert [whole_answer.text[slice(*span)] for span in whole_answer.tag_spans if span] == ["港"]
    assert whole_answer.score == pytest.approx(-1.5)
    aligned = whole_answer.alignment
    assert aligned
    assert [request.text[slice(*span)] for span in aligned.source_spans] == ["Old", "new"]
    assert [whole_answer.text[slice(*span)] for span in aligned.target_spans] == ["旧", "新"]
    assert aligned.weights == ((1.0, 0.0), (0.0, 1.0))


def test_english_goes_on_in_lower_case_after_a_comma_but_not_after_a_stop() -> None:
    for text, wanted in (("港口很旧，它将关闭。", "The port is old, it will close."),
                         ("港口很旧。它将关闭。", "The port is old. It will close.")):
        parts = halves(Request(text))
        assert parts
        answers = [Hypothesis("The port is old.", -1.0), Hypothesis("It will close.", -1.0)]
        assert joined(Request(text), parts, answers, "en").text == wanted


def test_a_locked_stop_stays() -> None:
    request = Request("By Foo, then home", (Lock(3, 6, "Foo Inc."),))
    parts = halves(request)
    assert parts
    answers = [Hypothesis("由Foo Inc.", -1.0, ((1, 9),)), Hypothesis("然后回家", -1.0)]
    answer = joined(request, parts, answers, "zh")
    assert answer.lock_spans[0]
    assert answer.text[slice(*answer.lock_spans[0])] == "Foo Inc."


def test_one_part_is_the_answer_itself() -> None:
    answer = Hypothesis("港口", -1.0)
    assert joined(Request("port"), [whole(Request("port"))], [answer], "zh") is answer
