"""Typography: cases that a linguist can edit, idempotence, codes and proofs carried along."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.model.article import Segment, State
from l10n.model.inline import Code, CodeKind, Text, codes, plain
from l10n.model.trail import Proof, Rung
from l10n.resources.typography import load_typography
from l10n.stages.adapt import adapt_segment
from l10n.text.typography import RULES, adapt_text
from tests.cases import read_cases

HERE = Path(__file__).parent
EN, ZH = load_typography("en"), load_typography("zh-Hans")


@pytest.mark.parametrize("before,after", read_cases(HERE / "zh.cases"))
def test_chinese(before: str, after: str) -> None:
    assert adapt_text(before, ZH)[0] == after
    assert adapt_text(after, ZH)[0] == after


@pytest.mark.parametrize("before,after", read_cases(HERE / "en.cases"))
def test_english(before: str, after: str) -> None:
    assert adapt_text(before, EN)[0] == after
    assert adapt_text(after, EN)[0] == after


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.language}-{rule.name}")
def test_every_rule_names_its_source_and_has_a_no_op(rule: object) -> None:
    text = "新技术已经启用。" if rule.language == "zh" else "The new network works."  # type: ignore[attr-defined]
    assert rule.source  # type: ignore[attr-defined]
    assert rule.change(text, ZH if rule.language == "zh" else EN) == text  # type: ignore[attr-defined]


@pytest.mark.parametrize("typography", [EN, ZH], ids=["en", "zh"])
@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet="工信部6G ab.,;:?!()\"'，。；：？！（）“”、…—-3 4%A", max_size=40))
def test_adapting_is_idempotent(typography: object, text: str) -> None:
    once = adapt_text(text, typography)[0]  # type: ignore[arg-type]
    assert adapt_text(once, typography)[0] == once  # type: ignore[arg-type]


def test_codes_and_proofs_move_along() -> None:
    target = (
        Text("工信部表示, "),
        Code("1", CodeKind.OPEN, "<b>"),
        Text("6G 技术"),
        Code("1", CodeKind.CLOSE, "</b>"),
        Text(" 很重要."),
    )
    proof = Proof("term", "6g", "6G", "6G", (0, 2), (7, 9), Rung.SLOT)
    done = adapt_segment(Segment("s", (Text("x"),), target, proofs=(proof,)), ZH)
    assert plain(done.target) == "工信部表示，6G技术很重要。"
    assert codes(done.target) == codes(target)
    assert done.target[2] == Text("6G技术")
    start, end = done.proofs[0].target_span
    assert plain(done.target)[start:end] == "6G"
    assert {step.rule for step in done.trail} >= {"punctuation", "spaces"}


def test_approved_targets_are_left() -> None:
    segment = Segment("s", (Text("x"),), (Text("好 ,"),), State.FINAL)
    assert adapt_segment(segment, ZH) == segment
