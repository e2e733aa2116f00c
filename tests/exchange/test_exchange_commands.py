"""extract, merge, convert and localise again, as a person types them."""

import json
import re
from pathlib import Path

import pytest

from l10n.formats.exchange import EXCHANGE
from tests.exchange.typed import PAGE, USERS, come_back, go_out, run

KINDS = [row.name for row in EXCHANGE]


def edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        changed = re.sub(before, after, text, flags=re.DOTALL)
        assert changed != text, before
        text = changed
    path.write_text(text, encoding="utf-8")


def set_target(source: str, target: str, state: str = "translated") -> tuple[str, str]:
    """A change that gives the unit of XLIFF 2 with that source a target."""
    return (
        rf'state="\w+"><source>((?:(?!</source>).)*?{source}.*?)</source>(<target>.*?</target>)?',
        rf'state="{state}"><source>\1</source><target>{target}</target>',
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_goes_out_and_comes_back_with_the_page_gone(kind: str, page: Path) -> None:
    done = run("extract", page, "--to", "zh", "--as", kind, "-o", "out", "--json", "--translate", "--engine", "fake")
    assert done.exit_code == 0, done.output
    row = json.loads(done.stdout)["files"][0]
    assert row["units"] == row["translated"] == 5
    page.unlink()
    done = run("merge", row["written"], "-o", "back", "--json")
    assert done.exit_code == 0, done.output
    back = json.loads(done.stdout)["files"][0]
    assert (back["segments"], back["changed"], back["states"], back["refused"], back["lost"]) == (5, 0, 0, 0, 0)
    assert "439.5万" in Path(back["page"]).read_text(encoding="utf-8")


def test_edits_states_and_comments_stand_in_page_report_and_file(page: Path) -> None:
    assert run("extract", page, "--to", "zh", "--quiet").stdout == ""
    file = Path("out/trial.zh-Hans.xlf")
    edit(file, set_target("The port", '港口现在使用<pc id="1" dataRefStart="d1" dataRefEnd="d2">6G</pc>无线设备。', "final"),
         set_target("It has", "它有439.5万用户。"), (r"(<unit id=[^>]*>)(?=(?:(?!<unit).)*It has)", r"\1<notes><note>Users of what?</note></notes>"))
    done = run("merge", file, "-o", "back")
    assert done.exit_code == 0, done.output
    assert re.search(r"trial.zh-Hans.xlf +5 +2 +1 +0 +0 +0", done.stdout), done.stdout
    text = Path("back/trial.zh-Hans.html").read_text(encoding="utf-8")
    assert "港口现在使用<b>6G</b>无线设备。" in text
    report = json.loads(Path("back/trial.zh-Hans.json").read_text(encoding="utf-8"))
    states = {s["source"]: s["state"] for s in report["segments"]}
    assert states["The port uses 6G radios now."] == "final"
    assert [s["comments"] for s in report["segments"] if s["comments"]] == [["Users of what?"]]
    again = run("merge", "back/trial.zh-Hans.xlf", "-o", "twice", "--json")
    assert json.loads(again.stdout)["files"][0]["changed"] == 0
    assert Path("twice/trial.zh-Hans.html").read_bytes() == Path("back/trial.zh-Hans.html").read_bytes()


def test_untranslated_segments_are_told(page: Path) -> None:
    run("extract", page, "--to", "zh")
    done = run("merge", "out/trial.zh-Hans.xlf", "-o", "back")
    assert done.exit_code == 0
    assert "5 segments have no translation" in done.stderr


def test_what_is_refused_is_told_with_its_unit_and_the_rest_is_merged(page: Path) -> None:
    run("extract", page, "--to", "zh")
    file = Path("out/trial.zh-Hans.xlf")
    edit(file, set_target("The port", "没有标记。"), set_target("It has", "它有439.5万用户。"))
    came = file.read_bytes()
    done = run("merge", file, "-o", "out")
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert re.match(r"out/trial.zh-Hans.xlf:\d+#\S+: error: exchange.codes: unit \S+ lacks code 1 \(open\)", lines[0]), lines
    assert "它有439.5万用户。" in Path("out/trial.zh-Hans.html").read_text(encoding="utf-8")
    assert Path("out/trial.zh-Hans.xlf.orig").read_bytes() == came, "the file that held the refused words is kept"
    assert "lacks code" in file.read_text(encoding="utf-8"), "the next file tells the translator"


def test_an_edit_that_loses_a_number_or_a_term_is_found(page: Path) -> None:
    run("extract", page, "--to", "zh", "--translate", "--engine", "fake")
    file = Path("out/trial.zh-Hans.xlf")
    edit(file, set_target("It has", "它有43.95万用户。"))
    done = run("merge", file, "-o", "back", "--json")
    assert done.exit_code == 1
    report = json.loads(Path("back/trial.zh-Hans.json").read_text(encoding="utf-8"))
    found = [f for s in report["segments"] for f in s["findings"] if s["source"].startswith("It has")]
    assert "numbers.changed" in [f["code"] for f in found]
    constraint = next(c for s in report["segments"] for c in s["constraints"] if c["source"] == "4.395 million")
    assert not constraint["met"]


def test_a_page_that_changed_is_told_with_both_texts(page: Path) -> None:
    run("extract", page, "--to", "zh", "--translate", "--engine", "fake")
    page.write_text(PAGE.replace("4.395 million", "5 million").replace("</article>", "<p>A new end.</p></article>"), encoding="utf-8")
    for more in ((), ("--source", page)):
        done = run("merge", "out/trial.zh-Hans.xlf", "-o", "back", *more)
        assert done.exit_code == 1
        assert ("exchange.stale: the source “It has 4.395 million users.” changed: "
                "the page says “It has 5 million users.” now") in done.stderr
        assert "the page says “A new end.” now, which was not there" in done.stderr


def test_approved_and_edited_segments_survive_a_new_run(page: Path) -> None:
    assert run("localise", page, "--to", "zh", "--engine", "fake").exit_code == 0
    file = Path("out/trial.zh-Hans.xlf")
    edit(file, set_target("It has", "它有439.5万用户!", "final"), set_target("Nobody", '无人<pc id="1" dataRefStart="d1" dataRefEnd="d2">受伤</pc>!'))
    page.write_text(PAGE.replace("<p>Nobody", "<p>One more sentence. Nobody"), encoding="utf-8")
    done = run("localise", page, "--to", "zh", "--engine", "fake")
    assert "kept: 1 approved and 1 edited of trial, from out/trial.zh-Hans.xlf" in done.stderr
    text = Path("out/trial.zh-Hans.html").read_text(encoding="utf-8")
    assert "它有439.5万用户!" in text, "exactly as the person wrote it"
    assert re.search(r'无人<a href="/hurt"[^>]*>受伤</a>!', text)
    states = [s["state"] for s in json.loads(Path("out/trial.zh-Hans.json").read_text(encoding="utf-8"))["segments"]]
    assert states.count("final") == 1
    run("localise", page, "--to", "zh", "--engine", "fake", "--no-review")
    assert "用户!" not in Path("out/trial.zh-Hans.html").read_text(encoding="utf-8")


def test_approved_segments_come_from_the_file_that_is_given(page: Path) -> None:
    run("localise", page, "--to", "zh", "--engine", "fake", "-o", "first")
    edit(Path("first/trial.zh-Hans.xlf"), set_target("It has", "它有439.5万用户哦。", "final"))
    Path("first/trial.zh-Hans.xlf").rename("from-li.xlf")
    done = run("localise", page, "--to", "zh", "--engine", "fake", "-o", "second", "--review", "from-li.xlf")
    assert done.exit_code == 0, done.output
    assert "用户哦。" in Path("second/trial.zh-Hans.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["xliff", "po", "xlsx"])
def test_extracting_again_keeps_what_people_did(kind: str, page: Path) -> None:
    """A page changes while its file is with the translator: the new file holds the old work."""
    file = go_out(kind)
    back = merged_with(file, USERS, "用户达439.5万。")
    page.write_text(PAGE.replace("<p>Nobody", "<p>One more sentence. Nobody"), encoding="utf-8")
    done = run("extract", page, "--to", "zh", "--as", kind, "--review", back)
    assert "kept: 1 edited of trial" in done.stderr, done.output
    summary, text = come_back(file)
    assert summary["untranslated"] == 5
    assert "用户达439.5万。" in text
    assert "kept: 1 edited" in run("extract", page, "--to", "zh", "--as", kind).stderr, "from the file in OUT"
    assert "kept" not in run("extract", page, "--to", "zh", "--as", kind, "--no-review").stderr


def test_what_was_approved_goes_into_the_memory_and_comes_out_of_it(page: Path) -> None:
    file = go_out("xliff")
    edit(file, set_target("It has", "用户达439.5万。", "final"), set_target("Nobody", '无人<pc id="1">受伤</pc>。'))
    assert run("merge", file, "-o", "back", "--memory", "our.memory").exit_code == 0
    other = page.with_name("other.html")
    other.write_text(PAGE.replace("Harbour trial", "Another title"), encoding="utf-8")
    done = run("extract", other, "--to", "zh", "--memory", "our.memory", "-o", "next", "--json")
    assert done.file["translated"] == 1, "the approved one, not the one that was only edited"
    assert "用户达439.5万。" in Path(done.file["written"]).read_text(encoding="utf-8")


def merged_with(file: Path, source: str, target: str) -> Path:
    """The XLIFF that a merge writes after one edit."""
    xliff = Path("edit.xlf")
    assert run("convert", file, xliff).exit_code == 0
    edit(xliff, set_target(source[:6], target))
    return Path(run("merge", xliff, "-o", "merged", "--json").file["xliff"])


def test_an_approved_sentence_that_left_the_page_is_told(page: Path) -> None:
    run("localise", page, "--to", "zh", "--engine", "fake")
    edit(Path("out/trial.zh-Hans.xlf"), set_target("It has", "它有439.5万用户。", "final"))
    page.write_text(PAGE.replace(" It has 4.395 million users.", ""), encoding="utf-8")
    done = run("localise", page, "--to", "zh", "--engine", "fake")
    assert "exchange.stale: the page says “It has 4.395 million users.” no more" in done.stderr
    assert done.exit_code == 0


def test_a_damaged_review_file_is_never_written_over(page: Path) -> None:
    other = page.with_name("other.html")
    other.write_text(PAGE, encoding="utf-8")
    Path("out").mkdir()
    Path("out/trial.zh-Hans.xlf").write_text("<xliff", encoding="utf-8")
    done = run("localise", page, other, "--to", "zh", "--engine", "fake")
    assert done.exit_code == 1
    assert "its bilingual file" in done.stderr and "--no-review" in done.stderr
    assert Path("out/trial.zh-Hans.xlf").read_text(encoding="utf-8") == "<xliff"
    assert Path("out/other.zh-Hans.html").is_file()


def test_one_bad_file_does_not_stop_the_others(page: Path) -> None:
    run("extract", page, "--to", "zh")
    Path("bad.xlf").write_text("<xliff", encoding="utf-8")
    done = run("merge", "bad.xlf", "out/trial.zh-Hans.xlf", "-o", "back")
    assert done.exit_code == 1
    assert "bad.xlf:1: not well-formed XML" in done.stderr
    assert Path("back/trial.zh-Hans.html").is_file()
    assert run("merge", "bad.xlf", "-o", "back").exit_code == 2


def test_two_files_of_one_page_are_not_merged_over_one_another(page: Path) -> None:
    run("extract", page, "--to", "zh", "-o", "li")
    run("extract", page, "--to", "zh", "-o", "wang")
    done = run("merge", "li", "wang", "-o", "back")
    assert done.exit_code == 1
    assert "wang/trial.zh-Hans.xlf: would write back/trial.zh-Hans.html again" in done.stderr


@pytest.mark.parametrize("first", KINDS)
@pytest.mark.parametrize("second", KINDS)
def test_convert_keeps_everything(first: str, second: str, page: Path) -> None:
    run("extract", page, "--to", "zh", "--as", first, "--translate", "--engine", "fake", "-o", "one")
    given = next(path for path in Path("one").iterdir() if path.suffix != ".l10n")
    Path("two").mkdir()
    done = run("convert", given, "two", "--as", second, "--json")
    assert done.exit_code == 0, done.output
    back = run("merge", json.loads(done.stdout)["written"], "-o", "back", "--json")
    assert json.loads(back.stdout)["files"][0]["changed"] == 0, back.output
    run("merge", given, "-o", "direct")
    pages = [next(Path(folder).glob("*.html")).read_bytes() for folder in ("back", "direct")]
    assert pages[0] == pages[1]


@pytest.mark.parametrize("arguments, said", [
    (("convert", "{page}", "x.xlf"), "is no bilingual file"),
    (("convert", "{file}", "x.pdf"), "its suffix names no bilingual format"),
    (("convert", "{file}", "{file}"), "is the file that is read"),
    (("merge", "{page}"), "is no bilingual file"),
    (("merge", "{file}", "{file}2", "--source", "{page}"), "does not exist"),
    (("extract", "{page}"), "no target language"),
    (("extract", "nowhere.html", "--to", "zh"), "no such file"),
])
def test_wrong_use_is_one_line_and_exit_2(arguments: tuple[str, ...], said: str, page: Path) -> None:
    run("extract", page, "--to", "zh")
    done = run(*(a.format(page=page, file="out/trial.zh-Hans.xlf") for a in arguments))
    assert done.exit_code == 2
    assert said in done.output
