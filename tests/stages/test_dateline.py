"""Datelines: localised whole, in a segment of their own, with the space that a newspaper puts behind them."""

from pathlib import Path

import pytest

from l10n.model.article import Article, Block, BlockKind, Segment
from l10n.model.inline import Text
from l10n.pipeline import Options, load_kit
from l10n.resources.breaks import load_breaks
from l10n.stages.dateline import dateline
from l10n.stages.segment import segment_article
from l10n.text.joins import space_between
from tests.cases import read_cases
from tests.stages.kits import EN_ZH, ZH_EN


@pytest.mark.parametrize("case,wanted", read_cases(Path(__file__).with_name("datelines.cases")))
def test_datelines(case: str, wanted: str) -> None:
    language, text = case.split(" | ", 1)
    kit = load_kit(Options(EN_ZH if language == "zh" else ZH_EN)).protect
    found = dateline(text, kit.pair, kit.glossary, kit.target_style)
    assert (found.target if found else "-") == wanted
    assert found is None or found.source == text


@pytest.mark.parametrize("pair,text,first,rest", [
    (EN_ZH, "BEIJING, April 18 (Xinhua) -- It rains. It snows.", "BEIJING, April 18 (Xinhua) --", ["It rains.", "It snows."]),
    (ZH_EN, "新华社北京4月18日电（记者王芳）下雨了。下雪了。", "新华社北京4月18日电（记者王芳）", ["下雨了。", "下雪了。"]),
])
def test_a_dateline_is_a_segment_of_its_own(pair, text: str, first: str, rest: list[str]) -> None:
    block = Block("b1", BlockKind.PARAGRAPH, (Segment("b1", (Text(text),)),))
    source = Article("a", "plain", pair, body=(block,))
    done = segment_article(source, load_breaks(pair.source))
    assert [s.source_text for s in done.segments] == [first, *rest]
    assert done.body[0].text == text


def test_chinese_puts_a_space_behind_it() -> None:
    assert space_between("新华社北京4月18日电（记者王芳）", "下雨了。", "zh") == " "
    assert space_between("新华社北京4月18日电", "下雨了。", "zh") == " "
    assert space_between("他们停了电", "下雨了。", "zh") == ""
    assert space_between("BEIJING, April 18 (Xinhua) --", "It rains.", "en") == " "
