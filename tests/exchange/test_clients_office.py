"""LibreOffice opens our tables, saves them in its own formats and back; an edit made there stands in the page."""

import io
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.test_clients_editors import call, tool
from tests.exchange.typed import USERS, come_back, go_out

pytestmark = [pytest.mark.client, pytest.mark.slow]
NEW = "用户达439.5万。"


def office(path: Path, suffix: str, into: str, *more: str) -> Path:
    """The file as LibreOffice saves it with another suffix, in the folder `into`; its profile is thrown away."""
    profile = f"-env:UserInstallation={Path('profile').absolute().as_uri()}"
    command = (tool("soffice", "office"), profile, "--headless", "--norestore", *more, "--convert-to", suffix)
    call(*command, "--outdir", into, path, seconds=120)
    return Path(into) / f"{path.stem}.{suffix.partition(':')[0]}"


def set_in_xlsx(path: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path)
    sheet: Any = book["Translation"]
    row = next(row for row in range(2, 20) if sheet.cell(row, 3).value == USERS)
    sheet.cell(row, 4).value, sheet.cell(row, 5).value, sheet.cell(row, 8).value = NEW, "reviewed", "Checked."
    book.save(path)


def set_in_docx(path: Path) -> None:
    import docx

    opened = docx.Document(str(path))
    row = next(row for row in opened.tables[0].rows if row.cells[2].text == USERS)
    row.cells[3].paragraphs[0].runs[0].text = NEW
    opened.save(str(path))


def test_a_workbook_through_libreoffice_comes_back(page: Path) -> None:
    file = go_out("xlsx", "--translate", "--engine", "fake")
    set_in_xlsx(file)
    again = office(office(file, "ods", "ods"), "xlsx", "again")
    page.unlink()
    summary, text = come_back(again)
    assert (summary["changed"], summary["approved"], summary["refused"], summary["lost"]) == (1, 1, 0, 0), summary
    assert NEW in text


def test_a_document_through_libreoffice_comes_back(page: Path) -> None:
    file = go_out("docx", "--translate", "--engine", "fake")
    set_in_docx(file)
    again = office(office(file, "odt", "odt"), "docx", "again")
    page.unlink()
    summary, text = come_back(again)
    assert (summary["changed"], summary["refused"], summary["lost"]) == (1, 0, 0), summary
    assert NEW in text


def test_a_csv_through_libreoffice_comes_back(page: Path) -> None:
    """Read as the dialogue for CSV proposes (UTF-8), written with its defaults: no quotes, no byte order mark."""
    file = go_out("csv", "--translate", "--engine", "fake")
    before = next(line for line in file.read_text(encoding="utf-8-sig").splitlines() if USERS in line).split('","')[3]
    file.write_text(file.read_text(encoding="utf-8-sig").replace(before, NEW), encoding="utf-8-sig")
    utf8 = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    again = office(office(file, "ods", "ods", "--infilter=CSV:44,34,76,1"), utf8, "again")
    assert not again.read_bytes().startswith(b"\xef\xbb\xbf")
    target = Path("out") / again.name
    target.write_bytes(again.read_bytes())
    summary, text = come_back(target)
    assert (summary["changed"], summary["refused"], summary["lost"]) == (1, 0, 0), summary
    assert NEW in text


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_libreoffice_prints_the_whole_table(kind: str, page: Path) -> None:
    file = go_out(kind, "--translate", "--engine", "fake")
    pdf = office(file, "pdf", "pdf")
    words = subprocess.run([tool("pdftotext", "office"), "-layout", str(pdf), "-"], capture_output=True, check=True)
    text = "".join(words.stdout.decode().split())
    for wanted in ("Harbourtrialgrows", "Nobodywas<1>hurt</1>inthetest.", "439.5万"):
        assert wanted in text, wanted
    assert "l10n-skeleton" not in text
    assert io.BytesIO(pdf.read_bytes()).read(5) == b"%PDF-"
