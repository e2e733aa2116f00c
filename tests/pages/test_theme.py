"""A folder of the user's own templates: what it may change, and how its faults are told."""

import re
from pathlib import Path

import pytest

from l10n.errors import ConfigError
from l10n.pages.environment import TEMPLATES
from l10n.pages.filters import filters_for
from l10n.pages.index import IndexEntry, IndexView, render_index
from l10n.pages.profile import load_page_profile
from l10n.pages.render import PageOptions, render_page
from l10n.pages.view import PageView
from tests.pages.sample import article


def render(folder: Path, template: str) -> str:
    (folder / "clean.html.j2").write_text(template, encoding="utf-8")
    return render_page(article(), PageOptions(theme=folder)).decode()


def test_a_theme_replaces_a_template(tmp_path: Path) -> None:
    assert render(tmp_path, "<h1>{{ page.title }}</h1>\n") == "<h1>港口城市启动6G外场试验 5G用户达125万户</h1>\n"


def test_a_theme_can_extend_ours(tmp_path: Path) -> None:
    page = render(tmp_path, '{% extends "l10n/clean.html.j2" %}{% block style %}h1 { color: green }{% endblock %}')
    assert "h1 { color: green }" in page
    assert "责任编辑：王芳" in page


def test_a_theme_can_replace_the_style_alone(tmp_path: Path) -> None:
    (tmp_path / "style.css.j2").write_text("body { color: green }", encoding="utf-8")
    page = render_page(article(), PageOptions("bilingual", tmp_path)).decode()
    assert "body { color: green }" in page
    assert "--paper" not in page.split("/* bilingual")[0].split("main, footer")[0]


def test_a_theme_reaches_the_index(tmp_path: Path) -> None:
    (tmp_path / "index.html.j2").write_text("{{ page.entries | length }}", encoding="utf-8")
    assert render_index((), "en", tmp_path) == b"0\n"


def test_values_are_escaped_and_filters_are_local(tmp_path: Path) -> None:
    page = render(tmp_path, "{{ '<b>' }} {{ 1234567.5 | number }} {{ 0.265 | percent }} {{ ['甲', '乙', '丙'] | list }} "
                            "{{ page.published | date }} {{ _('Read the original') }}")
    assert page == "&lt;b&gt; 1,234,567.5 26.5% 甲、乙和丙 2025年4月18日 阅读原文\n"


# A template with a fault on line 2, and what is said of it.
FAULTS = [
    ("\n{{ page.titel }}", "clean.html.j2:2", "titel"),
    ("\n{{ nobody }}", "clean.html.j2:2", "'nobody' is undefined"),
    ("\n{% if %}", "clean.html.j2:2", "Expected an expression"),
    ("\n{% extends 'none.j2' %}", "clean.html.j2:2", "no template none.j2"),
    ("\n{% include '../../secret' %}", "clean.html.j2:2", "no template"),
    ("\n{{ ''.__class__.__mro__ }}", "clean.html.j2:2", "unsafe"),
    ("\n{{ page.title.format.__globals__ }}", "clean.html.j2:2", "unsafe"),
    ("\n{{ 1 / 0 }}", "clean.html.j2:2", "division by zero"),
    ("\n{{ 'a' | number }}", "clean.html.j2:2", ""),
    ("\n{{ range(10 ** 9) | list }}", "clean.html.j2:2", "too big"),
    ("\n{{ 'a' | fancy }}", "clean.html.j2:2", "fancy"),
    ("\n{{ page.counts.clear() or page.counts | fancy2 }}", "clean.html.j2:2", "fancy2"),
]


@pytest.mark.parametrize("template, place, said", FAULTS)
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, template: str, place: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        render(tmp_path, template)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path}/{place}: ")
    assert said in message
    assert "\n" not in message


def test_a_theme_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is no folder of templates"):
        render_page(article(), PageOptions(theme=tmp_path / "none"))


def test_the_guide_names_what_templates_see_and_nothing_else() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "themes.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`page\.(\w+)`", guide))
    public = {name for cls in (PageView, IndexView) for name in dir(cls) if not name.startswith("_")}
    assert named == public
    entries = {name for name in IndexEntry.__dataclass_fields__ if f"`{name}`" not in guide}
    assert not entries
    for name in filters_for(load_page_profile("en")):
        assert f"`{name}`" in guide
    for path in TEMPLATES.iterdir():
        assert f"`{path.name}`" in guide
    for macro in re.findall(r"{% macro (\w+)", (TEMPLATES / "parts.html.j2").read_text(encoding="utf-8")):
        assert f"`{macro}`" in guide, macro
