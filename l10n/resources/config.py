"""The project file l10n.toml: defaults for the commands, checked with line-numbered errors."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from l10n.errors import ConfigError
from l10n.resources.locale import canonical_tag
from l10n.resources.waiver import Waiver, waivers_of_table

NAME = "l10n.toml"
PAGES = ("clean", "same", "bilingual")
LEVELS = ("error", "warning", "info", "off")


@dataclass(frozen=True, slots=True)
class Config:
    """Defaults of a project. Paths are absolute; `levels` maps a check's code to error, warning, info or off."""

    path: Path | None = None
    source: str = ""
    target: str = ""
    glossaries: tuple[Path, ...] = ()
    model: Path | None = None
    beam: int = 4
    page: str = "clean"
    theme: Path | None = None
    site: str = ""
    memory: Path | None = None
    memory_fill: int = 95
    memory_suggest: int = 75
    levels: Mapping[str, str] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()


def find_config(start: Path) -> Path | None:
    """The nearest l10n.toml in the folder or above it."""
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return folder / NAME
    return None


def load_config(path: Path | None) -> Config:
    """The settings of a project file; all defaults for None. Raises ConfigError naming file, line and cure."""
    if path is None:
        return Config()
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(str(path), "cannot be read", error.strerror or "check the file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(str(path), f"not TOML: {error}", "mend the line it names") from error
    reader = _Reader(path, text, table)
    return reader.config()


class _Reader:
    """Takes the known settings out of a TOML table and complains of everything else."""

    known = ("from", "to", "glossaries", "model", "beam", "page", "theme", "site", "memory",
             "memory-fill", "memory-suggest", "checks", "waiver")

    def __init__(self, path: Path, text: str, table: Mapping[str, object]) -> None:
        self.path, self.text, self.table = path, text, table

    def fail(self, key: str, what: str, cure: str) -> ConfigError:
        found = re.search(rf"^\s*(?:\[\s*)?[\"']?{re.escape(key)}[\"']?\s*[=\]]", self.text, re.MULTILINE)
        line = self.text.count("\n", 0, found.start()) + 1 if found else 1
        if found and found[0].startswith("\n"):
            line += found[0].count("\n")
        return ConfigError(f"{self.path}:{line}", f"{key}: {what}", cure)

    def config(self) -> Config:
        for key in self.table:
            if key not in self.known:
                raise self.fail(key, "unknown setting", f"use one of {', '.join(self.known)}")
        beam = self.table.get("beam", 4)
        if not isinstance(beam, int) or isinstance(beam, bool) or not 1 <= beam <= 32:
            raise self.fail("beam", f"{beam!r} is no beam width", "write a whole number from 1 to 32")
        page = self.string("page") or "clean"
        if page not in PAGES:
            raise self.fail("page", f"unknown page {page!r}", f"use one of {', '.join(PAGES)}")
        return Config(
            path=self.path, source=self.tag("from"), target=self.tag("to"), glossaries=self.files("glossaries"),
            model=self.file("model"), beam=beam, page=page, theme=self.file("theme"),
            site=self.address("site"),
            memory=self.file("memory", must_exist=False),
            memory_fill=self.percent("memory-fill", 95), memory_suggest=self.percent("memory-suggest", 75),
            levels=self.levels(),
            waivers=self.waivers(),
        )

    def string(self, key: str) -> str:
        value = self.table.get(key, "")
        if not isinstance(value, str):
            raise self.fail(key, f"{value!r} is no text", f'write {key} = "..."')
        return value

    def percent(self, key: str, default: int) -> int:
        value = self.table.get(key, default)
        if not isinstance(value, int) or isinstance(value, bool) or not 50 <= value <= 100:
            raise self.fail(key, f"{value!r} is no score", "write a whole number from 50 to 100")
        return value

    def address(self, key: str) -> str:
        value = self.string(key)
        if value and not re.fullmatch(r"https?://[^\s?#/][^\s?#]*", value):
            raise self.fail(key, f"{value!r} is no address of a folder on the web", f'write {key} = "https://example.org/zh/"')
        return value

    def tag(self, key: str) -> str:
        value = self.string(key)
        try:
            return canonical_tag(value) if value else ""
        except Exception as error:
            raise self.fail(key, f"unknown language {value!r}", 'write "en" or "zh-Hans"') from error

    def file(self, key: str, must_exist: bool = True) -> Path | None:
        value = self.string(key)
        if not value:
            return None
        path = (self.path.parent / value).resolve()
        if must_exist and not path.exists():
            raise self.fail(key, f"{value} does not exist", f"write a path relative to {self.path.parent}")
        return path

    def files(self, key: str) -> tuple[Path, ...]:
        values = self.table.get(key, [])
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self.fail(key, "is no list of file names", f'write {key} = ["terms.toml"]')
        paths = []
        for value in values:
            found = sorted(self.path.parent.glob(value)) if "*" in value else [self.path.parent / value]
            if not found or not all(path.is_file() for path in found):
                raise self.fail(key, f"{value} does not exist", f"write paths relative to {self.path.parent}")
            paths += [path.resolve() for path in found]
        return tuple(paths)

    def levels(self) -> Mapping[str, str]:
        table = self.table.get("checks", {})
        if not isinstance(table, dict):
            raise self.fail("checks", "is no table", 'write [checks] and lines such as "numbers.missing" = "warning"')
        for code, level in table.items():
            if level not in LEVELS:
                raise self.fail(code, f"{level!r} is no level", f"use one of {', '.join(LEVELS)}")
        return {str(code): str(level) for code, level in table.items()}

    def waivers(self) -> tuple[Waiver, ...]:
        tables = self.table.get("waiver", [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise self.fail("waiver", "is no list of tables", "write [[waiver]] and under it code, reason, until")
        heads = re.finditer(r"^[ \t]*\[\[[ \t]*waiver[ \t]*\]\]", self.text, re.MULTILINE)
        lines = [self.text.count("\n", 0, head.start()) + 1 for head in heads]
        try:
            return tuple(waivers_of_table(tables, str(self.path), lines))
        except ValueError as error:
            index, key, what, cure = error.args
            line = lines[index] if index < len(lines) else 1
            raise ConfigError(f"{self.path}:{line}", f"{key}: {what}", cure) from error
