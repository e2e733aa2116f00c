"""Word files that another program wrote: LibreOffice turns golden pages into .docx, ours translates them, nothing is lost."""

import io
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from l10n.engines.fake import FakeEngine
from l10n.formats.docx_zip import Package
from l10n.formats.table import read_article, write_native
from l10n.model.pair import Pair
from l10n.pipeline import Options, load_kit, localise

pytestmark = [pytest.mark.client, pytest.mark.slow]
PAGES = Path(__file__).parents[1] / "golden" / "pages"
NAMES = ("breaks", "deep_inline", "form_controls", "links", "nested_lists", "rtl_bdi", "sub_sup_ruby", "svg_math", "table_nested",
         "table_spans")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Runs and their formats are made anew; everything else has to be there afterwards.
RUNS = {W + name for name in ("r", "t", "rPr", "lang", "rFonts", "b", "bCs", "i", "iCs", "sz", "szCs", "color", "u", "rStyle", "position")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("no LibreOffice: .ci/install-clients office")
    out = tmp_path_factory.mktemp("office")
    command = [office, f"-env:UserInstallation=file://{out}/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML",
               "--infilter=HTML (StarWriter)", "--outdir", str(out), *(str(PAGES / f"{name}.html") for name in NAMES)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return out


def elements(data: bytes) -> Counter[str]:
    root = Package("a.docx", data).tree("word/document.xml")
    return Counter(e.tag for e in root.iter() if isinstance(e.tag, str) and e.tag not in RUNS)


@pytest.mark.parametrize("name", NAMES)
def test_files_of_an_office_suite_come_through_whole(folder: Path, name: str) -> None:
    data = (folder / f"{name}.docx").read_bytes()
    article = read_article(f"{name}.docx", data, Pair("und", "zh-Hans"), None)
    if article.pair.source == "zh-Hans":
        article = replace(article, pair=Pair("zh-Hans", "en"))
    assert write_native(article) == data
    done = localise([article], load_kit(Options(article.pair, engine="fake")), FakeEngine())[0]
    written = write_native(done)
    assert not elements(data) - elements(written)
    before, after = (docx.Document(io.BytesIO(one)) for one in (data, written))
    assert len(before.paragraphs) == len(after.paragraphs)
    assert [h.address for p in before.paragraphs for h in p.hyperlinks] == [h.address for p in after.paragraphs for h in p.hyperlinks]
