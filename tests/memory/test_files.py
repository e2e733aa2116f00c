"""Files in and out: every bilingual format fills a memory, TMX gives back what was written, faults lose nothing else."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.cli.main import cli
from l10n.errors import L10nError
from l10n.formats.exchange import EXCHANGE, write_skeleton
from l10n.model.article import Article, Segment, State
from l10n.model.inline import Code, CodeKind, Content, Text, plain
from l10n.model.memory import Entry, Origin
from l10n.resources.memory import add_entries, add_pair, all_entries, find_exact, in_context, open_memory
from l10n.review.memory_files import Intake, read_entries, tmx_pieces
from tests.memory.kits import EN_ZH, ZH_EN, article_of, bold, translated

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def run(*words: str, code: int | None = 0, **options: str):
    """The command's result; its exit code is checked."""
    result = CliRunner().invoke(cli, ["memory", *words], **options)
    if code is not None:
        assert result.exit_code == code, (result.output, result.exception)
    return result


def held(path: Path) -> list[Entry]:
    with open_memory(path) as memory:
        return list(all_entries(memory))


def pairs_of(path: Path) -> list[tuple[str, str, str]]:
    return [(plain(e.source), plain(e.target), str(e.pair)) for e in held(path)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "m.sqlite"


def reviewed() -> Article:
    inside = (Text("Very "), *bold("big"), Text(" plan."))
    article = article_of("It is cheap.", inside, "Not yet.", name="news.html")
    done = translated(article, "价格便宜。", (*bold("大"), Text("计划。")), "还没有。", state=State.FINAL)
    return done.map_segments(lambda s: replace(s, state=State.INITIAL, target=None) if s.id == "b3.1" else s)


@pytest.mark.parametrize("row", EXCHANGE, ids=lambda row: row.name)
def test_every_bilingual_format_fills_a_memory(row, path: Path, tmp_path: Path) -> None:
    file = tmp_path / f"news{row.suffixes[0]}"
    file.write_bytes(row.write(reviewed()))
    if not row.carries:
        (tmp_path / (file.name + ".l10n")).write_bytes(write_skeleton(reviewed()))
    run("import", str(file), "--memory", str(path), "--to", "zh")
    first, second = held(path)
    assert (plain(first.source), plain(first.target)) == ("It is cheap.", "价格便宜。")
    assert (plain(second.source), plain(second.target), second.pair) == ("Very big plan.", "大计划。", EN_ZH)
    assert first.approved and first.origin.kind in ("import", "person")


def test_drafts_of_an_engine_are_not_taken_in(path: Path, tmp_path: Path) -> None:
    """A machine's sentence that nobody edited is no translation memory; an edited or approved one is."""
    article = translated(article_of("One.", "Two.", "Three."), "一。", "二。", "三。", state=State.TRANSLATED)

    def scored(segment: Segment) -> Segment:
        return segment if segment.id == "b2.1" else replace(
            segment, score=-0.5, state=State.REVIEWED if segment.id == "b3.1" else segment.state)

    file = tmp_path / "a.xlf"
    file.write_bytes(EXCHANGE[0].write(article.map_segments(scored)))
    run("import", str(file), "--memory", str(path))
    assert pairs_of(path) == [("Two.", "二。", "en>zh-Hans"), ("Three.", "三。", "en>zh-Hans")]


def test_the_context_of_an_imported_file_counts(path: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.xlf"
    file.write_bytes(EXCHANGE[0].write(reviewed()))
    run("import", str(file), "--memory", str(path))
    around = {segment.source_text: keys for segment, keys in in_context(reviewed())}
    with open_memory(path) as memory:
        (match,) = find_exact(memory, (Text("It is cheap."),), EN_ZH, around["It is cheap."])
    assert match.context


TMX = """<?xml version="1.0"?><tmx version="1.4"><header srclang="en-US" creationtool="x"/><body>
<tu><tuv xml:lang="en-US"><seg>It is <bpt i="1">&lt;b></bpt>cheap<ept i="1">&lt;/b></ept>.</seg></tuv>
<tuv xml:lang="zh-CN"><seg>价格<bpt i="1">&lt;b></bpt>便宜<ept i="1">&lt;/b></ept>。</seg></tuv><tuv xml:lang="fr"><seg>Non</seg></tuv></tu>
<tu changedate="20240102T030405Z"><tuv xml:lang="zh-CN"><seg>天气很好。</seg></tuv><tuv xml:lang="en-US"><seg>It is fine.</seg></tuv></tu>
<tu><tuv xml:lang="en-US"><seg>Only English.</seg></tuv></tu><tu><tuv xml:lang="en-US"><seg> </seg></tuv><tuv xml:lang="zh-CN"><seg>空</seg></tuv></tu>
"""


def test_another_tools_tmx(path: Path, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(TMX + "</body></tmx>", "utf-8")
    assert "2 new of 2 pairs" in run("import", str(tmp_path / "a.tmx"), "--memory", str(path)).output
    first, second = held(path)
    assert [type(item).__name__ for item in first.source] == ["Text", "Code", "Text", "Code", "Text"]
    assert (plain(second.source), second.changed, second.state) == ("It is fine.", "2024-01-02T03:04:05Z", State.TRANSLATED)


def test_the_same_file_twice_adds_nothing_and_approves_when_asked(path: Path, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(TMX + "</body></tmx>", "utf-8")
    for words, told in (((), "2 new"), ((), "0 new"), (("--approved",), "2 new"), (("--approved",), "0 new")):
        assert told in run("import", str(tmp_path / "a.tmx"), "--memory", str(path), *words).output
    assert [entry.state for entry in held(path)] == [State.REVIEWED] * 2


def test_pairs_that_lead_the_other_way_are_turned_round(path: Path, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("It rains.\t下雨。\n价格便宜。\tIt is cheap.\n", "utf-8")
    run("import", str(tmp_path / "a.tsv"), "--memory", str(path), "--to", "en")
    assert pairs_of(path) == [("下雨。", "It rains.", "zh-Hans>en"), ("价格便宜。", "It is cheap.", "zh-Hans>en")]


@pytest.mark.parametrize("data,read", [
    (TMX, 2),                                                   # cut off
    (TMX + "<tu><oops></tu>", 2),                               # not well formed
    ("<!DOCTYPE tmx [<!ENTITY a 'b'>]>" + TMX[21:], 0),         # definitions of its own
    ("It rains.\t下雨。\nonly one\n", 1), ("", 0),
])
def test_a_damaged_file_keeps_what_stood_before_the_fault(data: str, read: int, path: Path, tmp_path: Path) -> None:
    file = tmp_path / ("a.tsv" if "\t" in data else "a.tmx")
    file.write_text(data, "utf-8")
    (tmp_path / "b.tsv").write_text("It snows.\t下雪。\n", "utf-8")
    result = run("import", str(file), str(tmp_path / "b.tsv"), "--memory", str(path), "--json", code=1)
    rows = json.loads(result.stdout)["files"]
    assert (rows[0]["read"], rows[0]["stored"], rows[1]["stored"]) == (read, read, 1) and "error" in rows[0]
    assert result.stderr.startswith("l10n: ") and str(file) in result.stderr and result.stderr.count("\n") == 1
    assert len(held(path)) == read + 1


def test_export_is_whole_or_not_there(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_memory(path, write=True) as memory:
        add_entries(memory, [add_pair(f"Number {n}.", f"第{n}号。", EN_ZH) for n in range(30)])
    out = tmp_path / "out.tmx"
    out.write_text("before")
    real = all_entries

    def broken(*args):
        for number, entry in enumerate(real(*args)):
            if number == 20:
                raise L10nError("memory", "the disk is gone", "")
            yield entry

    monkeypatch.setattr("l10n.resources.memory.all_entries", broken)
    run("export", str(out), "--memory", str(path), code=None)
    assert out.read_text() == "before" and sorted(p.name for p in tmp_path.iterdir()) == ["m.sqlite", "out.tmx"]
    monkeypatch.undo()
    assert run("export", str(out), "--memory", str(path)).output == f"30 pairs in {out}\n"
    assert out.read_bytes().count(b"<tu ") == 30


def test_one_pair_goes_in_a_file(path: Path, tmp_path: Path) -> None:
    with open_memory(path, write=True) as memory:
        add_entries(memory, [add_pair("One.", "一。", EN_ZH), add_pair("二。", "Two.", ZH_EN)])
    result = CliRunner().invoke(cli, ["memory", "export", str(tmp_path / "o.tmx"), "--memory", str(path)])
    assert isinstance(result.exception, L10nError) and "add --to LANG" in str(result.exception)
    run("export", str(tmp_path / "o.tmx"), "--memory", str(path), "--to", "en")
    run("import", str(tmp_path / "o.tmx"), "--memory", str(tmp_path / "n.sqlite"))
    assert pairs_of(tmp_path / "n.sqlite") == [("二。", "Two.", "zh-Hans>en")]


WORDS = st.text(st.sampled_from("abc 一二三<&>\"'\u3000.。5%\n"), min_size=1, max_size=12).filter(str.strip)
NAMES = st.text(st.sampled_from("ab 新/."), max_size=6)


@st.composite
def contents(draw: st.DrawFn) -> Content:
    items: list = [Text(draw(WORDS))]
    if draw(st.booleans()):
        items += [Code("1", CodeKind.OPEN, "<b>"), Text(draw(WORDS)), Code("1", CodeKind.CLOSE, "</b>")]
    if draw(st.booleans()):
        items += [Code("2", CodeKind.ALONE, "<br/>"), Text(draw(WORDS))]
    return tuple(items)


ENTRIES = st.builds(
    Entry, contents(), contents(), st.just(EN_ZH), st.sampled_from((State.TRANSLATED, State.REVIEWED, State.FINAL)),
    st.builds(Origin, st.sampled_from(("person", "import")), NAMES.map(str.strip), st.sampled_from((0, 7, -(2**63))),
              st.sampled_from((0, 2**63 - 1))),
    st.just("2026-01-02T03:04:05Z"), st.just("2026-02-03T04:05:06Z"),
)


@FEW
@given(st.lists(ENTRIES, min_size=1, max_size=8))
def test_a_memory_comes_back_from_its_tmx(tmp_path_factory, entries: list[Entry]) -> None:
    folder = tmp_path_factory.mktemp("m")
    with open_memory(folder / "a.sqlite", write=True) as memory:
        add_entries(memory, entries)
    first = held(folder / "a.sqlite")
    (folder / "a.tmx").write_bytes(b"".join(tmx_pieces(first, EN_ZH)))
    with open_memory(folder / "b.sqlite", write=True) as memory:
        add_entries(memory, read_entries(folder / "a.tmx", Intake()))
    second = held(folder / "b.sqlite")
    assert [replace(e, id=0, origin=replace(e.origin, document="")) for e in second] == [
        replace(e, id=0, origin=replace(e.origin, document="")) for e in first]
    assert [e.origin.document or "a.tmx" for e in first] == [e.origin.document for e in second]
    assert b"".join(tmx_pieces(second, EN_ZH)).count(b"<tu ") == len(first)


def test_search_says_where_a_pair_is_from(path: Path, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("It rains today.\t今天下雨。\nIt snows.\t下雪。\n", "utf-8")
    run("import", str(tmp_path / "a.tsv"), "--memory", str(path), "--quiet")
    assert "今天下雨。" in run("search", "RAINS", "--memory", str(path)).output
    found = json.loads(run("search", "It rains now.", "--near", "--json", "--memory", str(path)).output)
    assert [(row["source"], row["score"], row["document"]) for row in found] == [("It rains today.", 75, "a.tsv"), ("It snows.", 50, "a.tsv")]
    run("search", "nothing", "--memory", str(path), code=1)


def test_stats_and_remove(path: Path, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("It rains.\t下雨。\nIt rains.\t下雨了。\n", "utf-8")
    run("import", str(tmp_path / "a.tsv"), "--memory", str(path), "--quiet")
    found = json.loads(run("stats", "--verify", "--json", "--memory", str(path)).output)
    assert (found["entries"], found["several_targets"], found["pairs"], found["states"]) == (2, 1, {"en>zh-Hans": 2}, {"translated": 2})
    for words in ((), ("--all", "--text", "a")):
        refused = run("remove", *words, "--memory", str(path), code=None)
        assert isinstance(refused.exception, L10nError)
    run("remove", "--text", "下雨了", "--memory", str(path), code=1, input="n\n")
    assert len(held(path)) == 2
    assert run("remove", "--text", "下雨了", "--memory", str(path), input="y\n").stdout == "1 pair removed\n"
    assert run("remove", "--all", "--yes", "--quiet", "--memory", str(path)).output == ""
    run("remove", "--all", "--yes", "--memory", str(path), code=1)


@pytest.mark.parametrize("words", [
    ("stats",), ("import", "FILE"), ("remove", "--all"), ("export", "x.csv", "--memory", "m"),
    ("remove", "--memory", "none.sqlite", "--all"), ("remove", "--memory", "none.sqlite", "--before", "May"),
])
def test_wrong_use_is_one_line(words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "FILE").write_text("x")
    result = run(*words, code=None)
    assert isinstance(result.exception, L10nError) and "\n" not in str(result.exception)


def test_the_project_file_names_the_memory_and_the_thresholds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from l10n.cli.common import Choices, options_for, project
    from l10n.errors import ConfigError

    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.tsv").write_text("It rains.\t下雨。\n", "utf-8")
    (tmp_path / "l10n.toml").write_text('memory = "tm/m.sqlite"\nmemory-fill = 99\nmemory-suggest = 60\n', "utf-8")
    run("import", "a.tsv")
    options = options_for(Choices(), project(), EN_ZH)
    assert (options.memory, options.memory_fill, options.memory_suggest) == (tmp_path / "tm/m.sqlite", 99, 60)
    for wrong in ("memory-fill = 101", "memory-suggest = true", 'memory-fill = "95"'):
        (tmp_path / "l10n.toml").write_text(f"to = \"en\"\n{wrong}\n", "utf-8")
        with pytest.raises(ConfigError, match=r"l10n\.toml:2: memory-(fill|suggest)"):
            project()


def test_localise_tells_what_came_from_the_memory(tmp_path: Path, path: Path) -> None:
    (tmp_path / "a.tsv").write_text("It rains.\t下雨。\n", "utf-8")
    (tmp_path / "a.txt").write_text("It rains.\n\nIt snows in the hills.\n", "utf-8")
    run("import", str(tmp_path / "a.tsv"), "--memory", str(path))
    words = ["localise", str(tmp_path / "a.txt"), "--to", "zh", "--from", "en", "--engine", "fake", "--format", "plain", "-o", str(tmp_path / "o")]
    result = CliRunner().invoke(cli, [*words, "--memory", str(path)])
    assert "from memory: 1 segments, 2 words" in result.output, result.output
    report = json.loads(next((tmp_path / "o").glob("*.json")).read_text("utf-8"))
    assert report["counts"]["memory"] == 1 and any(s["target"] == "下雨。" for s in report["segments"])
    assert "from memory" not in CliRunner().invoke(cli, words).output


def test_the_doctor_looks_at_the_projects_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from l10n.cli.doctor import LOOKS

    look = dict(LOOKS)["memory"]
    monkeypatch.chdir(tmp_path)
    assert look() == "the project names none"
    (tmp_path / "l10n.toml").write_text('memory = "m.sqlite"\n', "utf-8")
    assert look() == f"none yet: {tmp_path / 'm.sqlite'}"
    (tmp_path / "a.tsv").write_text("It rains.\t下雨。\n", "utf-8")
    run("import", "a.tsv")
    assert look() == f"{tmp_path / 'm.sqlite'}, pairs: 1"
    (tmp_path / "m.sqlite").write_bytes(b"SQLite format 3\0" + bytes(9))
    with pytest.raises(L10nError):
        look()


def test_a_bar_is_drawn_on_a_terminal(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("l10n.cli.memory.is_terminal", lambda: True)
    (tmp_path / "a.tmx").write_text(TMX + "</body></tmx>", "utf-8")
    assert "2 new of 2 pairs" in run("import", str(tmp_path / "a.tmx"), "--memory", str(path)).stdout
    assert "a.tmx" not in run("import", str(tmp_path / "a.tmx"), "--memory", str(path), "--quiet").output


def test_explain_says_what_the_memory_did(path: Path, tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("Revenue grew by 5 percent.\t收入增长5%。\n", "utf-8")
    (tmp_path / "a.txt").write_text("Revenue grew by 7 percent.\n", "utf-8")
    run("import", str(tmp_path / "a.tsv"), "--memory", str(path))
    words = ["--to", "zh", "--from", "en", "--engine", "fake", "--format", "plain", "-o", str(tmp_path / "o"), "--memory", str(path)]
    CliRunner().invoke(cli, ["localise", str(tmp_path / "a.txt"), *words])
    (report,) = (tmp_path / "o").glob("*.json")
    name = json.loads(report.read_text("utf-8"))["segments"][0]["id"]
    told = CliRunner().invoke(cli, ["explain", f"{report}#{name}"]).output
    assert "the same sentence with other values in the memory: 99 % from a.tsv" in told and "5% -> 7%" in told, told
