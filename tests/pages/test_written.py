"""Every page that a run writes, from every format and from all golden pages, is HTML5 without a parse error."""

import json
import re
from pathlib import Path

import html5lib
import pytest
from lxml import html as lxml_html

from l10n.batch import read_jobs, run_jobs
from l10n.engines.fake import FakeEngine
from l10n.errors import L10nError
from l10n.formats.table import write_native
from l10n.formats.xliff2 import read_xliff
from l10n.model.article import Article, BlockKind
from l10n.model.pair import Pair
from l10n.pages.render import KINDS
from l10n.pipeline import Kit, Options, load_kit, localise
from l10n.review.outputs import write_index, write_outputs
from tests.formats import word

ROOT = Path(__file__).parents[2]
GOLDEN = sorted((ROOT / "tests" / "golden" / "pages").glob("*.html"))
MARKDOWN = """---
title: Harbour & city
---
# Harbour & city

The *mayor* said "<b>yes</b>" & left. See [the plan](https://example.com/?a=1&b=2 "A \\"plan\\"") or `x < y`.

| A | B |
|---|---|
| 1 < 2 | 3 \\| 4 |

* first
  1. inner

![A mast](mast.png)
"""
SUBTITLES = "1\n00:00:01,000 --> 00:00:03,000\nThe <i>city</i> opened & closed,\n\n2\n00:00:03,100 --> 00:00:05,000\nso they said.\n"


@pytest.fixture(scope="module")
def kits() -> dict[str, Kit]:
    return {tag: load_kit(Options(Pair("zh-Hans" if tag == "en" else "en", tag), engine="fake")) for tag in ("en", "zh-Hans", "zh-Hant")}


def strict(data: bytes) -> None:
    html5lib.HTMLParser(strict=True).parse(data, transport_encoding="utf-8")


def inputs(folder: Path) -> list[Path]:
    (folder / "news.docx").write_bytes(word.news())
    (folder / "page.md").write_text(MARKDOWN, encoding="utf-8")
    (folder / "film.srt").write_text(SUBTITLES, encoding="utf-8")
    (folder / "film.vtt").write_text("WEBVTT\n\n" + SUBTITLES.replace(",", ".").replace("&", "&amp;"), encoding="utf-8")
    (folder / "plain.txt").write_text("Harbour & city\n\nThe mayor said <yes> & left.\n\nHe came back.\n", encoding="utf-8")
    return [*sorted(folder.iterdir()), *sorted((ROOT / "l10n" / "samples").iterdir())]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "en"])
def test_pages_of_all_formats_and_their_index(tag: str, kind: str, kits: dict[str, Kit], tmp_path: Path) -> None:
    read = [job for job in read_jobs(inputs(tmp_path), Pair("und", tag), None) if job.article]
    assert read
    out = tmp_path / "out"
    pages = []
    for job in run_jobs(read, kits[tag], FakeEngine()):
        assert job.article is not None, job.error
        written = write_outputs(job.article, out, job.name, "fake", 0.0, page=kind, theme=None, site="https://example.org/x/")
        strict(written.page.read_bytes())
        root = lxml_html.document_fromstring(written.page.read_bytes().decode())
        assert (root.get("lang"), len(root.xpath("//h1")), len(root.xpath("//title"))) == (tag, 1, 1)
        pages.append((job.article, written.page))
    strict(write_index(pages, out, None).read_bytes())


@pytest.mark.parametrize("suffix", [".docx", ".srt", ".vtt", ".md", ".html", ".txt"])
def test_the_page_same_is_the_file_itself(suffix: str, kits: dict[str, Kit], tmp_path: Path) -> None:
    path = next(path for path in inputs(tmp_path) if path.suffix == suffix)
    tag = "en" if suffix == ".html" else "zh-Hans"
    job = next(run_jobs(read_jobs([path], Pair("und", tag), None), kits[tag], FakeEngine()))
    assert job.article is not None, job.error
    written = write_outputs(job.article, tmp_path / "out", job.name, "fake", 0.0, page="same", theme=None)
    assert written.page.name == f"{path.stem}.{tag}{suffix}"
    again = read_jobs([written.page], Pair("zh-Hans" if tag == "en" else "en", tag), None)[0].article
    assert again is not None
    kinds = [[block.kind for block in one.blocks if block.kind is not BlockKind.PARAGRAPH] for one in (again, job.article)]
    assert kinds[0] == kinds[1]
    assert len(again.blocks) >= len(job.article.blocks)


def made(path: Path, kits: dict[str, Kit]) -> Article | None:
    pair = Pair("en", "zh-Hans")
    jobs = read_jobs([path], Pair("und", "zh-Hans"), None)
    if jobs[0].article is None:
        pair, jobs = Pair("zh-Hans", "en"), read_jobs([path], Pair("und", "en"), None)
    return localise([jobs[0].article], kits[pair.target], FakeEngine())[0] if jobs[0].article else None


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_pages_become_strict_pages(path: Path, kits: dict[str, Kit], tmp_path: Path) -> None:
    article = made(path, kits)
    assert article is not None
    for kind in KINDS:
        strict(write_outputs(article, tmp_path, "a", "fake", 0.0, page=kind, theme=None).page.read_bytes())


def test_an_unreadable_theme_is_one_line(tmp_path: Path, kits: dict[str, Kit]) -> None:
    (tmp_path / "clean.html.j2").write_bytes(b"\xff\xfe{{ page.title }}")
    article = made(GOLDEN[0], kits)
    assert article is not None
    with pytest.raises(L10nError) as caught:
        write_outputs(article, tmp_path, "a", "fake", 0.0, page="clean", theme=tmp_path)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant"])
def test_proofs_stand_where_they_say_and_sentences_are_joined_as_the_language_does(
    tag: str, kits: dict[str, Kit], tmp_path: Path
) -> None:
    sample = ROOT / "l10n" / "samples" / "harbour-city-6g.txt"
    job = next(run_jobs(read_jobs([sample], Pair("en", tag), None), kits[tag], FakeEngine(words={"said": "表示发展。"})))
    assert job.article is not None, job.error
    proofs = [(s.target_text, p) for s in job.article.segments for p in s.proofs if p.target_span and p.kind != "tag"]
    assert len(proofs) > 20
    assert [p for text, p in proofs if text[slice(*p.target_span or ())] != p.target] == []
    written = write_outputs(job.article, tmp_path, "a", "fake", 0.0, page="clean", theme=None)
    blocks = json.loads(written.report.read_text(encoding="utf-8"))["article"]["blocks"]
    assert not any(re.search("[。！？] ", block["target"]) for block in blocks)
    assert ("發展" if tag == "zh-Hant" else "发展") in "".join(block["target"] for block in blocks)
    wanted = "增值電信業務" if tag == "zh-Hant" else "增值电信业务"
    assert wanted in {p.target for _, p in proofs}


@pytest.mark.parametrize("suffix", [".docx", ".srt", ".vtt"])
def test_the_bilingual_file_alone_gives_the_native_file(suffix: str, kits: dict[str, Kit], tmp_path: Path) -> None:
    path = next(path for path in inputs(tmp_path) if path.suffix == suffix)
    job = next(run_jobs(read_jobs([path], Pair("und", "zh-Hans"), None), kits["zh-Hans"], FakeEngine()))
    assert job.article is not None, job.error
    written = write_outputs(job.article, tmp_path / "out", job.name, "fake", 0.0, page="same", theme=None)
    back = read_xliff(written.xliff.name, written.xliff.read_bytes())
    assert write_native(back) == written.page.read_bytes()
