"""The commands as a person types them, in a process of their own, with engines that need no model."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "l10n" / "samples" / "harbour-city-6g.txt"
PAGE = ROOT / "l10n" / "samples" / "wangluo-jianshe.html"
REAL = ROOT.parent / "shared" / "samples" / "000_aca5d6cf16b5deaf.txt"


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def run(*arguments: object, cwd: Path, home: Path, stdin: str = "") -> subprocess.CompletedProcess:
    environment = {**os.environ, "L10N_HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "l10n", *map(str, arguments)], cwd=cwd, env=environment, input=stdin,
                          capture_output=True, text=True, timeout=180, encoding="utf-8")
    assert "Traceback" not in done.stderr, done.stderr
    return done


def test_localise_writes_page_xliff_and_report(tmp_path: Path, home: Path) -> None:
    done = run("localise", SAMPLE, "--to", "zh_CN", "--engine", "fake", "-o", "o", cwd=tmp_path, home=home)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "o" / "harbour-city-6g.zh-Hans.html").read_text(encoding="utf-8")
    assert '<html lang="zh-Hans"' in page
    assert "2025年6月12日 09:20" in page
    for wanted in ("通感一体化", "增值电信业务", "6G", "125万", "12.5%", "8.2%", "46亿元", "1.86万"):
        assert wanted in page, wanted
    for furniture in ("Related news", "友情", "Copyright", "MorePhoto"):
        assert furniture not in page
    report = json.loads((tmp_path / "o" / "harbour-city-6g.zh-Hans.json").read_text(encoding="utf-8"))
    assert report["article"]["published"] == "2025-06-12T09:20:15"
    assert len(report["article"]["blocks"]) == 7
    assert all(c["met"] for s in report["segments"] for c in s["constraints"])
    assert (tmp_path / "o" / "harbour-city-6g.zh-Hans.xlf").read_text(encoding="utf-8").startswith("<?xml")


def test_chinese_page_to_english(tmp_path: Path, home: Path) -> None:
    done = run("localise", PAGE, "--to", "en", "--engine", "fake", "-o", "o", cwd=tmp_path, home=home)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "o" / "wangluo-jianshe.en.html").read_text(encoding="utf-8")
    for wanted in ("4.395 million", "145,000", "1.2 billion yuan", "April 18, 2025", 'href="https://example.com/report"', "<table>", "<li>"):
        assert wanted in page, wanted
    assert "开渔" not in page


@pytest.mark.parametrize("kind,suffix", [("same", "html"), ("bilingual", "html")])
def test_other_pages(kind: str, suffix: str, tmp_path: Path, home: Path) -> None:
    done = run("localise", PAGE, "--to", "en", "--engine", "fake", "--page", kind, cwd=tmp_path, home=home)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "out" / f"wangluo-jianshe.en.{suffix}").read_text(encoding="utf-8")
    assert "4.395 million" in text
    if kind == "same":
        assert '<html lang="en"' in text
        assert "开渔" in text and 'class="byline"' in text


def test_bad_files_do_not_stop_the_others(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good1.txt").write_bytes(SAMPLE.read_bytes())
    (folder / "good2.html").write_bytes(PAGE.read_bytes())
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "junk.txt").write_text("Home\n\nShare\n\nRelated news\n\nCopyright ©2025 X. All rights reserved.\n")
    done = run("localise", folder, "--to", "zh-Hans", "--from", "en", "--engine", "fake", "-o", "o", "--quiet", cwd=tmp_path, home=home)
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 3, lines
    for name in ("empty.txt", "binary.txt", "junk.txt"):
        assert sum(name in line for line in lines) == 1
    pages = sorted(p.name for p in (tmp_path / "o").glob("*.html"))
    assert pages == ["good1.zh-Hans.html", "good2.zh-Hans.html", "index.zh-Hans.html"]
    assert "good1.zh-Hans.html" in (tmp_path / "o" / "index.zh-Hans.html").read_text(encoding="utf-8")


def test_a_file_in_the_target_language_is_reported(tmp_path: Path, home: Path) -> None:
    done = run("localise", SAMPLE, PAGE, "--to", "zh", "--engine", "fake", "-o", "o", "--quiet", cwd=tmp_path, home=home)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "is Chinese already" in done.stderr
    assert [p.name for p in (tmp_path / "o").glob("*.html")] == ["harbour-city-6g.zh-Hans.html"]


def test_nothing_readable_is_exit_2(tmp_path: Path, home: Path) -> None:
    (tmp_path / "e.txt").write_bytes(b"")
    done = run("localise", "e.txt", "--to", "en", "--engine", "fake", cwd=tmp_path, home=home)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments,cure", [
    (("localise", "nowhere.txt", "--to", "en"), "no such file"),
    (("localise", "{sample}"), "--to zh-Hans"),
    (("localise", "{sample}", "--to", "klingon"), "use one of"),
    (("localise", "{sample}", "--to", "zh", "--engine", "magic"), "argos, fake"),
    (("localize", "{sample}", "--to", "zh", "--format", "pdf"), "use one of"),
    (("lokalise", "{sample}"), "did you mean"),
    (("translate", "--to", "en", "--from", "en"), "other language"),
    (("localise", "{sample}", "--to", "zh", "--glossary", "{sample}", "--engine", "fake"), ""),
])
def test_wrong_use_is_one_clear_line(arguments: tuple, cure: str, tmp_path: Path, home: Path) -> None:
    done = run(*(a.replace("{sample}", str(SAMPLE)) for a in arguments), cwd=tmp_path, home=home)
    assert done.returncode == 2
    assert cure in done.stderr


def test_translate_one_line_for_each_line(tmp_path: Path, home: Path) -> None:
    done = run("translate", "--to", "zh", "--engine", "fake", cwd=tmp_path, home=home, stdin="It has 4.395 million users.\n\nThe end.\n")
    assert done.returncode == 0
    lines = done.stdout.split("\n")
    assert len(lines) == 4 and "439.5万" in lines[0] and lines[1] == ""


def test_translate_json(tmp_path: Path, home: Path) -> None:
    done = run("translate", "--to", "en", "--engine", "fake", "--json", cwd=tmp_path, home=home, stdin="建成439.5万个5G基站。\n")
    record = json.loads(done.stdout)
    assert {"source", "target", "state", "score", "constraints", "findings"} <= set(record)
    assert {c["source"]: c["target"] for c in record["constraints"]}["439.5万"] == "4.395 million"


def test_translate_switches(tmp_path: Path, home: Path) -> None:
    done = run("translate", "--to", "zh", "--engine", "fake", "--json", "--no-facts", "--no-glossary", cwd=tmp_path, home=home,
               stdin="MIIT built 120,000 sites.\n")
    assert json.loads(done.stdout)["constraints"] == []


@pytest.mark.parametrize("stage", ["extract", "segment", "protect", "translate", "adapt"])
def test_show(stage: str, tmp_path: Path, home: Path) -> None:
    done = run("show", SAMPLE, "--after", stage, "--to", "zh", "--engine", "fake", "--json", cwd=tmp_path, home=home)
    record = json.loads(done.stdout)
    assert record["title"].startswith("Port city") and record["section"] == "Sci-tech"
    assert record["published"] == "2025-06-12T09:20:15" and record["editor"] == "Wang Fang" and record["source"] == "Coastal Daily"
    assert all({"text", "reason"} <= set(drop) for drop in record["dropped"])
    assert ("segments" in record) is (stage != "extract")


def test_show_for_people(tmp_path: Path, home: Path) -> None:
    done = run("show", SAMPLE, cwd=tmp_path, home=home)
    assert "left out: 'MorePhoto'" in done.stdout


def test_project_file(tmp_path: Path, home: Path) -> None:
    (tmp_path / "terms.csv").write_text("en,zh\nfield trial,外场试验\n", encoding="utf-8")
    (tmp_path / "l10n.toml").write_text('to = "zh"\nglossaries = ["*.csv"]\npage = "bilingual"\n', encoding="utf-8")
    done = run("localise", SAMPLE, "--engine", "fake", cwd=tmp_path, home=home)
    assert done.returncode == 0, done.stderr
    assert "外场试验" in (tmp_path / "out" / "harbour-city-6g.zh-Hans.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("text,line,word", [
    ('to = "xx"\n', 1, "unknown language"), ('to = "en"\nbeem = 3\n', 2, "unknown setting"), ('\n\nbeam = 99\n', 3, "no beam width"),
    ('page = "pdf"\n', 1, "unknown page"), ('glossaries = ["no.csv"]\n', 1, "does not exist"), ("to = \n", 1, "not TOML"),
    ('[checks]\n"x.y" = "loud"\n', 2, "no level"),
])
def test_project_file_errors_name_their_line(text: str, line: int, word: str, tmp_path: Path, home: Path) -> None:
    (tmp_path / "l10n.toml").write_text(text, encoding="utf-8")
    done = run("localise", SAMPLE, "--to", "zh", cwd=tmp_path, home=home)
    assert done.returncode == 2
    assert word in done.stderr
    if word != "not TOML":
        assert f"l10n.toml:{line}:" in done.stderr


def test_version_help_completion(tmp_path: Path, home: Path) -> None:
    assert run("--version", cwd=tmp_path, home=home).stdout.startswith("l10n, version")
    assert "_l10n_completion" in run("completion", "bash", cwd=tmp_path, home=home).stdout
    for command in ("localise", "translate", "show", "glossary", "models", "doctor", "demo"):
        assert run(command, "--help", cwd=tmp_path, home=home).returncode == 0


def test_doctor(tmp_path: Path, home: Path) -> None:
    done = run("doctor", "--json", cwd=tmp_path, home=home)
    checks = {check["name"]: check for check in json.loads(done.stdout)}
    assert all(check["well"] for check in checks.values()), checks
    assert done.returncode == 0


@pytest.mark.skipif(not REAL.is_file(), reason="the real sample does not lie beside the checkout")
def test_the_real_sample_with_the_embedded_model(tmp_path: Path, home: Path) -> None:
    done = run("localise", REAL, "--to", "zh-Hans", "-o", "o", cwd=tmp_path, home=home)
    assert done.returncode in (0, 1), done.stderr
    report = json.loads(next((tmp_path / "o").glob("*.json")).read_text(encoding="utf-8"))
    page = next((tmp_path / "o").glob("*.html")).read_text(encoding="utf-8")
    assert len(report["article"]["blocks"]) == 13
    assert report["article"]["published"] == "2025-04-18T15:44:41"
    assert "2025年4月18日 15:44" in page
    for wanted in ("通感一体化", "增值电信业务", "6G", "439.5万", "26.5%", "8.2%"):
        assert wanted in page, wanted
    for furniture in ("Related news", "主站蜘蛛池", "ICP", "Copyright"):
        assert furniture not in page


def test_both_directions_with_the_embedded_models(tmp_path: Path, home: Path) -> None:
    there = run("translate", "--to", "zh", "--quiet", cwd=tmp_path, home=home, stdin="China had 4.395 million 5G base stations.\n")
    back = run("translate", "--to", "en", "--quiet", cwd=tmp_path, home=home, stdin="全国5G基站达439.5万个。\n")
    assert "439.5万" in there.stdout and "5G基站" in there.stdout
    assert "4.395 million" in back.stdout and "5G base station" in back.stdout
