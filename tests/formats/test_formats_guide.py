"""The guide to formats names every format with its suffixes."""

import re
from pathlib import Path

from l10n.formats.table import FORMATS

GUIDE = Path(__file__).parents[2] / "docs" / "formats.md"


def test_the_guide_names_every_format_and_its_files() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `([^`]+)` \|", GUIDE.read_text(encoding="utf-8"), re.M)
    assert {name: tuple(suffixes.split()) for name, suffixes in rows} == {row.name: row.suffixes for row in FORMATS}
