"""Pages in a real browser: headless Chromium at phone and desktop width, light, dark and on paper.

Screenshots and PDFs are left in out/screenshots, to be looked at. `.ci/install-clients browser` brings the browser.
"""

import base64
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from l10n.model.pair import Pair
from l10n.pages.index import index_entry, render_index
from l10n.pages.render import PageOptions, render_page
from l10n.resources import catalog, locale
from tests.pages.rtl import make_locale
from tests.pages.sample import article, reverse, rich, traditional

pytestmark = [pytest.mark.client, pytest.mark.slow]
OUT = Path(__file__).parents[2] / "out" / "screenshots"


def arabic() -> bytes:
    """A page that is read from right to left; its words are those of the sample."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        make_locale(Path(folder), patch)
        page = render_page(replace(reverse(rich()), pair=Pair("zh-Hans", "ar")))
    locale.locale_section.cache_clear()
    catalog.load_catalog.cache_clear()
    return page


PAGES = {
    "clean-zh": lambda: render_page(article()),
    "clean-en": lambda: render_page(reverse(article())),
    "clean-hant": lambda: render_page(traditional(article())),
    "clean-rich": lambda: render_page(rich()),
    "clean-rtl": arabic,
    "bilingual-zh": lambda: render_page(article(), PageOptions("bilingual")),
    "bilingual-en": lambda: render_page(reverse(article()), PageOptions("bilingual")),
    "index-en": lambda: render_index([index_entry(article(), "a.html"), index_entry(reverse(article()), "b.html")], "en"),
}
SIZES = {"phone": (360, 800), "desktop": (1280, 900)}


def show(browser: Any, name: str, size: tuple[int, int]) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"{name}.html"
    path.write_bytes(PAGES[name]())
    screen = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    browser.get(path.as_uri())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_the_screen(browser: Any, name: str, size: str) -> None:
    show(browser, name, SIZES[size])
    width, full = browser.execute_script("return [innerWidth, document.documentElement.scrollWidth]")
    assert full <= width, "the page scrolls sideways"
    heading = browser.find_element("css selector", "h1")
    assert heading.is_displayed()
    assert 0 < heading.rect["y"] < 200
    assert heading.rect["x"] + heading.rect["width"] <= width
    body_size = float(browser.execute_script("return parseFloat(getComputedStyle(document.body).fontSize)"))
    assert body_size >= 16
    browser.save_screenshot(str(OUT / f"{name}-{size}.png"))


@pytest.mark.parametrize("name", ["clean-zh", "clean-en"])
def test_nothing_is_fetched_and_nothing_is_logged(browser: Any, name: str) -> None:
    browser.get_log("browser")  # what earlier pages said
    show(browser, name, SIZES["desktop"])
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_chinese_and_english_take_their_own_fonts(browser: Any) -> None:
    show(browser, "clean-zh", SIZES["desktop"])
    font = "return getComputedStyle(document.querySelector(arguments[0])).fontFamily"
    assert "PingFang SC" in browser.execute_script(font, "body")
    assert "Songti SC" in browser.execute_script(font, "h1")
    assert "Georgia" in browser.execute_script(font, "span[lang=en]")
    assert browser.execute_script("return getComputedStyle(document.querySelector('.text p')).textIndent") != "0px"


def test_dark_mode_turns_the_colours_round(browser: Any) -> None:
    colours = "const s = getComputedStyle(document.body); return [s.backgroundColor, s.color]"
    show(browser, "clean-en", SIZES["phone"])
    light = browser.execute_script(colours)
    scheme = {"features": [{"name": "prefers-color-scheme", "value": "dark"}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", scheme)
    dark = browser.execute_script(colours)
    browser.save_screenshot(str(OUT / "clean-en-dark.png"))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert brightness(light[0]) > 200 > brightness(light[1])
    assert brightness(dark[0]) < 60 < brightness(dark[1])


def test_a_wide_table_scrolls_in_its_own_box(browser: Any) -> None:
    show(browser, "clean-rich", SIZES["phone"])
    box = browser.execute_script("const b = document.querySelectorAll('.wide')[1]; return [b.scrollWidth, b.clientWidth, innerWidth]")
    assert box[0] > box[1]
    assert box[1] <= box[2]


def test_a_figure_and_its_unit_stand_in_one_line(browser: Any) -> None:
    for width in range(300, 700, 20):
        show(browser, "clean-zh", (width, 800))
        script = "return [...document.querySelectorAll('h1 .figure')].map(f => f.getClientRects().length)"
        assert set(browser.execute_script(script)) == {1}


def test_a_page_from_right_to_left_starts_on_the_right(browser: Any) -> None:
    show(browser, "clean-rtl", SIZES["desktop"])
    script = "return [getComputedStyle(document.body).direction, getComputedStyle(document.querySelector('blockquote')).borderRightWidth]"
    direction, border = browser.execute_script(script)
    assert (direction, border) == ("rtl", "3px")


def brightness(colour: str) -> float:
    """Mean of the channels of `rgb(1, 2, 3)`."""
    channels = [float(part) for part in colour[colour.index("(") + 1:colour.index(")")].split(",")[:3]]
    return sum(channels) / 3


@pytest.mark.parametrize("name", ["clean-zh", "clean-en"])
def test_a_page_prints_on_one_sheet(browser: Any, name: str) -> None:
    show(browser, name, SIZES["desktop"])
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "paperWidth": 8.27, "paperHeight": 11.69})
    data = base64.b64decode(printed["data"])
    (OUT / f"{name}.pdf").write_bytes(data)
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == 1
