"""Word files that are unsafe, damaged or no Word files: refused with one line, in little time and memory."""

import io
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest

from l10n.errors import FormatError
from l10n.formats.table import detect, read_article, write_native
from l10n.model.article import Article
from l10n.model.inline import Text
from l10n.model.pair import Pair
from tests.formats import word


def read(data: bytes) -> Article:
    return read_article("a.docx", data, Pair("en", "zh-Hans"), None)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("word/document.xml", b"<w>" + b" " * 400_000_000 + b"</w>")
    return out.getvalue()


def with_entity() -> bytes:
    text = '<!DOCTYPE w [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="http://schemas.openxmlformats.org/' \
           'wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
    return word.rewritten(word.news(), word__document_xml=text.encode())


DEEP = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' + b"<w:p>" * 5000
HOSTILE: list[tuple[str, Callable[[], bytes], str]] = [
    ("a bomb", bomb, "unpacks to 400 MB"),
    ("an entity", with_entity, "holds a document type"),
    ("a password", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "protected with a password"),
    ("half a file", lambda: word.news()[:4000], "is no readable Word file"),
    ("broken XML", lambda: word.rewritten(word.news(), word__document_xml=b"<w:document"), "a.docx:word/document.xml:1: broken XML"),
    ("deep XML", lambda: word.rewritten(word.news(), word__document_xml=DEEP), "broken XML"),
    ("no words", lambda: word.saved(docx.Document()), "holds no words"),
]


@pytest.mark.parametrize("name, make, said", HOSTILE, ids=[row[0] for row in HOSTILE])
def test_hostile_packages_are_refused_in_one_line(name: str, make: Callable[[], bytes], said: str) -> None:
    started = time.process_time()
    with pytest.raises(FormatError) as caught:
        read(make())
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert time.process_time() - started < 10


MANY = 8000
REPEATED = [
    ("tabs", "<w:r><w:t>a</w:t><w:tab/></w:r>" * MANY),
    ("formats", "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>" * MANY),
    ("links", '<w:hyperlink w:anchor="x"><w:r><w:t>a</w:t></w:r></w:hyperlink>' * MANY),
    ("begun fields", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * MANY),
    ("nested fields", '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK x</w:instrText>'
                      '<w:fldChar w:fldCharType="separate"/></w:r>' * 2000 + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' * 2000),
]


@pytest.mark.parametrize("name, xml", REPEATED, ids=[row[0] for row in REPEATED])
def test_a_paragraph_of_very_many_things_takes_little_time(name: str, xml: str) -> None:
    document = docx.Document()
    word.add_xml(document.add_paragraph("Words at the start. "), xml)
    data = word.saved(document)
    started = time.process_time()
    article = read(data)
    loud = article.map_segments(lambda s: replace(s, target=(*s.source, Text("!"))))
    assert len(read(write_native(loud)).blocks) >= 1
    assert time.process_time() - started < 15


def test_a_damaged_part_is_told() -> None:
    data = bytearray(word.news())
    at = data.index(b"word/document.xml") + 60
    data[at : at + 40] = bytes(40)
    with pytest.raises(FormatError, match=r"damaged|broken"):
        read(bytes(data))


def test_other_zips_are_no_word_files() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("mimetype", "application/epub+zip")
    with pytest.raises(FormatError, match="binary file"):
        detect("a.epub", out.getvalue())
    assert detect("a.bin", word.news()).name == "docx"
