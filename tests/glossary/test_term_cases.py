"""The plain-text cases of term matching: what is found stands in braces, and nothing else is found."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from l10n.model.term import Match
from l10n.resources.glossary import Glossary, load_glossary
from l10n.resources.term_text import has_han

HERE = Path(__file__).parent


def cases(name: str) -> list[tuple[str, int]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(line, number) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]


def unescape(text: str) -> str:
    text = text.replace("\\n", "\n").replace("\\t", "\t")
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return load_glossary([HERE / "terms.toml"])


@pytest.mark.parametrize("line,number", cases("english.cases"))
def test_english(glossary: Glossary, line: str, number: int) -> None:
    assert marked(glossary, line, "en") == unescape(line), f"english.cases:{number}"


@pytest.mark.parametrize("line,number", cases("chinese.cases"))
def test_chinese(glossary: Glossary, line: str, number: int) -> None:
    assert marked(glossary, line, "zh-Hans") == unescape(line), f"chinese.cases:{number}"


@pytest.mark.parametrize("line,number", cases("targets.cases"))
def test_target(glossary: Glossary, line: str, number: int) -> None:
    source, wanted = unescape(line).split(" => ")
    to = "en" if has_han(source) else "zh-Hans"
    match, = glossary.match(source, "zh-Hans" if to == "en" else "en")
    text = wanted.replace("{", "").replace("}", "")
    assert with_braces(text, glossary.find_target(match.concept, text, to)) == wanted, f"targets.cases:{number}"


def test_there_are_enough_cases() -> None:
    assert len(cases("english.cases")) + len(cases("chinese.cases")) >= 300


@pytest.mark.xfail(strict=True, reason="of two terms that overlap the longer wins, also where the shorter is a name")
def test_a_name_before_a_longer_common_term(glossary: Glossary) -> None:
    line = "{China Mobile} {Internet} users"
    assert marked(glossary, line, "en") == line


def marked(glossary: Glossary, line: str, language: str) -> str:
    text = unescape(line).replace("{", "").replace("}", "")
    return with_braces(text, glossary.match(text, language))


def with_braces(text: str, matches: Iterable[Match]) -> str:
    parts, at = [], 0
    for match in matches:
        assert text[match.start:match.end] == match.text
        parts += [text[at:match.start], "{", match.text, "}"]
        at = match.end
    return "".join([*parts, text[at:]])
