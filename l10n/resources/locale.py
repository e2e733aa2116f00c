"""Locales: every spelling of a language tag that a person may write, and the sections of locales/<tag>/locale.toml."""

import tomllib
from collections.abc import Mapping
from functools import cache

from l10n.errors import ConfigError, UsageError
from l10n.resources.paths import data_folder

ALIASES = {
    "en": "en", "eng": "en", "english": "en", "en-us": "en", "en-gb": "en", "en-latn": "en",
    "zh": "zh-Hans", "zho": "zh-Hans", "chi": "zh-Hans", "cmn": "zh-Hans", "cn": "zh-Hans", "chinese": "zh-Hans",
    "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-hans": "zh-Hans", "zh-hans-cn": "zh-Hans", "zh-chs": "zh-Hans",
    "chs": "zh-Hans", "sc": "zh-Hans", "simplified chinese": "zh-Hans", "cmn-hans": "zh-Hans",
    "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant", "zh-hant": "zh-Hant", "zh-hant-tw": "zh-Hant",
    "zh-hant-hk": "zh-Hant", "zh-cht": "zh-Hant", "cht": "zh-Hant", "zt": "zh-Hant",
    "traditional chinese": "zh-Hant",
    "英文": "en", "英语": "en", "中文": "zh-Hans", "汉语": "zh-Hans", "简体中文": "zh-Hans", "繁体中文": "zh-Hant",
}


def canonical_tag(written: str) -> str:
    """The BCP 47 tag meant by any spelling: `zh_CN.UTF-8`, `ZH-hans`, `Chinese` -> `zh-Hans`. Raises UsageError."""
    key = written.strip().split(".")[0].split("@")[0].replace("_", "-").lower()
    if key not in ALIASES:
        known = ", ".join(sorted(set(ALIASES.values())))
        raise UsageError(written, "unknown language", f"use one of {known}")
    return ALIASES[key]


def babel_tag(tag: str) -> str:
    """The tag as Babel writes it: `zh-Hans` -> `zh_Hans`."""
    return tag.replace("-", "_")


def likely_tag(tag: str) -> str:
    """Language, script and territory that CLDR thinks likely for a tag: `zh-Hans` -> `zh-Hans-CN`."""
    from babel.core import get_global

    likely = get_global("likely_subtags")
    language, *more = tag.split("-")
    usual = str(likely.get(language, tag)).replace("_", "-")
    if not more or usual.split("-")[1:2] == more:
        return usual
    return str(likely.get(tag.replace("-", "_"), tag)).replace("_", "-")


@cache
def locale_section(tag: str, section: str) -> Mapping[str, object]:
    """One section of locales/<tag>/locale.toml as plain TOML values; empty when there is none. Raises ConfigError."""
    path = data_folder("locales") / tag / "locale.toml"
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")).get(section, {})
    except OSError as error:
        raise ConfigError(str(path), "cannot be read", "install the package again") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(str(path), f"not TOML ({error})", "mend the line it names") from error
    if not isinstance(found, dict):
        raise ConfigError(str(path), f"[{section}] is no table", f"write [{section}] and name = value lines below it")
    return found
