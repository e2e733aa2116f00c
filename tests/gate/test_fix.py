"""Safe fixes: applied in place, to nothing that a person approved, the same on the second run."""

import re
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.checks.kit import CheckKit
from l10n.errors import FormatError
from l10n.formats import xliff1, xliff2
from l10n.formats.exchange import EXCHANGE
from l10n.model.article import Segment, State
from l10n.model.finding import Finding, Severity
from l10n.model.inline import Code, CodeKind, Text, plain
from l10n.review.exchange_files import read_any, write_bilingual
from l10n.review.fix import fix_files, mended, with_text, write_fixed
from l10n.review.fix_patch import patch_xliff, spread_text
from tests.gate.house import EN_ZH, RIGHT, SLOPPY, WRONG, check, gate, l10n, put
from tests.strategies import articles

BOLD, UNBOLD, BREAK = Code("1", CodeKind.OPEN, "<b>"), Code("1", CodeKind.CLOSE, "</b>"), Code("2", CodeKind.ALONE, "<br>", equiv="\n")


def fixed_of(path: Path, approved: bool = False):
    (fixed,) = fix_files(check(path).findings, gate(), approved)
    return fixed


def test_only_the_marks_of_the_sloppy_target_change(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", RIGHT, SLOPPY, WRONG)
    fixed = fixed_of(path)
    assert fixed.after.decode() == path.read_text(encoding="utf-8").replace("网络已就绪,他说.", "网络已就绪，他说。")
    assert fixed.segments == 1
    assert path.read_bytes() == fixed.before, "nothing is written by looking"
    write_fixed(fixed)
    assert path.read_bytes() == fixed.after
    assert fix_files(check(path).findings, gate()) == [], "the second run finds nothing to fix"


@pytest.mark.parametrize("unit", [("+final", *SLOPPY[1:]), SLOPPY])
def test_approved_segments_are_left_unless_asked(unit: tuple, tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", unit)
    approved = unit[0].startswith("+")
    assert bool(fixed_of(path).segments) is not approved
    assert fixed_of(path, approved=True).segments == 1
    assert bool(fixed_of(path).refused) is approved


def test_waived_findings_are_not_fixed(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", (*SLOPPY, 'l10n-waive: typography.* until=2026-12-31 reason="a quotation"'))
    assert fix_files(check(path).findings, gate()) == []


HARD = """<?xml version='1.0' encoding="UTF-8"?>
<!-- of another tool --><?tool keep?>
<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:1.2" version="1.2" xmlns:t='urn:t'><x:file original="a" t:a='1 &gt; 0'
 source-language="en" target-language="zh-CN" datatype="html"><x:body>
<x:trans-unit id='a'   t:own="yes"><x:source>The band is <x:g id="1">26 GHz</x:g>, he said &amp; left.</x:source>\r
<x:target state="translated">频段是<x:g id="1">26 GHz</x:g>,他说<!-- so --> &amp; 走了.</x:target>
<x:alt-trans><x:target>频段是,.</x:target></x:alt-trans><t:more/></x:trans-unit>
<x:trans-unit id="b"><x:source>It works.</x:source><x:target>它能用<![CDATA[.]]></x:target></x:trans-unit>
<x:trans-unit id="c"><x:source>It works <x:ph id="1">&lt;br/></x:ph>well.</x:source><x:target>它 很<x:ph id="1">&lt;br/>, .</x:ph>好用.</x:target></x:trans-unit>
</x:body></x:file></x:xliff>
"""


def test_every_other_byte_of_another_tools_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_bytes(HARD.encode())
    fixed = fixed_of(path)
    wanted = HARD.replace("</x:g>,他说", "</x:g>，他说").replace("走了.", "走了。").replace("它 很", "它很").replace("好用.", "好用。")
    assert fixed.after.decode() == wanted
    assert fixed.segments == 2
    assert [line for line in fixed.refused if "#b" in line], "text in CDATA is told, not touched"
    assert fixed.diff().count("\n-") == 2, "two lines"


def test_files_with_our_own_skeleton(tmp_path: Path) -> None:
    source = put(tmp_path / "a.xlf", SLOPPY)
    article = xliff1.read_xliff("a.xlf", source.read_bytes())
    for module in (xliff1, xliff2):
        path = tmp_path / f"{module.__name__}.xlf"
        path.write_bytes(module.write_xliff(article))
        fixed = fixed_of(path)
        assert fixed.segments == 1
        write_fixed(fixed)
        assert [s.target_text for s in module.read_xliff("a", path.read_bytes()).segments] == ["网络已就绪，他说。"]


PO = r"""# Ours, by hand.
msgid ""
msgstr ""
"Language: zh_CN\n"
"X-Source-Language: en\n"

#. extracted
#: a.c:3
#, c-format
msgid "It works, he said."
msgstr "它能用,他说."

#~ msgid "gone"
#~ msgstr "没了,."

msgctxt "menu"
msgid ""
"The network\n"
"is ready."
msgstr ""
"网络\n"
"已就绪."

msgid "One \"file\"."
msgid_plural "%d files."
msgstr[0] "一个“文件”."
"""


def test_po_files_keep_every_other_line(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(PO, encoding="utf-8")
    fixed = fixed_of(path)
    assert fixed.refused == ()
    assert fixed.after.decode() == PO.replace("用,他说.", "用，他说。").replace("就绪.", "就绪。").replace("”.", "”。")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_tables_keep_every_other_byte(end: str, mark: str, tmp_path: Path) -> None:
    path = tmp_path / "t.tsv"
    table = f"{mark}He said so.\t他这么说.\tnote, with.{end}{end}网络已就绪,他说.\tIt is ready.{end}It works.\t它能用.{end}"
    path.write_bytes(table.encode())
    assert fixed_of(path).after.decode() == table.replace("么说.", "么说。").replace("就绪,他说.", "就绪，他说。").replace("能用.", "能用。")


@pytest.mark.parametrize("kind", [row.name for row in EXCHANGE])
def test_files_of_ours_can_be_fixed_in_every_format(kind: str, tmp_path: Path) -> None:
    article = xliff1.read_xliff("a.xlf", put(tmp_path / "a.xlf", SLOPPY, RIGHT).read_bytes())
    path = write_bilingual(article, tmp_path / "t", "a", kind).file
    fixed = fixed_of(path)
    assert (fixed.segments, fixed.refused) == (1, ())
    assert re.search(r"^-.*网络已就绪,他说\.", fixed.diff(), re.M)
    assert re.search(r"^\+.*网络已就绪，他说。", fixed.diff(), re.M)
    assert max(map(len, fixed.diff().splitlines())) < 410, "a diff can be read"
    write_fixed(fixed)
    assert [s.target_text for s in read_any(path).segments] == ["网络已就绪，他说。", "出口增长26.5%。"]
    assert fix_files(check(path).findings, gate()) == []


def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    table = 'id,source (en),target (zh-Hans)\n7,"The network is ready, he said.","网络已就绪,他说."\n'
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    done = l10n("check", "t.csv", "--fix", cwd=tmp_path)
    assert "l10n: t.csv#7: not fixed: .csv files of other programs are checked, not written: mend it" in done.stderr
    assert (tmp_path / "t.csv").read_text(encoding="utf-8") == table


def test_another_encoding_is_refused_whole(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", SLOPPY)
    text = path.read_text(encoding="utf-8").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    path.write_bytes(text.encode("utf-16"))
    with pytest.raises(FormatError, match="save it as UTF-8"):
        fixed_of(path)


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", SLOPPY)
    fixed = fixed_of(path)
    put(path, RIGHT)
    with pytest.raises(FormatError, match="changed by another program"):
        write_fixed(fixed)
    assert "26.5%" in path.read_text(encoding="utf-8")


def test_long_lines_are_shown_as_targets(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", (*SLOPPY, "a note " * 90))
    path.write_text(path.read_text(encoding="utf-8").replace("</source>\n", "</source>").replace("</target>\n", "</target>"), encoding="utf-8")
    shown = fixed_of(path).diff().splitlines()
    assert shown[2:] == ["@@ -5 +5 @@ sloppy", "-网络已就绪,他说.", "+网络已就绪，他说。"]


def segment(target: str, **more: object) -> Segment:
    return Segment("s", (Text("It works."),), (Text(target),), State.TRANSLATED, **more)


def test_a_fix_that_brings_an_error_is_taken_back() -> None:
    before = Segment("s", (Text("It rose 26.5 percent."),), (Text("增长26.5%。"),), State.TRANSLATED)
    harm = Finding("typography.wrong", Severity.INFO, "x", fix="增长25.6%。")
    assert mended(before, [harm], CheckKit(EN_ZH), {}) == before
    off = dict.fromkeys(("numbers.changed", "numbers.added"), "off")
    assert mended(before, [harm], CheckKit(EN_ZH), off) == before, "a check that is off still guards"
    good = replace(harm, fix="增长26.5%！")
    assert mended(before, [good], CheckKit(EN_ZH), {}).target_text == "增长26.5%！"


@pytest.mark.parametrize("content, after, wanted", [
    ((Text("a"), BOLD, Text("网络"), UNBOLD, Text(",他说")), "a网络，他说", "a<b>网络</b>，他说"),
    ((BOLD, Text("他说,"), UNBOLD, Text(" 走了")), "他说，走了", "<b>他说，</b>走了"),
    ((BOLD, Text("他说"), UNBOLD, Text("走了")), "他说。走了", "<b>他说。</b>走了"),
    ((BOLD, Text("他 "), UNBOLD, Text("们")), "咱们", "<b>咱</b>们"),
    ((BOLD, Text("他"), UNBOLD, Text("们")), "我辈", None),
    ((Text("甲"), BREAK, Text("乙.")), "甲\n乙。", "甲<br>乙。"),
    ((Text("甲"), BREAK, Text("乙")), "甲乙", None),
    ((BREAK,), "\n。", None),
])
def test_words_are_spread_over_codes(content: tuple, after: str, wanted: str | None) -> None:
    made = with_text(content, after)
    shown = None if made is None else "".join(item.native if isinstance(item, Code) else item.text for item in made)
    assert shown == wanted


PIECES = st.lists(st.tuples(st.text("ab甲，. \n", max_size=4), st.booleans()), max_size=6)


@settings(max_examples=300, deadline=None)
@given(PIECES, st.text("ab甲，. \n", max_size=14))
def test_spread_text_joins_to_what_was_asked_and_leaves_fixed_pieces(pieces: list, after: str) -> None:
    spread = spread_text(pieces, after)
    if spread is not None:
        assert "".join(spread) == after
        assert all(new == old for new, (old, free) in zip(spread, pieces, strict=True) if not free)


@settings(max_examples=60, deadline=None)
@given(articles(), st.sampled_from([xliff1, xliff2]), st.data())
def test_a_patched_file_reads_back_with_the_new_words_only(article, module, data) -> None:
    before = module.read_xliff("a.xlf", raw := module.write_xliff(article))
    free = [s for block in before.blocks if block.translate for s in block.segments if not s.locked]
    names = {s.id: s for s in free if s.target is not None and s.target_text}
    if not names:
        return
    name = data.draw(st.sampled_from(sorted(names)))
    new = with_text(names[name].target, names[name].target_text.replace(",", "，") + "。")
    if new is None:
        return
    from l10n.formats.xliff_common import unit_ids

    unit = unit_ids(before)[name]
    after, refused = patch_xliff("a.xlf", raw, {unit: (names[name].target_text, plain(new))})
    if refused:
        assert after == raw
        return
    for old, now in zip(before.segments, module.read_xliff("a.xlf", after).segments, strict=True):
        assert now.target_text == (plain(new) if old.id == name else old.target_text)
        assert now.source == old.source


def test_fix_on_the_command_line(tmp_path: Path) -> None:
    path = put(tmp_path / "a.xlf", SLOPPY, WRONG)
    path.chmod(0o644)
    before = path.read_bytes()
    shown = l10n("check", "a.xlf", "--diff", cwd=tmp_path)
    assert shown.stdout.startswith("--- a/a.xlf\n+++ b/a.xlf\n")
    assert "-        <target>网络已就绪,他说.</target>\n+        <target>网络已就绪，他说。</target>\n" in shown.stdout
    assert l10n("check", "a.xlf", "--fix", "--diff", cwd=tmp_path).stdout == shown.stdout
    assert path.read_bytes() == before
    done = l10n("check", "a.xlf", "--fix", cwd=tmp_path)
    assert done.returncode == 1, "the wrong number remains"
    assert "typography" not in done.stdout
    assert "numbers.changed" in done.stdout
    assert "a.xlf: 1 segment fixed" in done.stderr
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    once = path.read_bytes()
    assert "fixed" not in l10n("check", "a.xlf", "--fix", cwd=tmp_path).stderr
    assert path.read_bytes() == once
    assert list(tmp_path.glob(".*.part")) == []
