"""Damages of XLIFF 2.1, XLIFF 1.2 and TMX."""

from tests.exchange.damaged.base import Case, cut, each, recoded, text, then

BOTH = "xliff xliff1"
ALL = "xliff xliff1 tmx"
UNIT = r'^<(unit|trans-unit|tu) (?:id|tuid)="{}".*?</\1>\n'
BOMB = ('<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>\n')
OUTSIDE = '<!DOCTYPE x SYSTEM "http://example.com/x.dtd" [<!ENTITY e SYSTEM "file:///etc/hostname">]>\n'
HEAD = r"(<\?xml[^>]*\?>\s*)"


def unit(name: str) -> str:
    """A pattern for the whole unit, on a line of its own."""
    return UNIT.format(name)


CASES: tuple[Case, ...] = (
    # Units that were lost, doubled, renamed, changed where they must not be.
    *each(ALL, "lost unit", text((unit("u1"), ""))),
    *each(ALL, "doubled unit", text((unit("u1"), r"\g<0>\g<0>"))),
    *each(BOTH, "renamed unit", text(('id="u1"', 'id="u77"'))),
    *each("tmx", "renamed unit", text(('tuid="u1"', 'tuid="u77"'))),
    *each(BOTH, "a unit without an id", text((' id="u1"', ""))),
    *each("tmx", "no ids at all", text((r' tuid="u\d"', ""))),
    *each(ALL, "locked unit changed", text(("三。", "叁。"))),
    *each(ALL, "source changed", text((">One\\.<", ">Won.<"))),
    *each(ALL, "all units lost", text((r"^<(unit|trans-unit|tu) .*?</\1>\n", ""))),
    # Codes.
    *each("xliff", "code deleted", text((r'两个<pc [^>]*>(粗体)</pc>', r"两个\1"))),
    *each("xliff1", "code deleted", text((r'两个<g [^>]*>(粗体)</g>', r"两个\1"))),
    *each("tmx", "code deleted", text((r'两个<bpt.*?</bpt>(粗体)<ept.*?</ept>', r"两个\1"))),
    *each("xliff", "code doubled", text((r"(<target>两个.*?)(<ph [^>]*/>)</target>", r"\1\2\2</target>"))),
    *each("xliff1", "code doubled", text((r"(<target[^>]*>两个.*?)(<x [^>]*/>)</target>", r"\1\2\2</target>"))),
    *each("xliff", "code of another unit", text((r'(两个.*?)<ph id="2"', r'\1<ph id="9"'))),
    *each("xliff1", "code of another unit", text((r'(两个.*?)<x id="2"', r'\1<x id="9"'))),
    *each("xliff", "pair crossed", text((r'(两个)<pc id="1"[^>]*>(粗体)</pc>', r'\1<ec startRef="1"/>\2<sc id="1"/>'))),
    # States and languages.
    *each("xliff", "unknown state", text((r'state="translated"(><source>Four)', r'state="excellent"\1'))),
    *each("xliff1", "unknown state", text((r'state="translated">四', 'state="excellent">四'))),
    *each("xliff", "wrong language", text(('trgLang="zh-Hans"', 'trgLang="ja"'))),
    *each("xliff1", "wrong language", text(('target-language="zh-Hans"', 'target-language="zh-TW"'))),
    *each("tmx", "wrong language", text(('xml:lang="zh-CN"', 'xml:lang="fr"'))),
    # Files as a whole.
    *each(ALL, "entity bomb", text((HEAD, r"\1" + BOMB), ("四。", "&c;"))),
    *each(ALL, "external DTD", text((HEAD, r"\1" + OUTSIDE), ("四。", "&e;"))),
    *each(ALL, "truncated", cut(0.8)),
    *each(ALL, "wrong encoding declared", text(("encoding='utf-8'", "encoding='ascii'"))),
    *each("xliff", "saved as GB18030 under UTF-8's name", recoded("gb18030")),
    *each("xliff", "empty", lambda data: b""),
    *each("xliff", "a picture of that name", lambda data: b"\x89PNG\r\n\x1a\n" + bytes(40)),
    *each("xliff", "an HTML error page of that name", lambda data: b"<!DOCTYPE html><title>404 Not Found</title>"),
    *each("xliff", "a file of later version", text(("document:2.0", "document:3.0"))),
    *each("xliff", "two files in one", text((r"(<file.*</file>)", r"\1\1"))),
    *each("xliff", "nested too deep", text(("四。", "<a>" * 300 + "</a>" * 300))),
    *each("xliff", "skeleton edited", text(("<skeleton>.{9}", "<skeleton>"))),
    *each("xliff1", "skeleton removed", text((r"<header>.*?</header>", ""))),
    *each("tmx", "no target tuv", text((r'<tuv xml:lang="zh-CN"><seg>一。</seg></tuv>', ""))),
    *each("tmx", "no source tuv", text((r'<tuv xml:lang="en"><seg>One\.</seg></tuv>', ""))),
    # Habits of other tools, which must not matter.
    *each(ALL, "byte order mark", lambda data: b"\xef\xbb\xbf" + data),
    *each(ALL, "CRLF", text(("\n", "\r\n"))),
    *each(ALL, "UTF-16", then(text(("encoding='utf-8'", "encoding='utf-16'")), recoded("utf-16"))),
    *each("xliff1", "GB18030 declared", then(text(("utf-8", "gb18030")), recoded("gb18030"))),
    *each("xliff1", "Trados: sdl namespace and seg-defs", text(
        ('<xliff xmlns=', '<xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" sdl:version="1.0" xmlns='),
        (r'(<trans-unit id="u4".*?<source>)(.*?)(</source>)(<target[^>]*>)(.*?)(</target>)',
         r'\1\2\3<seg-source><mrk mtype="seg" mid="1">\2</mrk></seg-source>\4<mrk mtype="seg" mid="1">\5</mrk>\6'
         r'<sdl:seg-defs><sdl:seg id="1" conf="Translated" origin="interactive"/></sdl:seg-defs>'))),
    *each("xliff1", "memoQ: own attributes", text(
        ("<trans-unit ", '<trans-unit xmlns:mq="MQXliff" mq:status="ManuallyConfirmed" mq:segmentguid="a-1" '))),
    *each("xliff1", "Phrase: group and m: attributes", text(
        (r"(<body>)(.*)(</body>)", r'\1<group id="0" xmlns:m="http://www.memsource.com/mxlf/2.0" m:para-id="0">\2</group>\3'))),
    *each("xliff1", "OmegaT: no states, prefixes of its own", text(
        (r' state="\w+"', ""), (r' restype="[^"]*"', ""), (' xml:space="preserve"', ""))),
    *each("xliff1", "Weblate: reordered and indented", text(
        (r'(<trans-unit id="u1".*?</trans-unit>\n)(.*)(<trans-unit id="u5".*?</trans-unit>\n)', r"\3\2\1"),
        ("^<trans-unit", "      <trans-unit"))),
    *each("xliff", "Okapi: cp, mrk and empty notes", text(
        ("<source>One.</source>", '<source><mrk id="m9" type="okp:x">One</mrk>.</source>'),
        ('(<unit id="u1"[^>]*>)', r"\1<notes/>"))),
    *each("xliff", "attributes of another namespace", text(("<segment ", '<segment xmlns:my="urn:my" my:done="1" '))),
    *each(ALL, "comments and processing instructions", text((r"(</\w+>)\Z|(</\w+>)\n*\Z", r"\1\2<!-- done --><?tool x?>\n"))),
    *each("tmx", "OmegaT: document type, no ids", text((HEAD, r'\1<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'), (r' tuid="u\d"', ""))),
    *each("tmx", "ids of another tool", text(('tuid="u', 'tuid="seg-'), ('creationtool="l10n"', 'creationtool="Other"'))),
    *each("tmx", "tuv reversed, lang instead of xml:lang", text(
        (r'(<tuv xml:lang="en">.*?</tuv>)(<tuv xml:lang="zh-CN">.*?</tuv>)', r"\2\1"), ("xml:lang=", "lang="))),
)
