"""Each check of the glossary lint: what it finds, and what it leaves alone."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from l10n.checks.glossary import GLOSSARY_CHECKS, lint_glossary
from l10n.checks.glossary_kit import GlossaryKit
from l10n.checks.glossary_usage import measure_usage
from l10n.cli.glossary import glossary as command
from l10n.errors import L10nError
from l10n.model.finding import Severity
from l10n.resources.glossary import default_glossaries, glossary_of, parse_glossary, read_glossary

PLAIN = 'en = ["base station"]\nzh = ["基站"]\ndefinition = "A mast."'
FOUND = [
    ("GLO-FILE", ['en = [""]']),
    ("GLO-FILE", ['en = ["a b"]\nzh = [{ text = "甲乙", status = "nice" }]']),
    ("GLO-DUP", ['en = ["a cell"]\nzh = ["小区"]', 'id = "y"\nen = ["a cell"]\nzh = ["小区"]']),
    ("GLO-CONF", ['en = ["a cell"]\nzh = ["小区"]', 'id = "y"\nen = ["a cell"]\nzh = ["单元"]']),
    ("GLO-CONF", ['en = ["a cell"]\nzh = ["小区"]', 'id = "y"\nen = ["A  Cell"]\nzh = ["单元"]']),
    ("GLO-CONF", ['en = ["cell site"]\nzh = ["小区"]', 'en = ["cell area"]\nzh = ["小区"]']),
    ("GLO-PREF", ['en = ["a cell", { text = "b cell", status = "preferred" }]\nzh = ["小区"]']),
    ("GLO-FORB", ['en = ["a cell"]\nzh = ["小区", { text = "小区", status = "forbidden" }]']),
    ("GLO-FORB", ['en = ["a cell", { text = "A cell", status = "deprecated" }]\nzh = ["小区"]']),
    ("GLO-BAN", ['en = ["a cell"]\nzh = ["小区", { text = "单元", status = "forbidden" }]',
                 'id = "y"\nen = ["b cell", "a cell"]\nzh = ["单元"]']),
    ("GLO-STAT", ['en = ["a cell"]\nzh = [{ text = "小区", status = "forbidden" }]']),
    ("GLO-REV", ['en = ["a cell"]']),
    ("GLO-REV", ['zh = ["小区"]']),
    ("GLO-REP", ['en = ["base station", "base-station"]\nzh = ["基站"]']),
    ("GLO-REP", ['en = ["base station", "Base station"]\nzh = ["基站"]']),
    ("GLO-REP", ['en = ["a cell"]\nzh = ["小区（甲）", "小区(甲)"]']),
    ("GLO-WID", ['en = ["a cell"]\nzh = ["５Ｇ小区"]']),
    ("GLO-WID", ['en = ["a cell"]\nzh = ["小区(甲)"]']),
    ("GLO-WID", ['en = ["a cell"]\nzh = ["5G 小区"]']),
    ("GLO-WID", ['en = ["小区"]\nzh = ["小区"]']),
    ("GLO-CASE", ['en = [{ text = "RAN", case = "any" }]\nzh = ["无线接入网"]']),
    ("GLO-CASE", ['en = ["THE BASE STATION"]\nzh = ["基站"]']),
    ("GLO-SHORT", ['en = ["it"]\nzh = ["信息"]']),
    ("GLO-SHORT", ['en = ["network"]\nzh = ["网络"]']),
    ("GLO-SHORT", ['en = ["a cell"]\nzh = ["区"]']),
    ("GLO-SUB", ['en = ["base station"]\nzh = ["基站"]', 'en = ["super base station"]\nzh = ["超级基站"]']),
    ("GLO-DEF", ['en = ["a cell"]\nzh = ["小区"]']),
]
CLEAN = [
    [PLAIN],
    [PLAIN, 'en = ["cell site"]\nzh = ["基站"]\ndirection = "en>zh"'],
    [PLAIN, 'en = ["base station"]\nzh = ["机站"]\nid = "y"\ndirection = "zh>en"'],
    ['en = ["RedCap"]\ndo_not_translate = true'],
    ['en = ["MIIT", "Ministry of IIT"]\nzh = ["工业和信息化部", "工信部"]'],
    ['en = ["AI"]\nzh = ["人工智能", "AI"]'],
    ['en = ["network"]\nzh = ["网络"]\ndirection = "zh>en"'],
    ['en = ["a cell", { text = "cell old", status = "deprecated" }]\nzh = ["小区"]'],
    ['en = ["BeiDou", "Beidou"]\nzh = ["北斗"]'],
    ['en = ["IMT-2030 (6G) Promotion Group"]\nzh = ["IMT-2030（6G）推进组"]'],
]


def kit(tables: list[str]) -> GlossaryKit:
    text = "\n\n".join(f"[[concept]]\n{table}" for table in tables)
    concepts, errors = parse_glossary(text.encode(), "g.toml")
    return GlossaryKit(tuple(concepts), tuple(errors))


@pytest.mark.parametrize("code,tables", FOUND)
def test_found(code: str, tables: list[str]) -> None:
    found = [finding for finding in lint_glossary(kit(tables)) if finding.code == code]
    assert len(found) == 1 or code == "GLO-CONF"
    assert found
    assert found[0].place == "g.toml"
    assert found[0].line > 0
    assert found[0].message


@pytest.mark.parametrize("tables", CLEAN)
def test_left_alone(tables: list[str]) -> None:
    assert [finding for finding in lint_glossary(kit(tables)) if finding.severity is not Severity.INFO] == []


def test_every_check_is_tested_and_named_once() -> None:
    codes = [check.code for check in GLOSSARY_CHECKS]
    assert len(set(codes)) == len(codes)
    elsewhere = {"GLO-CHANGED", "GLO-GONE", "GLO-UNMET", "GLO-UNUSED"}
    assert {code for code, _ in FOUND} | elsewhere == set(codes)


def test_usage_counts_each_occurrence() -> None:
    concepts = kit([PLAIN, 'en = ["core network"]\nzh = ["核心网"]', 'en = ["mast"]\nzh = ["铁塔"]']).concepts
    pairs = [
        ("A base station and two base stations.", "en", "一座基站和两座基站。", "zh-Hans"),
        ("The core network.", "en", "核心的网。", "zh-Hans"),
    ]
    usage = {item.concept.id: (item.used, item.met) for item in measure_usage(glossary_of(concepts), pairs)}
    assert usage == {"base-station": (2, 2), "core-network": (1, 0), "mast": (0, 0)}
    found = list(lint_glossary(GlossaryKit(concepts, usage=measure_usage(glossary_of(concepts), pairs))))
    unmet = [finding for finding in found if finding.code == "GLO-UNMET"]
    assert "core-network is used 1 times, met 0" in unmet[0].message
    assert [finding.line for finding in found if finding.code == "GLO-UNUSED"] == [10]


def test_the_products_glossaries_have_neither_errors_nor_warnings() -> None:
    read = [read_glossary(path) for path in default_glossaries()]
    everything = GlossaryKit(tuple(c for concepts, _ in read for c in concepts), tuple(e for _, es in read for e in es))
    assert [str(f) for f in lint_glossary(everything) if f.severity is not Severity.INFO] == []


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_lint_exit_codes(tmp_path: Path) -> None:
    run = CliRunner().invoke
    good = write(tmp_path, "good.csv", "en,zh\nbase station,基站\n")
    bad = write(tmp_path, "bad.csv", "en,zh\na cell,小区\na cell,单元\n")
    broken = write(tmp_path, "broken.toml", "[[concept]\n")
    assert run(command, ["lint", str(good)]).exit_code == 0
    result = run(command, ["lint", str(bad)])
    assert result.exit_code == 1
    assert f"{bad}:3: error GLO-CONF: ‘a cell’ becomes ‘单元’ here but ‘小区’" in result.output
    assert run(command, ["lint", str(broken)]).exit_code == 2
    assert run(command, ["lint", str(tmp_path / "none.tbx")]).exit_code == 2
    assert run(command, ["lint", str(tmp_path)]).exit_code == 2


def test_lint_json_with_a_corpus(tmp_path: Path) -> None:
    good = write(tmp_path, "good.csv", "en,zh\nbase station,基站\n")
    tsv = write(tmp_path, "corpus.tsv", "Two base stations.\t两座基站。\n一座基站。\tOne mast.\n")
    result = CliRunner().invoke(command, ["lint", str(good), "--json", "--corpus", str(tsv)])
    report = json.loads(result.output)
    assert report["coverage"] == [{"concept": "base-station", "used": 2, "met": 1}]
    assert [row["code"] for row in report["findings"]] == ["GLO-UNMET", "GLO-DEF"]
    assert report["findings"][0]["line"] == 2


TMX = """<tmx version="1.4"><header srclang="en"/><body><tu>
<tuv xml:lang="zh-CN"><seg>两座<bpt i="1">&lt;b&gt;</bpt>基站<ept i="1">&lt;/b&gt;</ept>。</seg></tuv>
<tuv xml:lang="en"><seg>Two base <hi>stations</hi>.</seg></tuv></tu></body></tmx>"""
XLIFF1 = """<xliff version="1.2"><file source-language="en" target-language="zh-CN"><body><trans-unit id="1">
<source>Two base stations.</source><target>两座基站。</target></trans-unit></body></file></xliff>"""
XLIFF2 = """<xliff version="2.1" srcLang="en" trgLang="zh-Hans" xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="1"><segment><source>Two <pc id="1">base</pc> stations.</source><target>两座基站。</target>
</segment></unit></file></xliff>"""


@pytest.mark.parametrize("name,text", [("c.tmx", TMX), ("c.xlf", XLIFF1), ("d.xlf", XLIFF2)])
def test_corpora_of_other_tools(tmp_path: Path, name: str, text: str) -> None:
    good = write(tmp_path, "good.csv", "en,zh\nbase station,基站\n")
    result = CliRunner().invoke(command, ["lint", str(good), "--corpus", str(write(tmp_path, name, text))])
    assert "used 1 times, met 1 (100.0%)" in result.output


@pytest.mark.parametrize("text", ['<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "<tmx>", "one column\n"])
def test_a_bad_corpus_is_one_clear_error(tmp_path: Path, text: str) -> None:
    good = write(tmp_path, "good.csv", "en,zh\nbase station,基站\n")
    result = CliRunner().invoke(command, ["lint", str(good), "--corpus", str(write(tmp_path, "c.tmx", text))])
    assert isinstance(result.exception, L10nError)


def test_against_a_revision(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), "-c", "user.name=t", "-c", "user.email=t@example.com", *words],
                       check=True, capture_output=True)

    path = write(tmp_path, "g.csv", "id,en,zh\nbs,base station,基站\nc,cell,小区\nm,mast,铁塔\n")
    git("init", "-q")
    git("add", "g.csv")
    git("commit", "-q", "-m", "first")
    write(tmp_path, "g.csv", "id,en,zh\nbs,base station,机站\nm,mast,铁塔\n")
    result = CliRunner().invoke(command, ["lint", str(path), "--against", "HEAD"])
    assert result.exit_code == 0
    assert "g.csv:2: warning GLO-CHANGED: bs: ‘基站’ became ‘机站’ (zh); translate again" in result.output
    assert "HEAD:g.csv:3: warning GLO-GONE: c (‘cell’) is gone" in result.output
    for revision in ("nothing", "--output=x"):
        assert isinstance(
            CliRunner().invoke(command, ["lint", str(path), f"--against={revision}"]).exception, L10nError)


@pytest.mark.parametrize("kind,ending", [
    ("csv", "csv"), ("tsv", "tsv"), ("tbx", "tbx"), ("tbx3", "tbx"), ("toml", "toml")])
def test_export_and_import_lead_back(tmp_path: Path, kind: str, ending: str) -> None:
    source = Path(__file__).parent / "terms.toml"
    out, back = tmp_path / f"g.{ending}", tmp_path / "back.toml"
    run = CliRunner().invoke
    assert run(command, ["export", str(source), "--format", kind, "-o", str(out)]).exit_code == 0
    assert run(command, ["import", str(out), "-o", str(back)]).exit_code == 0
    direct = tmp_path / "direct.toml"
    run(command, ["export", str(source), "-o", str(direct)])
    assert back.read_bytes() == direct.read_bytes()


def test_import_names_faults_and_keeps_the_rest(tmp_path: Path) -> None:
    source = write(tmp_path, "g.csv", "en,zh,status\ncell,小区,\nmast,铁塔,nice\n")
    result = CliRunner().invoke(command, ["import", str(source), "-o", str(tmp_path / "g.toml")])
    assert result.exit_code == 1
    assert f"{source}:3: unknown status 'nice'" in result.stderr
    assert "1 concepts" in result.stdout


def test_search_and_list() -> None:
    run = CliRunner().invoke
    assert "= 通感一体化" in run(command, ["search", "synaesthesia"]).output
    assert "基站" in run(command, ["search", "５Ｇ 基站"]).output
    assert run(command, ["search", "no such word"]).exit_code == 1
    assert len(run(command, ["list"]).output.splitlines()) >= 500
    assert "RedCap (not translated)" in run(command, ["list", "--domain", "network"]).output
