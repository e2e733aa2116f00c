"""Typography: cases that a linguist can edit; codes, proofs, headings and approved targets in articles."""

import time
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.errors import ConfigError
from l10n.model.article import Article, Block, BlockKind, Segment, State
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Code, CodeKind, Content, Text, codes, plain
from l10n.model.pair import Pair
from l10n.model.trail import Candidate, Proof, Rung
from l10n.resources.typography import load_typography
from l10n.stages.adapt import adapt_article, adapt_segment
from l10n.text.edits import moved_offsets
from l10n.text.typography import RULES, Rule, Typography, adapt_text
from tests.cases import read_cases

HERE = Path(__file__).parent
EN, ZH, HANT = load_typography("en"), load_typography("zh-Hans"), load_typography("zh-Hant")
SPACED = replace(ZH, han_latin_space=True, range_mark="—")
CURLY = replace(EN, quotes="“”‘’", dash="—")
CASES = {name: read_cases(HERE / f"{name}.cases") for name in ("zh", "en", "zh-spaced", "en-curly", "zh-hant")}
PROFILES = {"zh": ZH, "en": EN, "zh-spaced": SPACED, "en-curly": CURLY, "zh-hant": HANT}
TERM = Proof("term", "6g", "6G", "6G", (0, 2), (7, 9), Rung.SLOT)


@pytest.mark.parametrize(
    "name,before,after", [pytest.param(name, *case.values, id=case.id) for name in CASES for case in CASES[name]]
)
def test_cases(name: str, before: str, after: str) -> None:
    assert adapt_text(before, PROFILES[name])[0] == after
    assert adapt_text(after, PROFILES[name]) == (after, ())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.language}-{rule.name}")
def test_every_rule_has_a_source_a_case_and_a_no_op(rule: Rule) -> None:
    profile = ZH if rule.language == "zh" else EN
    text = "新技术已经启用。" if rule.language == "zh" else "The new network works."
    assert rule.source
    assert rule.change(text, profile) == text
    profiles = [(name, one) for name, one in PROFILES.items() if one.language == rule.language]
    assert any(rule.name in adapt_text(case.values[0], one)[1] for name, one in profiles for case in CASES[name])


def glossary_terms() -> list[tuple[str, str]]:
    found = []
    for path in sorted((HERE.parents[1] / "glossaries").glob("*.toml")):
        for concept in tomllib.loads(path.read_text(encoding="utf-8")).get("concept", []):
            found += [(tag, term) for tag in ("en", "zh") for term in concept.get(tag, []) if isinstance(term, str)]
    return found


def test_terms_of_the_glossaries_are_written_as_their_locale_wants() -> None:
    terms = glossary_terms()
    assert len(terms) > 500
    changed = {term for tag, term in terms if adapt_text(term, PROFILES[tag], skip=("capital",))[0] != term}
    assert not changed


def test_text_that_must_not_change_is_a_good_part_of_the_cases() -> None:
    kept = {name: sum(case.values[0] == case.values[1] for case in CASES[name]) for name in ("zh", "en")}
    assert kept["zh"] >= 50
    assert kept["en"] >= 35


def segment(source: str, *target: object, proofs: tuple[Proof, ...] = ()) -> Segment:
    content: Content = tuple(Text(item) if isinstance(item, str) else item for item in target)  # type: ignore[misc]
    return Segment("s", (Text(source),), content, proofs=proofs)


def pair_of(name: str) -> tuple[Code, Code]:
    return Code(name, CodeKind.OPEN, f"<{name}>"), Code(name, CodeKind.CLOSE, f"</{name}>")


def test_codes_and_proofs_move_along() -> None:
    opening, closing = pair_of("b")
    done = adapt_segment(segment("x.", "工信部表示, ", opening, "6G 技术", closing, " 很重要.", proofs=(TERM,)), ZH)
    assert done.target == (Text("工信部表示，"), opening, Text("6G技术"), closing, Text("很重要。"))
    assert done.proofs[0].target_span == (6, 8)
    assert [step.rule for step in done.trail] == ["punctuation", "full-stop", "han-spaces", "han-latin-spaces"]
    assert {step.stage for step in done.trail} == {"adapt"}


def test_a_mark_after_a_code_knows_what_stands_before_it() -> None:
    opening, closing = pair_of("a")
    done = adapt_segment(segment("x.", opening, "工信部", closing, ", 说好."), ZH)
    assert done.target == (opening, Text("工信部"), closing, Text("，说好。"))


@pytest.mark.parametrize("typography,text", [(EN, ("Use ", " now.")), (ZH, ("使用 ", " 命令。"))])
def test_spaces_beside_a_code_that_stands_alone_stay(typography: Typography, text: tuple[str, str]) -> None:
    alone = Code("1", CodeKind.ALONE, "<code>a  ,b</code>")
    made = segment("x.", text[0], alone, text[1])
    assert adapt_segment(made, typography) == made


def test_a_line_break_stays_between_its_lines() -> None:
    br = Code("1", CodeKind.ALONE, "<br>", equiv="\n")
    done = adapt_segment(segment("x.", "第一行,", br, "第二行."), ZH)
    assert done.target == (Text("第一行，"), br, Text("第二行。"))


def test_proofs_find_the_nearest_occurrence() -> None:
    proof = replace(TERM, target="8.2%", target_span=(4, 9))
    done = adapt_segment(segment("x.", "达到 了8.2 %, 不是8.2%.", proofs=(proof,)), ZH)
    start, end = done.proofs[0].target_span or (0, 0)
    assert (plain(done.target or ())[start:end], start) == ("8.2%", 3)


def test_a_proof_whose_words_were_adapted_names_the_new_ones() -> None:
    proof = replace(TERM, target="IMT-2030 (6G) 推进组", target_span=(1, 18))
    done = adapt_segment(segment("x.", "由IMT-2030 (6G) 推进组发布.", proofs=(proof,)), ZH)
    assert done.proofs[0].target == "IMT-2030（6G）推进组"
    assert done.proofs[0].target_span == (1, 16)


def test_traditional_targets_take_proofs_findings_and_candidates_along() -> None:
    opening, closing = pair_of("b")
    met = replace(TERM, source="ministry", target="工信部", target_span=(3, 6))
    flagged = replace(TERM, source="network", target="网络", target_span=None, rung=Rung.FLAGGED)
    said = Finding("terms.unmet", Severity.ERROR, "“network” should stand as “网络”: put it in", target="无网络")
    made = segment("x.", "今天，", opening, "工信部", closing, "说发展.", proofs=(met, flagged))
    made = replace(made, findings=(said,), candidates=(Candidate("说发展", "engine", -0.1),))
    done = adapt_segment(made, HANT)
    assert done.target == (Text("今天，"), opening, Text("工信部"), closing, Text("說發展。"))
    assert (done.proofs[0].target, done.proofs[0].target_span) == ("工信部", (3, 6))
    assert (done.proofs[1].target, done.findings[0].target) == ("網絡", "無網絡")
    assert "“網絡”" in done.findings[0].message
    assert done.candidates[0].text == "說發展"
    assert adapt_segment(done, HANT) == done


def test_a_proof_names_its_words_in_the_characters_of_the_locale() -> None:
    done = adapt_segment(segment("x.", "说明：发展网络。", proofs=(replace(TERM, target="网络", target_span=(5, 7)),)), HANT)
    start, end = done.proofs[0].target_span or (0, 0)
    assert done.proofs[0].target == done.target_text[start:end] == "網絡"


def test_a_traditional_term_of_a_glossary_stays_as_it_is_written() -> None:
    proof = replace(TERM, target="風采", target_span=(4, 6))
    done = adapt_segment(segment("x.", "发展的 風采。", proofs=(proof,)), HANT)
    assert done.target_text == "發展的風采。"
    assert done.proofs[0].target_span == (3, 5)
    assert adapt_segment(done, HANT) == done


def test_names_take_the_characters_of_the_locale_and_nothing_else() -> None:
    name = Block("b1", BlockKind.AUTHOR, (segment("Zhang", "张 华"),))
    article = adapt_article(Article("a", "html", Pair("en", "zh-Hant"), head=(name,)), HANT)
    assert article.head[0].segments[0].target_text == "張 華"
    assert adapt_article(article, HANT) == article


def test_flagged_proofs_have_no_place() -> None:
    proof = replace(TERM, target_span=None, rung=Rung.FLAGGED)
    assert adapt_segment(segment("x.", "好 的,好.", proofs=(proof,)), ZH).proofs == (proof,)


@pytest.mark.parametrize("changed", [{"state": State.FINAL}, {"state": State.REVIEWED}, {"locked": True}])
def test_approved_targets_are_left(changed: dict[str, object]) -> None:
    approved = replace(segment("x", "好 ,"), **changed)  # type: ignore[arg-type]
    assert adapt_segment(approved, ZH) == approved


@pytest.mark.parametrize(
    "source,target,typography,kind,expected",
    [
        ("It works.", "它有效", ZH, BlockKind.PARAGRAPH, "它有效。"),
        ("Does it work?", "它有效吗", ZH, BlockKind.PARAGRAPH, "它有效吗？"),
        ("It works!", "它有效，", ZH, BlockKind.PARAGRAPH, "它有效！"),
        ("It works…", "它有效", ZH, BlockKind.PARAGRAPH, "它有效……"),
        ('He said "yes."', "他说“是”", ZH, BlockKind.PARAGRAPH, "他说“是”。"),
        ("Does it work?", "它有效。", ZH, BlockKind.PARAGRAPH, "它有效。"),
        ("它有效。", "It works", EN, BlockKind.PARAGRAPH, "It works."),
        ("它有效吗？", "Does it work", EN, BlockKind.PARAGRAPH, "Does it work?"),
        ("它是美国公司。", "It is in the U.S.", EN, BlockKind.PARAGRAPH, "It is in the U.S."),
        ("It works.", "它有效", ZH, BlockKind.TITLE, "它有效"),
        ("It works.", "它有效", ZH, BlockKind.HEADING, "它有效"),
        ("6G network", "6G网络。", ZH, BlockKind.HEADING, "6G网络"),
        ("6G网络", "6G network.", EN, BlockKind.CELL, "6G network"),
        ("A opens, B closes", "甲开幕 乙闭幕", ZH, BlockKind.TITLE, "甲开幕 乙闭幕"),
        ("A opens, 14 close", "甲开幕 14家闭幕", ZH, BlockKind.TITLE, "甲开幕 14家闭幕"),
        ("A opens, B closes.", "甲开幕， 乙 闭幕。", ZH, BlockKind.PARAGRAPH, "甲开幕，乙闭幕。"),
        ("周一至周五", "Mon.-Fri.", EN, BlockKind.CELL, "Mon.-Fri."),
        ("千米", "km", EN, BlockKind.CELL, "km"),
        ("他说：“它有效。”", 'He said: "It works.', EN, BlockKind.PARAGRAPH, 'He said: "It works."'),
        ("“It works,” he said.", "它有效，”他说。", ZH, BlockKind.PARAGRAPH, "“它有效，”他说。"),
        ("“It works.", "“它有效。", ZH, BlockKind.PARAGRAPH, "“它有效。"),
    ],
)
def test_the_end_of_a_sentence_is_that_of_its_source(
    source: str, target: str, typography: Typography, kind: BlockKind, expected: str
) -> None:
    done = adapt_segment(segment(source, target), typography, kind)
    assert done.target == (Text(expected),)
    assert adapt_segment(done, typography, kind) == done


def test_names_and_untranslated_blocks_are_left() -> None:
    name = Block("b1", BlockKind.AUTHOR, (segment("Li Ming", "李 明"),))
    code = Block("b2", BlockKind.CODE, (segment("a", "甲 ,乙"),), translate=False)
    text = Block("b3", BlockKind.PARAGRAPH, (segment("a", "甲 ,乙"), Segment("n", (Text("b"),))))
    article = adapt_article(Article("a", "html", Pair("en", "zh-Hans"), body=(name, code, text)), ZH)
    assert article.body[:2] == (name, code)
    assert [s.target_text for s in article.body[2].segments] == ["甲，乙", ""]


def test_codes_of_the_article_are_the_same_in_the_same_order() -> None:
    opening, closing = pair_of("b")
    alone = Code("1", CodeKind.ALONE, "<img>")
    target = (alone, Text(" 甲 , "), opening, Text('"乙" ('), closing, Text(" 丙) ."), alone)
    done = adapt_segment(Segment("s", (Text("x."),), target), ZH)
    assert codes(done.target or ()) == codes(target)
    assert plain(done.target or ()) == " 甲，“乙”（丙）。"


@pytest.mark.parametrize(
    "before,after,place,expected",
    [("a, b", "a，b", 3, 2), ("好 的", "好的", 2, 1), ("ab", "ab。", 2, 3), ("ab", "ab。", 1, 1), ("", "x", 0, 1)],
)
def test_places_move_with_the_text(before: str, after: str, place: int, expected: int) -> None:
    assert moved_offsets(before, after)[place] == expected


@pytest.mark.parametrize(
    "text",
    [
        "汉 , " * 9_000,
        " " * 50_000,
        "a" * 50_000,
        "A，" * 15_000,
        "(汉" * 15_000,
        '"汉' * 15_000,
        "." * 50_000,
        "，、" * 15_000,
    ],
)
def test_time_grows_with_the_text(text: str) -> None:
    started = time.process_time()
    for profile in (ZH, EN):
        adapt_segment(segment("x", text), profile)
    assert time.process_time() - started < 10


def test_a_faulty_profile_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for section, what in (({"quotes": "“”"}, "four marks"), ({"dash": 3}, "no text")):
        monkeypatch.setattr("l10n.resources.typography.locale_section", lambda tag, name, found=section: found)
        with pytest.raises(ConfigError, match=what):
            load_typography.__wrapped__("xx")
