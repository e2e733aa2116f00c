"""Other programs edit what we wrote, and the edit stands in the page: translate-toolkit, gettext, npm's xliff, OmegaT."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from l10n.formats.po import write_po
from l10n.model.article import Article
from tests.exchange.test_xliff_omegat import PROJECT
from tests.exchange.typed import USERS, come_back, go_out, run
from tests.strategies import articles

NPM = Path(__file__).parents[2] / ".cache" / "npm" / "node_modules" / "xliff"
NEW = "用户达439.5万。"


def tool(name: str, group: str) -> str:
    """The program, or the reason why the test is skipped."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"no {name}: .ci/install-clients {group}")
    return found


def call(*command: object, seconds: int = 240) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=seconds, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done


@pytest.mark.parametrize("kind, reader", [
    ("xliff", "translate.storage.xliff2:Xliff2File"), ("xliff1", "translate.storage.xliff:xlifffile"),
    ("po", "translate.storage.pypo:pofile"), ("tmx", "translate.storage.tmx:tmxfile"),
])
def test_an_edit_by_translate_toolkit_stands_in_the_page(kind: str, reader: str, page: Path) -> None:
    import importlib

    file = go_out(kind, "--translate", "--engine", "fake")
    module, _, name = reader.partition(":")
    store = getattr(importlib.import_module(module), name).parsestring(file.read_bytes())
    unit = next(unit for unit in store.units if unit.source == USERS)
    unit.target = NEW
    file.write_bytes(bytes(store))
    page.unlink()
    summary, text = come_back(file)
    assert (summary["changed"], summary["refused"], summary["lost"], summary["stale"]) == (1, 0, 0, 0), summary
    assert NEW in text


@pytest.mark.client
def test_msgfmt_accepts_our_po(tmp_path: Path) -> None:
    msgfmt = tool("msgfmt", "gettext")

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(articles())
    def every(article: Article) -> None:
        path = tmp_path / "a.po"
        path.write_bytes(write_po(article))
        call(msgfmt, "-c", "-o", tmp_path / "a.mo", path)

    every()


@pytest.mark.client
def test_gettext_rewrites_our_po_and_nothing_is_lost(page: Path) -> None:
    file = go_out("po", "--translate", "--engine", "fake")
    call(tool("msgattrib", "gettext"), "--clear-fuzzy", "--sort-output", "--width=40", "-o", file, file)
    summary, _ = come_back(file)
    assert (summary["changed"], summary["approved"], summary["refused"], summary["lost"]) == (0, 5, 0, 0)


EDIT = """
import fs from "fs";
import { xliff2js, js2xliff } from "%s/esm/index.js";
const [path, text] = process.argv.slice(2);
const js = await xliff2js(fs.readFileSync(path, "utf8"));
const units = js.resources.f1;
console.log(JSON.stringify(units));
const title = Object.values(units).find(unit => unit.source === "Harbour trial grows");
title.target = text;
fs.writeFileSync(path, await js2xliff(js));
"""


@pytest.mark.client
def test_an_edit_by_npms_xliff_stands_in_the_page(page: Path) -> None:
    """It throws the skeleton away, so the page has to be given; the words of <mrk> it does not read are told."""
    node = tool("node", "npm")
    if not NPM.is_dir():
        pytest.skip("no npm package xliff: .ci/install-clients npm")
    file = go_out("xliff")
    Path("edit.mjs").write_text(EDIT % NPM.as_uri(), encoding="utf-8")
    units = json.loads(call(node, "edit.mjs", file, "港口试验扩大").stdout)
    assert [unit["source"] for unit in units.values() if isinstance(unit["source"], str)] == [
        "Harbour trial grows", "Harbour trial"]
    spans = [part["Span"] for unit in units.values() for part in unit["source"] if isinstance(part, dict)]
    assert [span["contents"] for span in spans][-1:] == ["hurt"]
    done = run("merge", file, "-o", "back")
    assert "give the page with --source" in done.stderr
    summary, text = come_back(file, "--source", page)
    assert "<h1>港口试验扩大</h1>" in text
    assert (summary["changed"], summary["refused"], summary["lost"]) == (1, 0, 0)
    assert {finding["code"] for finding in summary["findings"]} <= {"exchange.source"}


@pytest.mark.client
@pytest.mark.slow
def test_omegat_translates_our_xliff_with_our_tmx(page: Path) -> None:
    """The TMX of an approved translation goes into the folder tm of the project, the untranslated XLIFF into source."""
    omegat = tool("omegat", "omegat")
    memory = go_out("tmx", "--translate", "--engine", "fake")
    memory.write_text(memory.read_text(encoding="utf-8").replace("439.5万", "439.5万名"), encoding="utf-8")
    file = go_out("xliff1")
    project = Path("project")
    for folder in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
        (project / folder).mkdir(parents=True)
    (project / "omegat.project").write_text(PROJECT, encoding="utf-8")
    shutil.copy(memory, project / "tm" / "auto.tmx")
    (project / "tm" / "auto").mkdir()
    shutil.move(project / "tm" / "auto.tmx", project / "tm" / "auto" / "ours.tmx")
    shutil.copy(file, project / "source" / file.name)
    call(omegat, project, "--mode=console-translate", f"--config-dir={Path('config').absolute()}")
    page.unlink()
    summary, text = come_back(project / "target" / file.name)
    assert (summary["refused"], summary["lost"], summary["stale"]) == (0, 0, 0), summary
    assert "439.5万名" in text
    assert summary["changed"] >= 3, summary
