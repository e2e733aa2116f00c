"""A locale of its own, written from right to left: Arabic, made as a user would make it, as a folder."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po, write_po

from l10n.resources import catalog, locale
from l10n.resources.paths import data_folder

STRINGS = {
    "Read the original": "اقرأ النص الأصلي", "Localised articles": "مقالات مترجمة", "English": "الإنجليزية",
    "Simplified Chinese": "الصينية المبسطة", "Error": "خطأ", "untranslated": "غير مترجم", "translated": "مترجم",
    "Source: %(name)s": "المصدر: %(name)s", "Editor: %(name)s": "المحرر: %(name)s",
    "%(shown)s untranslated": "%(shown)s غير مترجمة", "%(shown)s translated": "%(shown)s مترجمة",
    "Machine translated from %(name)s by l10n, without any online service.": "ترجمة آلية من %(name)s بواسطة l10n دون أي خدمة على الشبكة.",
}


def make_locale(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put locales/ar into the folder and let the product read its locales there."""
    own = data_folder("locales")
    for tag in ("en", "zh-Hans"):
        (folder / tag).symlink_to(own / tag)
    target = folder / "ar" / "LC_MESSAGES"
    target.mkdir(parents=True)
    text = (own / "en" / "locale.toml").read_text(encoding="utf-8").replace('direction = "ltr"', "")
    text = text.replace('name = "English"', 'name = "العربية"').replace('serif = [', 'serif = ["Amiri", ').replace(
        'sans = [', 'sans = ["Noto Sans Arabic", ')
    (folder / "ar" / "locale.toml").write_text(text, encoding="utf-8")
    with (own / "en" / "LC_MESSAGES" / "l10n.po").open("rb") as file:
        strings = read_po(file, locale="ar")
    for message in strings:
        if message.id in STRINGS:
            message.string = STRINGS[str(message.id)]
    with (target / "l10n.po").open("wb") as file:
        write_po(file, strings)
    for module in (catalog, locale):
        monkeypatch.setattr(module, "data_folder", lambda _: folder)
    locale.locale_section.cache_clear()
    catalog.load_catalog.cache_clear()
