"""Word files of our own, built by python-docx and, for what it cannot make, by XML."""

import io
import struct
import zipfile
import zlib
from functools import cache
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt


def picture() -> io.BytesIO:
    """A PNG of one pixel."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND", b""))


def saved(document: Any) -> bytes:
    """The bytes of a document of python-docx."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def link(paragraph: Any, address: str, words: str) -> None:
    """Append a hyperlink in the usual style."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    rel = paragraph.part.relate_to(address, kind, is_external=True)
    element = parse_xml(
        f'<w:hyperlink {nsdecls("w", "r")} r:id="{rel}"><w:r><w:rPr><w:color w:val="0000FF"/><w:u w:val="single"/></w:rPr>'
        f"<w:t>{words}</w:t></w:r></w:hyperlink>"
    )
    paragraph._p.append(element)


def field(paragraph: Any, instruction: str, shown: str) -> None:
    """Append a complex field."""
    for kind, text in (("begin", ""), ("instr", instruction), ("separate", ""), ("text", shown), ("end", "")):
        run = paragraph.add_run()
        if kind == "instr":
            node = OxmlElement("w:instrText")
            node.set(qn("xml:space"), "preserve")
            node.text = text
            run._r.append(node)
        elif kind == "text":
            run.text = text
        else:
            node = OxmlElement("w:fldChar")
            node.set(qn("w:fldCharType"), kind)
            run._r.append(node)


def add_xml(paragraph: Any, xml: str) -> None:
    """Append elements written as WordprocessingML."""
    for element in parse_xml(f"<w:p {nsdecls('w', 'r', 'wp', 'a')}>{xml}</w:p>"):
        paragraph._p.append(element)


@cache
def news() -> bytes:
    """A piece of news with everything that an article has."""
    document = docx.Document()
    document.core_properties.title = "Harbour city starts 6G field trials"
    document.add_heading("Harbour city starts 6G field trials", 0)
    document.add_heading("What was decided", 1)
    paragraph = document.add_paragraph("The city approved ")
    paragraph.add_run("a trial of 6G").bold = True
    paragraph.add_run(" on Monday. It covers ")
    italic = paragraph.add_run("synaesthesia integration")
    italic.italic, italic.font.size = True, Pt(14)
    paragraph.add_run(".")
    linked = document.add_paragraph("Read ")
    link(linked, "https://example.com/plan?a=1&b=2", "the whole plan")
    linked.add_run(" of the council.")
    document.add_heading("Next steps", 2)
    for style, words in (("List Bullet", "First stage"), ("List Bullet 2", "Inner stage"), ("List Number", "Count stations")):
        document.add_paragraph(words, style)
    table = document.add_table(2, 3)
    for cell, words in zip(table.rows[0].cells, ("Area", "Stations", "Share"), strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    for cell, words in zip(table.rows[1].cells, ("Old town", "18,600", ""), strict=True):
        cell.text = words
    table.cell(1, 1).merge(table.cell(1, 2))
    document.add_picture(picture())
    document.element.body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr").__next__().set(
        "descr", "A mast above the harbour")
    document.add_paragraph("Figure 1: a mast above the harbour", "Caption")
    document.add_paragraph("We will open up further.", "Quote")
    broken = document.add_paragraph("One line")
    broken.add_run().add_break()
    broken.add_run("and\tanother line.")
    section = document.sections[0]
    section.header.paragraphs[0].text = "Coastal Daily"
    field(section.footer.paragraphs[0], " PAGE ", "1")
    section.footer.paragraphs[0].add_run(" of the report")
    return saved(document)


def rewritten(data: bytes, **parts: bytes) -> bytes:
    """The package with parts replaced or added; names are written with __ for / and _ for the last dot."""
    out = io.BytesIO()
    names = {key.replace("__", "/").rpartition("_")[0] + "." + key.rpartition("_")[2]: value for key, value in parts.items()}
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, names.pop(name, None) or source.read(name))
        for name, value in names.items():
            target.writestr(name, value)
    return out.getvalue()
