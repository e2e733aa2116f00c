"""The rules of the house: sizes, imports, files that must not name an index."""

import ast
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "l10n").rglob("*.py"))
COPYLEFT = ("minisbd", "translate", "spacy", "stanza", "torch", "pyphen", "unidecode", "html2text", "docutils")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_sizes(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300, "a file has at most 300 lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            body = node.end_lineno - node.lineno + 1  # type: ignore[operator]
            doc = ast.get_docstring(node)
            assert body - (len(doc.splitlines()) if doc else 0) <= 40, f"{node.name} is longer than 40 lines"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_unwanted_imports(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        assert not [name for name in names if name.split(".")[0] in COPYLEFT]


def test_every_public_function_has_a_docstring() -> None:
    missing = []
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        missing += [f"{path.name}: module"] if not ast.get_docstring(tree) else []
        missing += [f"{path.name}: {n.name}" for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)
                    and not n.name.startswith("_") and not ast.get_docstring(n)]
    assert not missing


def tracked() -> list[Path]:
    found = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode().split("\0")
    return [ROOT / name for name in found if name and (ROOT / name).is_file()]


def test_no_tracked_file_names_an_index_or_a_foreign_path() -> None:
    pattern = re.compile(rb"/root/|/home/\w+/|--(?:extra-)?index-url")
    for path in tracked():
        if path.suffix not in (".argosmodel", ".png") and path != Path(__file__).resolve():
            assert not pattern.search(path.read_bytes()), path


def test_locks_leave_torch_out() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text, "a lock names no address"
        assert not re.search(r"^(?:torch|stanza|spacy|minisbd)==", text, re.M)
        assert text.count("==") <= text.count("--hash=")


def test_help_is_fast_and_imports_nothing_heavy() -> None:
    code = "import sys; import l10n.cli.main; print([m for m in ('lxml','ctranslate2','babel','trafilatura','jinja2') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    best = 9.9
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "l10n", "--help"], capture_output=True, check=True, cwd=ROOT)
        best = min(best, time.perf_counter() - started)
    assert best < 0.6       # `make bench` measures it; this bound only catches a heavy import on a busy machine
