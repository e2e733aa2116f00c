"""PO: what is written, what Weblate, Poedit and gettext make of it, and what of other tools is read."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from l10n.errors import FormatError
from l10n.formats.po import parse_po, write_po
from l10n.formats.xliff_take import article_of as taken
from l10n.model.article import Article, State
from l10n.model.inline import Text
from l10n.model.trail import Rung
from tests.exchange.test_roundtrip import ARTICLE, OLD
from tests.exchange.test_xliff2 import FULL, article_of, segment

TEXT = write_po(ARTICLE).decode()


def back(text: str, article: Article | None = ARTICLE) -> Article:
    return taken(parse_po("a.po", text.encode()), article)


def test_an_entry_says_what_a_translator_needs() -> None:
    flagged = replace(FULL.proofs[0], source="5", target="5", rung=Rung.FLAGGED)
    written = write_po(article_of(replace(FULL, id="u1", proofs=(FULL.proofs[0], flagged)))).decode()
    assert written.partition("\n\n")[2] == """# Ask Li.
#. kind: paragraph
#. state: translated
#. term: 6G = 6G技术
#. error numbers.missing: 5 is missing: write 5
#, fuzzy
msgctxt "u1"
msgid "6G grows."
msgstr "6G技术增长。"

"""


def test_the_header_names_languages_charset_and_plurals() -> None:
    header = TEXT.partition("\n\n")[0]
    for line in ("Language: zh_CN", "X-Source-Language: en", "charset=UTF-8", "nplurals=1; plural=0;"):
        assert line in header


def test_long_lines_and_quotes_are_kept() -> None:
    words = 'Say "yes" \\ or \\n, ' + "no " * 200 + "\tend\n"
    article = article_of(segment((Text(words),), (Text(words),)))
    assert back(write_po(article).decode(), article) == article


@pytest.mark.parametrize("state, flags, after", [
    (State.TRANSLATED, "fuzzy", State.TRANSLATED), (State.TRANSLATED, "", State.REVIEWED),
    (State.INITIAL, "fuzzy", State.INITIAL), (State.INITIAL, "", State.REVIEWED),
    (State.REVIEWED, "", State.REVIEWED), (State.REVIEWED, "fuzzy", State.TRANSLATED),
    (State.FINAL, "", State.FINAL), (State.FINAL, "fuzzy", State.TRANSLATED),
])
def test_the_fuzzy_mark_takes_and_gives_approval(state: State, flags: str, after: State) -> None:
    article = article_of(segment((Text("a"),), (Text("甲"),), state=state))
    text = write_po(article).decode().replace("#, fuzzy\n", "")
    edited = text.replace("msgctxt", f"#, {flags}\nmsgctxt" if flags else "msgctxt")
    assert next(back(edited, article).segments).state is after


def test_a_tool_that_drops_our_comments_still_approves() -> None:
    edited = "".join(line for line in TEXT.splitlines(True) if not line.startswith(("#.", "#,")))
    taken_back = back(edited)
    assert [s.state for s in taken_back.segments] == [State.REVIEWED, State.REVIEWED, State.INITIAL, State.REVIEWED, State.REVIEWED]
    assert [s.target_text for s in taken_back.segments] == OLD


FOREIGN = """# Weblate file
msgid ""
msgstr ""
"Language: zh_Hans\\n"
"X-Source-Language: en_US\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Generator: Weblate 5.8\\n"

#: a.py:1
#, python-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d 个文件"

#, fuzzy
#| msgid "Old"
msgid ""
"New "
"<b>word</b>"
msgstr "新<b>词</b>"

msgid "None"
msgstr ""

#~ msgid "gone"
#~ msgstr "没了"
"""


def test_a_file_of_another_tool_is_read() -> None:
    article = back(FOREIGN, None)
    assert str(article.pair) == "en>zh-Hans"
    assert [(s.source_text, s.target_text, s.state) for s in article.segments] == [
        ("%d file", "%d 个文件", State.TRANSLATED), ("New word", "新词", State.INITIAL), ("None", "", State.INITIAL)]


@pytest.mark.parametrize("text, said", [
    ("Hello", "a.po: is no PO file (it has no msgid)"),
    (TEXT[: TEXT.index("grows") + 2], "a.po:23: a string has no end"),
    (TEXT[: TEXT.index("msgstr", TEXT.index("grows"))], "a.po:23: the last entry has no msgstr"),
    (TEXT.replace('msgid "c"', "msgid c"), "a.po:"),
    (TEXT.replace("zh_CN", "tlh"), "a.po: unknown language tlh"),
    (FOREIGN.replace('"X-Source-Language: en_US\\n"\n', ""), "a.po: names no source"),
    ("/etc/passwd", "a.po: is no PO file"),
    ("", "a.po: is empty"),
])
def test_an_unusable_file_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(FormatError) as caught:
        back(text, None if "X-Generator" in text else ARTICLE)
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_translate_toolkit_reads_and_edits_our_file() -> None:
    from translate.storage.pypo import pofile

    store = pofile.parsestring(TEXT.encode())
    units = [unit for unit in store.units if not unit.isheader()]
    assert [(unit.source, unit.target, unit.isfuzzy()) for unit in units[:3]] == [
        ("6G grows.", "6G技术增长。", True), ("a <1>b</1><3/>", "甲<1>乙</1><3/>", True), ("c", "", False)]
    assert "term: 6G = 6G技术" in units[0].getnotes("developer")
    units[1].target = "<3/>甲<1>丙</1>"
    units[1].markfuzzy(False)
    units[1].addnote("Moved.", "translator")
    second = list(back(bytes(store).decode()).segments)[1]
    assert (second.target_text, second.state, second.comments) == ("\n甲丙", State.REVIEWED, ("Moved.",))


@pytest.mark.client
def test_msgfmt_accepts_our_file_and_would_refuse_a_wrong_one(tmp_path: Path) -> None:
    """The property over generated articles stands in test_clients_editors."""
    if not shutil.which("msgfmt"):
        pytest.skip("no msgfmt: .ci/install-clients gettext")
    for text, good in ((TEXT, True), (TEXT.replace('"u2"', '"u1"').replace("a <1>b</1><3/>", "6G grows."), False)):
        (tmp_path / "a.po").write_text(text, encoding="utf-8")
        done = subprocess.run(["msgfmt", "-c", "-o", tmp_path / "a.mo", tmp_path / "a.po"], capture_output=True, check=False)
        assert (done.returncode == 0) is good, done.stderr
