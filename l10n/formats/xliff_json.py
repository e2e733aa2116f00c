"""The model as JSON and back, and an article as one compressed word: the skeleton that travels in a bilingual file.

Only JSON is read, never code; every value is checked against the field it fills. Fields at their default are left out.
"""

import base64
import json
import zlib
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from l10n.errors import FormatError
from l10n.model.article import Article

Model = TypeVar("Model")
MAX_UNPACKED = 256 * 1024 * 1024  # bytes of JSON: many times the largest page, small enough for any machine
VERSION = 1
_KIND = "is"  # names the class where a field may hold one of several


def freeze_article(article: Article) -> str:
    """The article as zlib-compressed JSON in base64: ASCII that any XML or CSV cell can carry."""
    record = {"l10n": VERSION, "article": pack(article)}
    return base64.b64encode(
        zlib.compress(json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    ).decode()


def thaw_article(place: str, frozen: str) -> Article:
    """The article of `freeze_article`. Raises FormatError when it is damaged, too large or of a later version."""
    cure = "use the file as l10n wrote it; the skeleton must not be edited"
    try:
        record = json.loads(_inflate(place, base64.b64decode("".join(frozen.split()), validate=True)))
    except (ValueError, zlib.error, RecursionError) as error:
        raise FormatError(place, f"the skeleton is damaged ({error})", cure) from error
    if not isinstance(record, dict) or record.get("l10n") != VERSION:
        raise FormatError(
            place, "the skeleton is of another version", f"this version reads skeletons of version {VERSION}"
        )
    try:
        return unpack(Article, record.get("article"))
    except (ValueError, RecursionError) as error:
        raise FormatError(place, f"the skeleton does not hold an article ({error})", cure) from error


def pack(value: object) -> Any:
    """A model value as JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: pack(v) for f in fields(value) if (v := getattr(value, f.name)) != _default(f)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_tagged(item) for item in value]
    return value


def unpack(cls: type[Model], record: object) -> Model:
    """The value of class `cls` that was packed. Raises ValueError naming the field that does not fit."""
    if not isinstance(record, Mapping):
        raise ValueError(f"{cls.__name__} is no object")
    hints = _hints(cls)  # type: ignore[arg-type]  # classes are hashable
    unknown = set(record) - set(hints) - {_KIND}
    if unknown:
        raise ValueError(f"{cls.__name__} has no field {min(unknown)}")
    try:
        return cls(
            **{
                name: _value(hints[name], value, f"{cls.__name__}.{name}")
                for name, value in record.items()
                if name != _KIND
            }
        )
    except TypeError as error:
        raise ValueError(f"{cls.__name__} lacks a field") from error


def _inflate(place: str, data: bytes) -> bytes:
    """Decompressed data; never more than MAX_UNPACKED bytes are made."""
    stream = zlib.decompressobj()
    out = stream.decompress(data, MAX_UNPACKED)
    if stream.unconsumed_tail:
        raise FormatError(place, "the skeleton is too large", f"at most {MAX_UNPACKED // 1024 // 1024} MiB are read")
    if not stream.eof:
        raise ValueError("it is cut off")
    return out


def _default(field: Any) -> object:
    return field.default if field.default is not MISSING else MISSING


def _tagged(item: object) -> Any:
    """An item of a tuple; dataclasses that share a tuple with others carry their class's name."""
    packed = pack(item)
    return {_KIND: type(item).__name__, **packed} if type(item).__name__ in _MIXED else packed


_MIXED = frozenset(("Text", "Code", "Placeable"))


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def _value(hint: Any, value: object, where: str) -> Any:
    """The value as the type that the field asks for."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _one_of(args, value, where)
    if origin is tuple:
        return _tuple(args, value, where)
    if is_dataclass(hint) and isinstance(hint, type):
        return unpack(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if hint is datetime and isinstance(value, str):
        return datetime.fromisoformat(value)
    if hint is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if isinstance(hint, type) and type(value) is hint:
        return value
    raise ValueError(f"{where} is {type(value).__name__}")


def _one_of(hints: tuple[Any, ...], value: object, where: str) -> Any:
    """The value as one of several types; objects say which by their kind."""
    if value is None and type(None) in hints:
        return None
    named = value.get(_KIND) if isinstance(value, dict) else None
    for hint in hints:
        if named is not None and getattr(hint, "__name__", "") != named:
            continue
        if is_dataclass(hint) == isinstance(value, dict) and hint is not type(None):
            return _value(hint, value, where)
    raise ValueError(f"{where} is {named or type(value).__name__}")


def _tuple(hints: tuple[Any, ...], value: object, where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{where} is no list")
    if len(hints) == 2 and hints[1] is Ellipsis:
        return tuple(_value(hints[0], item, where) for item in value)
    if len(hints) != len(value):
        raise ValueError(f"{where} has {len(value)} items instead of {len(hints)}")
    return tuple(_value(hint, item, where) for hint, item in zip(hints, value, strict=True))
