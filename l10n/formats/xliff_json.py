"""The model as JSON and back, and an article as one compressed word: the skeleton that travels in a bilingual file.

Only JSON is read, never code; every value is checked against the field it fills. Fields at their default are left out.
"""

import base64
import json
import zlib
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from l10n.errors import FormatError
from l10n.model.article import Article
from l10n.model.inline import Code, Placeable, Text

Reader = Callable[[Any, str], Any]  # (JSON value, name of its field) -> model value
Model = TypeVar("Model")
MAX_UNPACKED = 256 * 1024 * 1024  # bytes of JSON: many times the largest page, small enough for any machine
VERSION = 1
_KIND = "is"  # names the class where a field may hold one of several
_MIXED = frozenset((Text, Code, Placeable))
_PLAIN = frozenset((str, int, float, bool))


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
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, tuple):
        return [_tagged(item) for item in value]
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    record = {}
    kind: Any = type(value)
    for name, default in _defaults(kind):
        held = getattr(value, name)
        if held != default:
            record[name] = pack(held)
    return record


def unpack(cls: type[Model], record: object) -> Model:
    """The value of class `cls` that was packed. Raises ValueError naming the field that does not fit."""
    hint: Any = cls
    value: Model = _reader(hint)(record, cls.__name__)
    return value


def _inflate(place: str, data: bytes) -> bytes:
    """Decompressed data; never more than MAX_UNPACKED bytes are made."""
    stream = zlib.decompressobj()
    out = stream.decompress(data, MAX_UNPACKED)
    if stream.unconsumed_tail:
        raise FormatError(place, "the skeleton is too large", f"at most {MAX_UNPACKED // 1024 // 1024} MiB are read")
    if not stream.eof:
        raise ValueError("it is cut off")
    return out


def _tagged(item: object) -> Any:
    """An item of a tuple; those that share a tuple with others carry their class's name."""
    packed = pack(item)
    return {_KIND: type(item).__name__, **packed} if type(item) in _MIXED else packed


@cache
def _defaults(cls: type[Any]) -> tuple[tuple[str, object], ...]:
    """The fields of a class with their defaults; a field without one has a value that equals nothing else."""
    return tuple((field.name, field.default) for field in fields(cls))


@cache
def _reader(hint: Any) -> Reader:
    """The function that turns JSON values into the type a field asks for; made once for each type."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _choice_reader(args)
    if origin is tuple:
        return _list_reader(args[0]) if len(args) == 2 and args[1] is Ellipsis else _fixed_reader(args)
    if is_dataclass(hint) and isinstance(hint, type):
        return _class_reader(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda value, where: hint(value)
    if hint is datetime:
        return lambda value, where: datetime.fromisoformat(_exactly(str, value, where))
    if hint is bytes:
        return lambda value, where: base64.b64decode(_exactly(str, value, where), validate=True)
    if hint is bytes:
        return lambda value, where: base64.b64decode(_exactly(str, value, where), validate=True)
    if hint is float:
        return lambda value, where: float(value if type(value) is int else _exactly(float, value, where))
    return lambda value, where: _exactly(hint, value, where)


def _exactly(kind: type[Any], value: Any, where: str) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{where} is {type(value).__name__}")
    return value


def _class_reader(cls: type[Any]) -> Reader:
    readers = {name: (_reader(hint), f"{cls.__name__}.{name}") for name, hint in get_type_hints(cls).items()}

    def read(record: Any, where: str) -> Any:
        if not isinstance(record, dict):
            raise ValueError(f"{where} is no object")
        values = {}
        for name, value in record.items():
            if name in readers:
                reader, place = readers[name]
                values[name] = reader(value, place)
            elif name != _KIND:
                raise ValueError(f"{cls.__name__} has no field {name}")
        try:
            return cls(**values)
        except TypeError as error:
            raise ValueError(f"{cls.__name__} lacks a field") from error

    return read


def _choice_reader(hints: tuple[Any, ...]) -> Reader:
    """One of several types: None, a plain value, or an object, which says its class where there are several."""
    classes = {hint.__name__: _reader(hint) for hint in hints if is_dataclass(hint) and isinstance(hint, type)}
    plain = [_reader(hint) for hint in hints if not is_dataclass(hint) and hint is not type(None)]

    def read(value: Any, where: str) -> Any:
        if value is None and type(None) in hints:
            return None
        if isinstance(value, dict) and classes:
            named = value.get(_KIND, next(iter(classes)) if len(classes) == 1 else None)
            if named in classes:
                return classes[named](value, where)
        elif plain:
            return plain[0](value, where)
        raise ValueError(f"{where} is {type(value).__name__}")

    return read


def _list_reader(hint: Any) -> Reader:
    reader = _reader(hint)

    def read(value: Any, where: str) -> Any:
        if not isinstance(value, list):
            raise ValueError(f"{where} is no list")
        return tuple(reader(item, where) for item in value)

    return read


def _fixed_reader(hints: tuple[Any, ...]) -> Reader:
    readers = [_reader(hint) for hint in hints]

    def read(value: Any, where: str) -> Any:
        if not isinstance(value, list) or len(value) != len(readers):
            raise ValueError(f"{where} is no list of {len(readers)}")
        return tuple(reader(item, where) for reader, item in zip(readers, value, strict=True))

    return read
