"""The package of a Word file: a checked zip whose parts are read one by one and written back byte for byte."""

import io
import posixpath
import zipfile
from collections.abc import Mapping
from typing import Any

from l10n.errors import FormatError

MAX_BYTES = 300_000_000  # of all parts unpacked
MAX_PARTS = 5_000
MAX_RATIO = 400  # unpacked to packed; office XML packs about 10 to 1, a bomb 1000 to 1
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_KINDS = ("header", "footer", "footnotes", "endnotes")
CURE = "save it in Word or LibreOffice as .docx and try again"


def is_docx(name: str, data: bytes) -> bool:
    """True for a zip with a Word document in it; for an old or encrypted Word file when its name ends in .docx."""
    if data.startswith(_OLE):
        return name.lower().endswith(".docx")
    return data.startswith(b"PK\x03\x04") and (b"word/document" in data or name.lower().endswith(".docx"))


class Package:
    """The parts of a Word file by name. Raises FormatError for what is no sound package."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name, self.data = name, data
        if data.startswith(_OLE):
            raise FormatError(name, "is an old Word file or protected with a password", CURE)
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise FormatError(name, f"is no readable Word file ({error})", CURE) from error
        self._check()
        self.main = self._main()

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises FormatError when it is missing or damaged."""
        try:
            return self.zip.read(part)
        except KeyError as error:
            raise FormatError(self.name, f"lacks its part {part}", CURE) from error
        except Exception as error:  # zipfile and zlib raise many kinds for damaged data
            raise FormatError(self.name, f"its part {part} is damaged ({error})", CURE) from error

    def tree(self, part: str) -> Any:
        """The root element of an XML part; no entity is resolved and nothing is fetched. Raises FormatError."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root: Any = etree.fromstring(self.read(part), parser)
        except etree.XMLSyntaxError as error:
            raise FormatError(f"{self.name}:{part}:{error.lineno}", f"broken XML ({error.msg})", CURE) from error
        if root.getroottree().docinfo.doctype:
            raise FormatError(f"{self.name}:{part}", "holds a document type, which no Word file needs", CURE)
        return root

    def has(self, part: str) -> bool:
        """True when the package holds the part."""
        return part in self.zip.namelist()

    def links(self, part: str) -> dict[str, tuple[str, str, bool]]:
        """The relations of a part: id -> (last word of the type, target, external). Targets are names of parts."""
        folder, base = posixpath.split(part)
        place = f"{folder}/_rels/{base}.rels".lstrip("/")
        if not self.has(place):
            return {}
        found = {}
        for link in self.tree(place).iter(_REL):
            target, outside = link.get("Target", ""), link.get("TargetMode") == "External"
            if not outside:
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            found[link.get("Id", "")] = (link.get("Type", "").rpartition("/")[2], target, outside)
        return found

    def texts(self) -> list[str]:
        """The parts that hold text, in the order of reading: document, headers, footers, notes."""
        links = self.links(self.main).values()
        aside = [target for kind in _KINDS for name, target, outside in links if name == kind and not outside]
        return [self.main, *(part for part in dict.fromkeys(aside) if self.has(part))]

    def written(self, changed: Mapping[str, bytes]) -> bytes:
        """The package with some parts changed; all others, their order and their dates stay."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for info in self.zip.infolist():
                kept = zipfile.ZipInfo(info.filename, info.date_time)
                kept.compress_type, kept.external_attr = zipfile.ZIP_DEFLATED, info.external_attr
                target.writestr(kept, changed.get(info.filename) or self.read(info.filename))
        return out.getvalue()

    def _check(self) -> None:
        infos = self.zip.infolist()
        size, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
        if any(info.flag_bits & 1 for info in infos):
            raise FormatError(self.name, "is protected with a password", CURE)
        if len(infos) > MAX_PARTS or len({info.filename for info in infos}) != len(infos):
            raise FormatError(self.name, f"holds more than {MAX_PARTS} parts, or one of them twice", CURE)
        if size > MAX_BYTES or size > MAX_RATIO * max(packed, 10_000):
            raise FormatError(self.name, f"unpacks to {size // 1_000_000} MB, which no article needs", CURE)

    def _main(self) -> str:
        for kind, target, outside in self.links("").values():
            if kind == "officeDocument" and not outside and self.has(target):
                return target
        if self.has("word/document.xml"):
            return "word/document.xml"
        raise FormatError(self.name, "holds no Word document", "give a .docx file")
