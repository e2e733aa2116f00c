"""What merging and running again work with: proofs of edited segments, the page of today, the work of people."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.inline import Placeable, PlaceableKind, Text
from l10n.model.pair import Pair
from l10n.model.trail import Proof, Rung, Step
from l10n.review.approved import by_a_person, keep, locked, restored
from l10n.review.merge import MergeKit, count, merge_article
from l10n.review.stale import compare, with_stale
from tests.strategies import articles

TERM = Placeable("Promotion Group", "推进组", PlaceableKind.TERM, "x.group", ("推广组",))
PROOF = Proof("term", "x.group", "Promotion Group", "推进组", (4, 19), (0, 3), Rung.SLOT)


def page(*texts: str) -> Article:
    """An article of one block a text."""
    blocks = (Block(f"b{n}", BlockKind.PARAGRAPH, (Segment(f"b{n}.1", (Text(text),)),)) for n, text in enumerate(texts, 1))
    return Article("a.html", "html", Pair("en", "zh-Hans"), body=tuple(blocks))


def done(article: Article, **targets: str) -> Article:
    """The article with approved targets: b1="..." for the segment b1.1."""
    return article.map_segments(lambda s: replace(s, target=(Text(targets[s.id[:-2]]),), state=State.FINAL)
                                if s.id[:-2] in targets else s)


def translated(article: Article) -> list[Segment]:
    return [segment for block in article.blocks if block.translate for segment in block.segments]


def told(old: Article, new: Article) -> list[tuple[str, str]]:
    return [(finding.segment_id, finding.message.removesuffix(": localise the page again")) for finding in compare(old, new, "a.html")]


@pytest.mark.parametrize("target, met, form", [
    ("推广组成立。", True, "推广组"), ("推进组成立。", True, "推进组"), ("小组成立。", False, "推进组")])
def test_an_edit_may_take_any_accepted_form_of_a_term(target: str, met: bool, form: str) -> None:
    segment = Segment("s", (Text("The "), TERM, Text(" met.")), (Text("推进组。"),), State.TRANSLATED, proofs=(PROOF,))
    before = replace(page("x"), body=(Block("b", BlockKind.PARAGRAPH, (segment,)),))
    flagged = replace(PROOF, rung=Rung.FLAGGED, target_span=None)
    after = before.map_segments(lambda s: replace(s, target=(Text(target),), proofs=(PROOF if target[:3] == "推进组" else flagged,)))
    merged, _ = merge_article(before, after, MergeKit())
    proof = next(merged.segments).proofs[0]
    assert (proof.met, proof.target) == (met, form)
    if met:
        assert proof.target_span == (0, 3)
    else:
        assert "terms.unmet" in [finding.code for finding in next(merged.segments).findings]


@settings(max_examples=60, deadline=None)
@given(articles())
def test_a_file_in_which_nothing_changed_merges_to_the_article(article: Article) -> None:
    merged, found = merge_article(article, article, MergeKit())
    assert merged == article
    counts = count(article, merged, found)
    assert (counts.changed, counts.states, counts.refused, counts.lost, counts.stale) == (0, 0, 0, 0, 0)


@settings(max_examples=60, deadline=None)
@given(articles())
def test_the_same_page_is_not_stale(article: Article) -> None:
    assert compare(article, article, "a.html") == ()
    assert with_stale(article, ()) == article


def test_what_changed_on_the_page_is_told_with_both_texts() -> None:
    old, new = page("One.", "Two.", "Three."), page("One.", "Deux.", "Three.", "Four.")
    assert told(old, new) == [
        ("b2.1", "the source “Two.” changed: the page says “Deux.” now"),
        ("", "the page says “Four.” now, which was not there"),
    ]
    assert told(new, old)[1] == ("b4.1", "the source “Four.” changed: the page does not say it any more")


def test_sentences_that_come_often_are_not_called_stale() -> None:
    """difflib matches no line that makes more than a hundredth of many."""
    many = ["Yes.", "No."] * 200
    assert [name for name, _ in told(page("A.", *many, "B."), page("Other.", *many, "Another."))] == ["b1.1", "b402.1"]


@settings(max_examples=60, deadline=None)
@given(articles())
def test_the_work_of_people_is_found_again_and_stays(article: Article) -> None:
    """A page read anew has no targets; those that people made come back, whatever the page holds twice."""
    fresh = article.map_segments(lambda s: replace(s, target=None, state=State.INITIAL, locked=False, trail=(), proofs=()))
    again, kept = keep(fresh, article)
    people = [s for s in translated(article) if by_a_person(s)]
    assert kept.approved + kept.edited + len(kept.gone) == len(people)
    assert not kept.gone
    assert {s.id: s.target for s in translated(again) if by_a_person(s)} == {s.id: s.target for s in people}
    spoilt = locked(again).map_segments(lambda s: replace(s, target=(Text("x"),)))
    assert [s.target for s in translated(restored(spoilt, again)) if by_a_person(s)] == [s.target for s in people]


def test_of_two_same_sentences_the_one_with_the_same_neighbour_is_taken() -> None:
    earlier = done(page("One.", "Yes.", "Two.", "Yes."), b2="对。", b4="是。")
    again, kept = keep(page("Two.", "Yes.", "One.", "Yes."), earlier)
    assert [s.target_text for s in again.segments] == ["", "是。", "", "对。"]
    assert kept.approved == 2


def test_only_edits_of_people_count_as_edits() -> None:
    segment = Segment("s", (Text("a"),), (Text("甲"),), State.TRANSLATED)
    assert not by_a_person(segment)
    assert by_a_person(replace(segment, trail=(Step("exchange", "edited", "a.po"),)))
    assert by_a_person(replace(segment, locked=True)) and by_a_person(replace(segment, state=State.REVIEWED))
    assert not by_a_person(replace(segment, target=None, locked=True))


def test_a_sentence_whose_codes_changed_is_another_one() -> None:
    earlier = done(page("One."), b1="一。")
    other = page("One.").map_segments(lambda s: replace(s, source=(Text("One"), Text("!"))))
    _, kept = keep(other, earlier)
    assert (kept.approved, len(kept.gone)) == (0, 1)
    assert "“One.” no more: its translation “一。” is left out" in kept.gone[0].message
