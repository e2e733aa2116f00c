"""Interface strings: the template is current, every language is complete, and nothing is fuzzy."""

import os
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from l10n.errors import ConfigError
from l10n.resources import catalog as catalogs
from l10n.resources.catalog import load_catalog

ROOT = Path(__file__).parents[2]
TAGS = ("en", "zh-Hans", "zh-Hant")
HAN = re.compile("[\u4e00-\u9fff]")


def po(path: Path, tag: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=tag and tag.replace("-", "_"), abort_invalid=True)


def catalog_of(tag: str) -> Catalog:
    return po(ROOT / "locales" / tag / "LC_MESSAGES" / "l10n.po", tag)


def ids(catalog: Catalog) -> set[object]:
    return {message.id for message in catalog if message.id}


def test_the_template_of_strings_is_what_the_page_templates_hold() -> None:
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = {row[2] for row in extract_from_dir(ROOT, methods, options)}
    assert found, "nothing was extracted"
    assert ids(po(ROOT / "locales" / "l10n.pot")) == found


@pytest.mark.parametrize("tag", TAGS)
def test_no_string_is_missing_fuzzy_or_obsolete(tag: str) -> None:
    catalog = catalog_of(tag)
    assert ids(catalog) == ids(po(ROOT / "locales" / "l10n.pot"))
    assert not catalog.obsolete
    for message in catalog:
        if message.id:
            strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
            assert all(strings), f"{tag}: {message.id} is untranslated"
            assert not message.fuzzy, f"{tag}: {message.id} is fuzzy"
            assert not list(message.check(catalog)), f"{tag}: {message.id} has other placeholders"


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant"])
def test_chinese_strings_are_chinese(tag: str) -> None:
    for message in catalog_of(tag):
        if message.id:
            string = message.string[0] if isinstance(message.string, tuple | list) else message.string
            assert HAN.search(string), f"{tag}: {message.id} is not Chinese"


def test_traditional_strings_hold_no_simplified_character() -> None:
    from l10n.text.traditional import to_traditional

    for message in catalog_of("zh-Hant"):
        string = message.string[0] if isinstance(message.string, tuple | list) else message.string
        if message.id:
            assert to_traditional(string) == string


def place(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Path:
    """A locale folder of its own with one .po file."""
    load_catalog.cache_clear()
    monkeypatch.setattr(catalogs, "data_folder", lambda _: folder)
    path = folder / "en" / "LC_MESSAGES" / "l10n.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n' + text, encoding="utf-8")
    return path


def test_a_po_file_alone_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place(tmp_path, monkeypatch, 'msgid "a"\nmsgstr "b"\n')
    assert load_catalog("en").gettext("a") == "b"
    load_catalog.cache_clear()


def test_a_compiled_file_is_used_until_the_po_file_is_newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from babel.messages.mofile import write_mo

    path = place(tmp_path, monkeypatch, 'msgid "a"\nmsgstr "b"\n')
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, po(path))
    path.write_text(path.read_text(encoding="utf-8").replace('"b"', '"c"'), encoding="utf-8")
    os.utime(path, (1, 1))
    assert load_catalog("en").gettext("a") == "b"
    load_catalog.cache_clear()
    os.utime(path.with_suffix(".mo"), (0, 0))
    assert load_catalog("en").gettext("a") == "c"
    load_catalog.cache_clear()


def test_a_language_without_catalog_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_catalog.cache_clear()
    monkeypatch.setattr(catalogs, "data_folder", lambda _: tmp_path)
    with pytest.raises(ConfigError, match="no readable catalog"):
        load_catalog("xx")
