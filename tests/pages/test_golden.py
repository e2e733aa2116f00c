"""Golden pages: the whole output, byte for byte. L10N_GOLDEN=write writes them anew; read the difference before a commit."""

import os
from pathlib import Path

import pytest

from l10n import __version__
from l10n.pages.index import index_entry, render_index
from l10n.pages.render import PageOptions, render_page
from tests.pages.sample import article, reverse, traditional

FOLDER = Path(__file__).parents[1] / "golden" / "localised"
PAGES = {
    "clean.zh-Hans.html": lambda: render_page(article()),
    "clean.zh-Hant.html": lambda: render_page(traditional(article())),
    "clean.en.html": lambda: render_page(reverse(article())),
    "bilingual.zh-Hans.html": lambda: render_page(article(), PageOptions("bilingual")),
    "bilingual.en.html": lambda: render_page(reverse(article()), PageOptions("bilingual")),
    "index.en.html": lambda: render_index([index_entry(article(), "6g.zh-Hans.html")], "en"),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_the_golden_one(name: str) -> None:
    page = PAGES[name]().replace(f"l10n {__version__}".encode(), b"l10n VERSION")
    path = FOLDER / name
    if os.environ.get("L10N_GOLDEN") == "write":
        path.write_bytes(page)
    assert page == path.read_bytes(), f"{name} differs; see the docstring"


def test_no_golden_page_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(PAGES)
