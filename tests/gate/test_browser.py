"""The HTML report in headless Chromium: phone and desktop, filter, dark, paper. Pictures are left in out/screenshots."""

import base64
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from l10n.model.finding import Excuse, Finding, Severity
from l10n.review.findings import REPORTS
from l10n.review.report_run import RunInfo

pytestmark = [pytest.mark.client, pytest.mark.slow]
OUT = Path(__file__).parents[2] / "out" / "screenshots"
SIZES = {"phone": (360, 800), "desktop": (1280, 900)}
FIRST = Finding(
    "numbers.changed", Severity.ERROR, "“26.5 percent” became “25.6%”: write the same value", "translations/harbour.zh-Hans.xlf", 21,
    "b4.1", "In the first quarter the port handled 4.395 million containers, up 26.5 percent year on year.",
    "今年第一季度，该港完成集装箱吞吐量439.5万箱，同比增长25.6%。")
SAMPLE = (
    FIRST,
    replace(FIRST, code="typography.wrong", severity=Severity.INFO, message="“,” should read “，”", target=FIRST.target.replace("，", ",", 1),
            fix=FIRST.target, line=34, segment_id="b5.1"),
    Finding("terms.missing", Severity.WARNING, "“integrated sensing and communication” is not rendered: write “通感一体化”",
            "translations/a-very-long-folder-name-without-any-break/and_a_file_name_that_does_not_end_soon.zh-Hans.xlf", 58, "b7.2",
            "The pilot uses integrated sensing and communication to watch the approach channel by night.",
            "试点利用感知通信融合技术夜间监测进港航道。", (15, 53), (4, 10)),
    replace(FIRST, excuse=Excuse("note", "the ministry corrected the figure (until 2026-12-31)"), segment_id="b9.1", line=77),
)


def show(browser: Any, size: str, findings: tuple[Finding, ...] = SAMPLE) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / "check-report.html"
    path.write_text(REPORTS["html"](findings, RunInfo(2)), encoding="utf-8")
    width, height = SIZES[size]
    screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    browser.get(path.as_uri())


def shown(browser: Any) -> list[str]:
    found = browser.find_elements("css selector", "#findings li[data-code]")
    return [element.get_attribute("data-code") for element in found if element.is_displayed()]


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_the_screen(browser: Any, size: str) -> None:
    show(browser, size)
    width, full = browser.execute_script("return [innerWidth, document.documentElement.scrollWidth]")
    assert full <= width, "the page scrolls sideways"
    source, target = (element.rect for element in browser.find_elements("css selector", "#findings article:first-of-type .pair p"))
    assert (source["y"] == target["y"]) is (size == "desktop"), "side by side on a desk, one below the other on a phone"
    browser.save_screenshot(str(OUT / f"check-report-{size}.png"))
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []
    assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0


def test_the_filter(browser: Any) -> None:
    show(browser, "desktop")
    assert shown(browser) == ["numbers.changed", "typography.wrong", "terms.missing"]
    assert browser.find_element("id", "shown").text == "3 of 3 shown"
    browser.find_element("css selector", "input[value=info]").click()
    assert shown(browser) == ["numbers.changed", "terms.missing"]
    browser.find_element("name", "words").send_keys("通感")
    assert shown(browser) == ["terms.missing"]
    assert browser.find_element("id", "shown").text == "1 of 3 shown"
    browser.find_element("name", "words").send_keys("xx")
    assert shown(browser) == []
    assert browser.find_element("id", "nothing").is_displayed()
    browser.find_element("css selector", "button[type=reset]").click()
    browser.find_element("css selector", "a[data-value='terms.missing']").click()
    assert shown(browser) == ["terms.missing"]


def test_marks_can_be_seen_in_the_dark_too(browser: Any) -> None:
    show(browser, "phone")
    colours = "const s = getComputedStyle(document.querySelector(arguments[0])); return [s.backgroundColor, s.color]"
    light = browser.execute_script(colours, "body")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})
    dark = browser.execute_script(colours, "body")
    mark = browser.execute_script(colours, "mark.error")
    browser.save_screenshot(str(OUT / "check-report-dark.png"))
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert contrast(*light) > 7
    assert contrast(*dark) > 7
    assert contrast(*mark) > 4.5


def test_on_paper_nothing_is_lost(browser: Any) -> None:
    show(browser, "desktop")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not browser.find_element("id", "filter").is_displayed()
    assert len(shown(browser)) == 3
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"paperWidth": 8.27, "paperHeight": 11.69})
    data = base64.b64decode(printed["data"])
    (OUT / "check-report.pdf").write_bytes(data)
    assert data.startswith(b"%PDF")


def test_without_a_script_all_is_shown(browser: Any) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        show(browser, "desktop")
        assert len(browser.find_elements("css selector", "#findings article")) == 3
        assert not browser.find_element("id", "filter").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def contrast(first: str, second: str) -> float:
    """WCAG 2 contrast of two colours `rgb(1, 2, 3)`."""
    def luminance(colour: str) -> float:
        channels = [float(part) / 255 for part in colour[colour.index("(") + 1:colour.index(")")].split(",")[:3]]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)
