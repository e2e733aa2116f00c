"""Damages of PO and CSV."""

from tests.exchange.damaged.base import Case, cut, each, recoded, text, then

ROW = r'^"{}",.*?\r?\n'
ENTRY = r'^#\. kind[^"]*?msgctxt "{}".*?\n\n'

CASES: tuple[Case, ...] = (
    # PO.
    *each("po", "lost entry", text((ENTRY.format("u1"), ""))),
    *each("po", "doubled entry", text((ENTRY.format("u1"), r"\g<0>\g<0>"))),
    *each("po", "context changed", text(('msgctxt "u1"', 'msgctxt "u77"'))),
    *each("po", "context lost", text(('msgctxt "u1"\n', ""))),
    *each("po", "msgid changed", text(('msgid "One\\."', 'msgid "Won."'))),
    *each("po", "code deleted", text(("两个<1>粗体</1>", "两个粗体"))),
    *each("po", "code misspelt", text(("两个<1>粗体</1>", "两个<1>粗体<1>"))),
    *each("po", "full-width code", text(("两个<1>粗体</1>", "两个＜1＞粗体＜/1＞"))),
    *each("po", "locked entry changed", text(("三。", "叁。"))),
    *each("po", "a quote unescaped", text(("四。", '四"。'))),
    *each("po", "truncated", cut(0.75)),
    *each("po", "wrong language", text(("Language: zh_CN", "Language: de"))),
    *each("po", "no PO at all", lambda data: "One. = 一。\n".encode()),
    *each("po", "emptied", lambda data: b"\n"),
    *each("po", "merge conflict left in", text(('msgstr "四。"', '<<<<<<< ours\nmsgstr "四。"\n=======\nmsgstr "4"\n>>>>>>> theirs'))),
    *each("po", "obsolete entry", text((r'#\. kind[^"]*?(msgctxt "u1")\n(msgid .*?)\n(msgstr .*?)\n', r"#~ \1\n#~ \2\n#~ \3\n"))),
    *each("po", "GB18030 declared", then(text(("charset=UTF-8", "charset=GB18030")), recoded("gb18030"))),
    *each("po", "byte order mark", lambda data: b"\xef\xbb\xbf" + data),
    *each("po", "CRLF", text(("\n", "\r\n"))),
    *each("po", "Weblate: reordered, wrapped, previous msgid", text(
        (r'(#\. kind[^"]*?msgctxt "u4".*?\n\n)(.*)\Z', r"\2\1"),
        (r'(msgctxt "u4"\n)msgid "Four, (.*?)"', r'#| msgid "Fore"\n\1msgid ""\n"Four, "\n"\2"'))),
    *each("po", "Poedit: header of its own", text((r'("Language-Team: .n"\n)', r'\1"X-Generator: Poedit 3.2\\n"\n'))),
    # CSV.
    *each("csv", "row deleted", text((ROW.format("u1"), ""))),
    *each("csv", "row doubled", text((ROW.format("u1"), r"\g<0>\g<0>"))),
    *each("csv", "id overwritten", text(('"u1"', '"1"'))),
    *each("csv", "id emptied", text(('"u1"', '""'))),
    *each("csv", "column deleted", text((r'^(\ufeff?"[^"]*","[^"]*"),"[^"]*"', r"\1"))),
    *each("csv", "column of states deleted", text((r'^(\ufeff?(?:"[^"]*",){4})"[^"]*",', r"\1"))),
    *each("csv", "cells moved to the left", text((r'^("u\d","[^"]*"),"[^"]*"', r"\1"))),
    *each("csv", "header deleted", text((r"^\ufeff.*?\r\n", ""))),
    *each("csv", "code deleted", text(("两个<1>粗体</1>", "两个粗体"))),
    *each("csv", "codes autocorrected to full width", text(("两个<1>粗体</1>", "两个《1》粗体《/1》"))),
    *each("csv", "locked row changed", text(("三。", "叁。"))),
    *each("csv", "source overwritten", text(('"One\\."', '"Won."'))),
    *each("csv", "unknown state", text(('"四。","translated"', '"四。","done"'))),
    *each("csv", "quote left open", text(('"五。"', '"五。'))),
    *each("csv", "truncated", cut(0.78)),
    *each("csv", "wrong language", text((r"target \(zh-Hans\)", "target (de)"))),
    *each("csv", "a formula", text(('"四。"', '"=HYPERLINK(""http://example.com"",""四。"")"'))),
    *each("csv", "a cell of a million characters", text(("四。", "四" * 1_000_000))),
    *each("csv", "columns in another order", text((r'^(\ufeff?)("[^"]*"),("[^"]*"),("[^"]*"),("[^"]*")', r"\1\5,\4,\3,\2"))),
    *each("csv", "Excel: semicolons", text((r'","', '";"'))),
    *each("csv", "Excel: tabs and UTF-16", then(text((r'","', '"\t"')), recoded("utf-16"))),
    *each("csv", "Excel: GB18030 without quotes", then(
        text((r'"([^",\n]*)"', r"\1")), recoded("gb18030"))),
    *each("csv", "LF and empty rows at the end", text(("\r\n", "\n"), (r"\Z", ",,,,,,,\n,,,,,,,\n"))),
    *each("csv", "no byte order mark", lambda data: data.removeprefix(b"\xef\xbb\xbf")),
)
