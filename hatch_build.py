"""Build hook: compiles every message catalog of locales/ before files are collected."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_catalogs(root: Path) -> list[Path]:
    """The .mo files written beside each locales/*/LC_MESSAGES/*.po."""
    written = []
    for source in sorted(root.glob("locales/*/LC_MESSAGES/*.po")):
        with source.open("rb") as file:
            catalog = read_po(file, locale=source.parts[-3].replace("-", "_"))
        target = source.with_suffix(".mo")
        with target.open("wb") as file:
            write_mo(file, catalog)
        written.append(target)
    return written


class CompileCatalogs(BuildHookInterface):
    """Hatch calls initialize for wheels and for editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile; nothing is added to build_data because artifacts already names *.mo."""
        compile_catalogs(Path(self.root))
