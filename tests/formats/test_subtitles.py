"""Subtitles: cues, timings and blocks of others stay; sentences over cues, tags, speakers, line breaks, faults."""

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from l10n.errors import EmptyError, FormatError, L10nError
from l10n.formats import subtitles
from l10n.formats.subtitles_lines import LIMITS, break_lines, width
from l10n.formats.table import detect, read_article, write_native
from l10n.model.article import Article, Segment
from l10n.model.inline import Code, Content, Text, codes
from l10n.model.pair import Pair
from l10n.model.trail import Proof, Rung
from l10n.pipeline import Options, load_kit, localise
from tests.cases import read_cases

HERE = Path(__file__).parent
PAIR = Pair("und", "zh-Hans")
SRT = """1
00:00:01,000 --> 00:00:03,000
The city opened its first
6G test field on Monday,

2
00:00:03,100 --> 00:00:05,000
and more than 240 firms
have registered so far.

3
00:00:06,000 --> 00:00:07,000 X1:10 X2:20
- <i>Is it</i> ready?
- {\\an8}Yes.

4
00:00:08,000 --> 00:00:09,000
<font color="#fff"><i>All in italics.</i></font>

5
00:00:10,000 --> 00:00:11,000
♪♪♪
"""
VTT = """WEBVTT - Harbour
Kind: captions
Language: en

STYLE
::cue(.loud) { color: white }

REGION
id:fred

NOTE A note --
that is not translated

intro
00:01.000 --> 00:03.000 align:start position:10%
<v Chen Ming>We tested R&amp;D today, <c.loud>all day</c>.

00:03.500 --> 00:05.000
<00:03.500>It <00:04.000>works.
"""


def read(text: str, name: str = "a.srt", pair: Pair = PAIR) -> Article:
    return read_article(name, text.encode(), pair, None)


def translated(article: Article, *targets: str) -> str:
    """The file with the targets in place of the blocks' sources, in order; codes stand at the targets' `|`."""
    left = list(targets)

    def put(segment: Segment) -> Segment:
        items: list[Text | Code] = []
        own = list(codes(segment.source))
        for number, part in enumerate(left.pop(0).split("|")):
            items += [own.pop(0), Text(part)] if number else [Text(part)]
        return replace(segment, target=tuple(items))

    return write_native(article.map_segments(put)).decode()


def test_units_of_a_subrip_file() -> None:
    article = read(SRT)
    assert (article.format, article.pair) == ("srt", Pair("en", "zh-Hans"))
    assert [block.text for block in article.body] == [
        "The city opened its first 6G test field on Monday, and more than 240 firms have registered so far.",
        "Is it ready?", "Yes.", "All in italics."]
    assert [block.kind for block in article.body] == ["cue"] * 4


def test_units_of_a_webvtt_file() -> None:
    article = read(VTT, "a.vtt")
    assert article.format == "vtt"
    assert [block.text for block in article.body] == ["We tested R&D today, all day.", "It works."]
    assert [code.native for code in codes(article.body[0].segments[0].source)] == ["<c.loud>", "</c>"]
    assert [drop.text for drop in article.dropped][:3] == ["WEBVTT - Harbour", "Kind: captions", "Language: en"]
    assert "that is not translated" in [drop.text for drop in article.dropped]


def test_a_sentence_over_two_cues_is_cut_at_its_comma_again() -> None:
    written = translated(read(SRT), "该市周一启用首个6G|试验场，目前已有240多家企业完成注册。", "||准备好了吗？", "好了。", "全是斜体。")
    assert written.startswith(
        "1\n00:00:01,000 --> 00:00:03,000\n该市周一启用首个6G试验场，\n\n"
        "2\n00:00:03,100 --> 00:00:05,000\n目前已有240多家企业完成注册。\n\n"
    )
    assert "00:00:06,000 --> 00:00:07,000 X1:10 X2:20\n- <i></i>准备好了吗？\n- {\\an8}好了。\n" in written
    assert written.endswith('<font color="#fff"><i>全是斜体。</i></font>\n\n5\n00:00:10,000 --> 00:00:11,000\n♪♪♪\n')


def test_webvtt_is_written_with_its_entities_voices_and_language() -> None:
    written = translated(read(VTT, "a.vtt"), "我们今天|全天|测试<R&D>。", "它|可行。")
    assert "Language: zh-Hans\n" in written
    assert "<v Chen Ming>我们今天<c.loud>全天</c>测试&lt;R&amp;D&gt;。\n" in written
    assert written.endswith("<00:03.500>它<00:04.000>可行。\n")
    assert written.split("intro")[0] == VTT.split("intro")[0].replace("Language: en", "Language: zh-Hans")


def test_a_sentence_too_short_for_its_cues_stands_in_each() -> None:
    text = "1\n0:00:01,000 --> 0:00:02,000\nWell,\n\n2\n0:00:02,000 --> 0:00:03,000\nthen,\n\n3\n0:00:03,000 --> 0:00:04,000\nyes.\n"
    written = translated(read(text), "|行|。")
    assert [cue.split("\n")[2] for cue in written.strip().split("\n\n")] == ["行。", "行。", "行。"]


def test_a_file_without_marks_is_taken_cue_by_cue() -> None:
    text = "".join(f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n今天我们开幕\n欢迎各位来宾\n\n" for n in range(1, 6))
    article = read(text, pair=Pair("zh-Hans", "en"))
    assert [block.text for block in article.body] == ["今天我们开幕 欢迎各位来宾"] * 5


# What keeps two cues apart: end of the first, start of the second, pause in milliseconds.
APART = [
    ("It is over.", "And more", 100), ("It is", "- No, it is", 100), ("It is", "[door opens]", 100),
    ("It is", "ready now", 1600), ("It <b>is", "ready</b> now", 100), ("It is", "JOHN: ready", 100),
    ("<i>It is</i>", "ready", 100), ("It is…", "ready", 100),
]


@pytest.mark.parametrize("first, second, pause", [*APART, ("It is", "ready now", 100)])
def test_cues_run_on_only_within_a_sentence(first: str, second: str, pause: int) -> None:
    ended = "9\n00:01:00,000 --> 00:01:01,000\nDone.\n"
    start = f"00:00:0{2 + pause // 1000},{pause % 1000:03}"
    text = f"1\n00:00:01,000 --> 00:00:02,000\n{first}\n\n2\n{start} --> 00:00:08,000\n{second}\n\n{ended}"
    assert len(read(text).body) == (3 if (first, second, pause) in APART else 2)


@pytest.mark.parametrize("text, expected", read_cases(HERE / "subtitles.lines.cases"))
def test_lines(text: str, expected: str) -> None:
    language = "zh" if re.search("[\u4e00-\u9fff]", text) else "en"
    spans = break_lines(text, language)
    assert " / ".join(text[a:b] for a, b in spans) == expected
    assert text.isalpha() or all(width(text[a:b], language) <= LIMITS[language] for a, b in spans)


def test_lines_never_part_a_term() -> None:
    text = "港口城市今天上午启动工业和信息化部试验项目"
    assert [text[a:b] for a, b in break_lines(text, "zh", [(10, 17)])] == ["港口城市今天上午启动", "工业和信息化部试验项目"]
    proof = Proof("term", "miit", "MIIT", "工业和信息化部", (0, 4), (10, 17), Rung.SLOT)
    one = read("1\n00:00:01,000 --> 00:00:02,000\nMIIT starts a trial.\n")
    done = one.map_segments(lambda s: replace(s, target=(Text(text),), proofs=(proof,)))
    assert "启动\n工业和信息化部" in write_native(done).decode()


def test_line_ends_that_a_person_set_stay() -> None:
    one = read("1\r\n00:00:01,000 --> 00:00:02,000\r\nMIIT starts a trial.\r\n")
    assert translated(one, "工信部\n启动试验。") == "1\r\n00:00:01,000 --> 00:00:02,000\r\n工信部\r\n启动试验。\r\n"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="基站信号在，。！（）“”《》 Aa1.5%—…的\u3000", max_size=80), st.sampled_from(["zh", "en"]))
def test_no_character_is_lost_and_no_mark_starts_a_line(text: str, language: str) -> None:
    spans = break_lines(text.strip(), language)
    lines = [text.strip()[a:b] for a, b in spans]
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert not any(line[:1] in "，。！）”》…%" for line in lines[1:] if line)
    assert not any(line[-1:] in "（“《" for line in lines[:-1] if line)


ODD = [
    SRT, VTT, SRT.replace("\n", "\r\n"), "\ufeff" + SRT, "\ufeff" + VTT, SRT.replace("1\n00", "00").replace("2\n00", "00"),
    SRT.replace(",000 -->", ".000-->"), "\n\n" + SRT + "\n\n\n", SRT.replace("\n\n", "\n \n"), SRT.rstrip("\n"),
    "1\n00:00:01,000 --> 00:00:02,000\nOne\n\nand two\n\n2\n00:00:01,500 --> 00:00:03,000\nThree <b>four.\n",
    "7\n00:00:01,000 --> 00:00:02,000\n7\n\n7\n00:00:03,000 --> 00:00:04,000\nSeven < eight & 9 > 1 </i>\n",
    "1\n00:00:01,000 --> 00:00:02,000\n—— 我们出发。\n2\n00:00:02,000 --> 00:00:03,000\n— 好。\n",
    VTT.replace("Language: en\n", ""), VTT.replace("\n", "\r\n"), "WEBVTT\n\n00:01.000 --> 00:02.000\nCaf&eacute;&nbsp;<b>x\n",
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_identity_in_is_identity_out(text: str) -> None:
    name = "a.vtt" if text.lstrip("\ufeff").startswith("WEBVTT") else "a.srt"
    data = text.encode()
    article = read_article(name, data, PAIR, None)
    assert article.format == name[2:]
    assert write_native(article) == data
    same = article.map_segments(lambda s: replace(s, target=s.source))
    assert write_native(same).replace(b"Language: zh-Hans", b"Language: en") == data


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_timings_and_tags_stay_through_translation(text: str) -> None:
    name = "a.vtt" if text.lstrip("\ufeff").startswith("WEBVTT") else "a.srt"
    article = read_article(name, text.encode(), Pair("en", "zh-Hans"), None)
    options = Options(article.pair, engine="fake")
    from l10n.engines.fake import FakeEngine

    done = localise([article], load_kit(options), FakeEngine())[0]
    written = write_native(done).decode()
    assert [line for line in written.splitlines() if "-->" in line] == [line for line in text.splitlines() if "-->" in line]
    assert sorted(re.findall(r"</?\w[^<>\n]{0,40}>|\{\\.*?\}", written)) == sorted(re.findall(r"</?\w[^<>\n]{0,40}>|\{\\.*?\}", text))


def test_gb18030_and_a_name_that_misleads() -> None:
    data = "1\n00:00:01,000 --> 00:00:02,000\n今天我们启动外场试验。\n".encode("gb18030")
    article = read_article("a.srt", data, Pair("und", "en"), None)
    assert (article.charset, article.body[0].text) == ("gb18030", "今天我们启动外场试验。")
    assert detect("a.txt", SRT.encode()).name == "srt"
    assert detect("a.srt", VTT.encode()).name == "vtt"


FAULTS = [
    ("a.srt", "", "is empty"), ("a.srt", "Only words.\n", "holds no cue"), ("a.vtt", "Words\n", "does not start with WEBVTT"),
    ("a.srt", SRT + "\n6\n00:00:12,000 -> 00:00:13\nx --> y\n", ""),
    ("a.srt", "1\n00:00:xx,000 --> 00:00:02,000\nHello there.\n\n" + SRT, "a.srt:2: “00:00:xx,000 --> 00:00:02,000” is no timing"),
    ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n♪\n", "holds no words"),
]


@pytest.mark.parametrize("name, text, said", FAULTS)
def test_faults_are_one_line(name: str, text: str, said: str) -> None:
    if not said:
        read_article(name, text.encode(), PAIR, None)
        return
    with pytest.raises(L10nError) as caught:
        read_article(name, text.encode(), PAIR, name[2:])
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert isinstance(caught.value, EmptyError | FormatError)


def test_overlapping_cues_are_told() -> None:
    article = read(SRT.replace("00:00:08,000", "00:00:06,500"))
    assert [finding.code for finding in article.findings] == ["subtitles.overlapping"]


def test_large_files_take_time_in_proportion() -> None:
    many = "".join(f"{n}\n{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02},000 --> {n // 3600:02}:{n // 60 % 60:02}:{n % 60:02},900\n"
                   f"The base station number {n} works.\n\n" for n in range(20_000))
    long = "1\n00:00:01,000 --> 00:00:02,000\n" + "word " * 100_000 + "\n"
    odd = "1\n00:00:01,000 --> 00:00:02,000\nx" + "\n" * 200_000 + "<i>" * 20_000 + "y\n"
    started = time.process_time()
    for text in (many, long, odd):
        article = read(text)
        done = article.map_segments(lambda s: replace(s, target=(*s.source[:-1], Text("它可行。" * (len(s.source_text) // 20 + 1)))))
        write_native(done)
    assert time.process_time() - started < 20


def content(text: str) -> Content:
    return (Text(text),)


def test_a_block_whose_targets_are_missing_keeps_its_source() -> None:
    article = read(SRT)
    first = replace(article.body[1], segments=tuple(replace(s, target=content("好？")) for s in article.body[1].segments))
    written = write_native(replace(article, body=(article.body[0], first, *article.body[2:]))).decode()
    assert written == SRT.replace("<i>Is it</i> ready?", "好？")


def test_the_writer_is_the_readers_own() -> None:
    assert subtitles.write(read(SRT)) == SRT.encode()
