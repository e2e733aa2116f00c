"""OmegaT (Debian's, headless) opens our XLIFF 1.2, fills it from its translation memory, and the edits come back."""

import shutil
import subprocess
from pathlib import Path

import pytest

from l10n.formats.xliff1 import read_xliff, write_xliff
from tests.exchange.test_xliff_clients import ARTICLE

pytestmark = [pytest.mark.client, pytest.mark.slow]
PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0"><source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>EN</source_lang><target_lang>ZH-CN</target_lang><sentence_seg>false</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags></project></omegat>
"""
MEMORY = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.1"><header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" creationtoolversion="3.6"
 segtype="paragraph" srclang="EN"/><body><tu><tuv lang="EN"><seg>c</seg></tuv><tuv lang="ZH-CN"><seg>丙</seg></tuv></tu></body></tmx>
"""


def test_omegat_fills_our_file(tmp_path: Path) -> None:
    if not shutil.which("omegat"):
        pytest.skip("no OmegaT: .ci/install-clients omegat")
    for folder in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
        (tmp_path / folder).mkdir()
    (tmp_path / "omegat.project").write_text(PROJECT, encoding="utf-8")
    (tmp_path / "omegat" / "project_save.tmx").write_text(MEMORY, encoding="utf-8")
    (tmp_path / "source" / "a.xlf").write_bytes(write_xliff(ARTICLE))
    command = ["omegat", str(tmp_path), "--mode=console-translate", f"--config-dir={tmp_path / 'config'}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    back = read_xliff("a.xlf", (tmp_path / "target" / "a.xlf").read_bytes())
    assert [segment.target_text for segment in back.segments] == ["6G技术增长。", "甲乙\n", "丙"]
    assert list(back.segments)[:2] == list(ARTICLE.segments)[:2]
    assert not back.findings
