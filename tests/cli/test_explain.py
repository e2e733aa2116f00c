"""l10n explain: reports and bilingual files are told in words; wrong places are one line with the ids."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from l10n.cli.explain import RECORD_KEYS, explain
from l10n.engines.fake import FakeEngine
from l10n.errors import FormatError, L10nError, UsageError
from l10n.formats import xliff1, xliff2
from l10n.model.article import Article
from l10n.model.engine import EngineOptions, Hypothesis, Request
from l10n.model.trail import Rung
from l10n.review.explain import RUNGS
from l10n.review.report import segment_record
from l10n.stages.protect import protect_article
from l10n.stages.translate import translate_articles
from tests.stages.kits import article_of, protect_kit, translate_kit
from tests.stages.test_ladder import Scripted

TEXTS = ("The 5G base stations cover 2,400 towns.", "They tested synaesthesia integration.")


@pytest.fixture(scope="module")
def article() -> Article:
    def answer(request: Request) -> list[Hypothesis]:
        first = FakeEngine().translate([request], translate_kit().pair, EngineOptions())[0][0] if "5G" in request.text else None
        return [first or Hypothesis("他们测试了。", -1.25, (None,) * len(request.locks))]

    done = protect_article(article_of(*TEXTS), protect_kit())
    return translate_articles([done], Scripted(answer), translate_kit())[0]


@pytest.fixture(params=["json", "xlf", "xlf12"])
def file(request: pytest.FixtureRequest, article: Article, tmp_path: Path) -> Path:
    path = tmp_path / f"a#1.zh-Hans.{request.param}"
    if request.param == "json":
        path.write_text(json.dumps({"segments": [segment_record(s) for s in article.segments]}), encoding="utf-8")
    else:
        writer = xliff2 if request.param == "xlf" else xliff1
        path.write_bytes(writer.write_xliff(article))
    return path


def said(place: str, *options: str) -> str:
    done = CliRunner().invoke(explain, [place, *options])
    if isinstance(done.exception, L10nError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def test_what_was_met_and_how(file: Path) -> None:
    shown = said(f"{file}#b1.1")
    assert "Constraints: 2 of 2 met" in shown
    assert "term “5G base stations” -> “5G基站” [station]" in shown
    assert RUNGS[Rung.SLOT] in shown


def test_what_was_not_met_is_said_with_its_finding(file: Path) -> None:
    shown = said(f"{file}#b2.1")
    assert "Constraints: 0 of 1 met" in shown
    assert "NOT MET" in shown
    assert "error terms.unmet" in shown
    assert "“通感一体化”" in shown
    assert "1. -1.25  他们测试了。   = the target" in shown


def test_without_a_segment_all_are_listed(file: Path) -> None:
    lines = said(str(file)).splitlines()
    assert [line[:6] for line in lines] == ["  b1.1", "! b2.1"]


def test_json(file: Path) -> None:
    record = json.loads(said(f"{file}#b1.1", "--json"))
    assert set(record) >= RECORD_KEYS
    assert [c["rung"] for c in record["constraints"]] == ["slot", "slot"]


def test_an_unknown_segment_is_answered_with_the_ids(file: Path) -> None:
    with pytest.raises(UsageError, match=r"no such segment: the ids are b1\.1, b2\.1$"):
        said(f"{file}#b9.9")


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"segments": [1]}', b'{"segments": [{"id": "a"}]}', b"\xff\xfe", b"null"])
def test_what_is_no_report(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(data)
    with pytest.raises(FormatError, match="is no report of l10n"):
        said(f"{tmp_path / 'x.json'}#b1.1")


def test_every_rung_has_words() -> None:
    assert set(RUNGS) == set(Rung)
