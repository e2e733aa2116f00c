"""A glossary keeps everything on its way through TOML, CSV, TSV and TBX."""

from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.model.term import CaseRule, Concept, Status, Term
from l10n.resources.glossary import glossary_of, parse_glossary
from l10n.resources.glossary_build import clean
from l10n.resources.glossary_csv import write_table
from l10n.resources.glossary_tbx import write_tbx
from l10n.resources.glossary_toml import write_toml

Writer = Callable[[Iterable[Concept]], bytes]
WRITERS: list[tuple[str, Writer]] = [
    ("g.toml", write_toml), ("g.csv", write_table), ("g.tsv", lambda concepts: write_table(concepts, "\t")),
    ("g.tbx", write_tbx), ("g.tbx", lambda concepts: write_tbx(concepts, 3)),
]
LETTERS = st.characters(categories=("L", "N"), max_codepoint=0xFFFF)
SIGNS = st.sampled_from(" -,;\"'()（）<>&\\“”|")
WORD = st.text(st.one_of(LETTERS, LETTERS, SIGNS), min_size=1, max_size=12).map(clean).filter(
    lambda text: any(char.isalnum() for char in text))
PROSE = st.one_of(st.just(""), WORD)
CASE = st.sampled_from(CaseRule)
PART = st.sampled_from(["", "noun", "verb", "properNoun"])


def terms(language: str) -> st.SearchStrategy[list[Term]]:
    one = st.builds(Term, text=WORD, language=st.just(language), status=st.sampled_from(Status),
                    part_of_speech=PART, case=CASE, note=PROSE)
    return st.lists(one, min_size=1, max_size=3, unique_by=lambda term: term.text)


CONCEPT = st.builds(
    lambda en, zh, **rest: Concept(id="", terms=(*en, *zh), **rest), terms("en"), terms("zh-Hans"), domain=PROSE,
    definition=PROSE, note=PROSE, source=PROSE, direction=st.sampled_from(["", "en>zh", "zh>en"]),
    do_not_translate=st.booleans(), not_in=st.lists(WORD.filter(lambda text: "|" not in text), max_size=2).map(tuple))
CONCEPTS = st.lists(CONCEPT, min_size=1, max_size=4).map(
    lambda listed: [replace(item, id=f"c{number}") for number, item in enumerate(listed)])


@pytest.mark.parametrize("name,write", WRITERS)
@settings(max_examples=60, deadline=None)
@given(concepts=CONCEPTS)
def test_nothing_is_lost(name: str, write: Writer, concepts: list[Concept]) -> None:
    again, errors = parse_glossary(write(concepts), name)
    assert [str(error) for error in errors] == []
    assert [replace(item, place="") for item in again] == concepts


@settings(max_examples=60, deadline=None)
@given(concepts=CONCEPTS)
def test_toml_is_a_fixed_point(concepts: list[Concept]) -> None:
    once = write_toml(concepts)
    assert write_toml(parse_glossary(once, "g.toml")[0]) == once


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=200), name=st.sampled_from(["g.toml", "g.csv", "g.tsv", "g.tbx", "g"]))
def test_no_bytes_crash_a_reader(data: bytes, name: str) -> None:
    parse_glossary(data, name)


@settings(max_examples=150, deadline=None)
@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_matches_are_slices_in_order(before: str, after: str) -> None:
    terms = (Term("base station", "en"), Term("5G", "en", case=CaseRule.EXACT), Term("基站", "zh-Hans"))
    text = f"{before} base station {after} 5G 基站"
    for language in ("en", "zh"):
        end = 0
        for match in glossary_of([Concept("x", terms)]).match(text, language):
            assert text[match.start:match.end] == match.text
            assert match.start >= end
            end = match.end
