"""LibreOffice opens our tables and saves them in the same format: nothing is lost, not codes, states or the skeleton."""

from dataclasses import replace
from pathlib import Path

import pytest

from l10n.formats.exchange import by_exchange_name
from l10n.model.article import Segment, State
from l10n.model.inline import Text
from tests.exchange.test_clients_office import office
from tests.exchange.test_roundtrip import ARTICLE
from tests.exchange.test_xliff2 import article_of, segment

# Not here: Han characters beyond U+FFFF, which LibreOffice 7.4 drops when it writes HTML.
pytestmark = [pytest.mark.client, pytest.mark.slow]
ODD = ("=1+1", "-5%", "'quoted'", "<b>no code</b>", "_x0041_", "a\n\nb", "\nedges\n", "1,000", "2025-06-12", "0012", "a\u00a0b", "\u00a0",
       "🚀", "“引号”……——", "a\u200bb", "tab\tx")


def segments() -> list[Segment]:
    made = [replace(segment((Text(text),), (Text(text),), state=State.REVIEWED), id=f"o{n}") for n, text in enumerate(ODD)]
    return [*ARTICLE.body[0].segments, *made]


@pytest.mark.parametrize("kind", ["xlsx", "docx", "html"])
def test_a_table_that_libreoffice_saves_comes_back_whole(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    row, article = by_exchange_name(kind), article_of(*segments())
    path = Path(f"a{row.suffixes[0]}")
    path.write_bytes(row.write(article))
    saved = office(path, kind, "again").read_bytes()
    assert saved != path.read_bytes()
    back = row.read(path.name, saved)
    assert [s.target_text for s in back.segments] == [s.target_text for s in article.segments]
    assert back == article
