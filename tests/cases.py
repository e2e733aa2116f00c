"""Reads plain-text case files: one case a line, fields parted by ` => `, `#` starts a comment line."""

from pathlib import Path

import pytest


def read_cases(path: Path, fields: int = 2) -> list:
    """pytest params of a case file, each with `name:line` as its id."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = line.split(" => ")
        assert len(parts) == fields, f"{path.name}:{number}: {fields} fields are needed"
        found.append(pytest.param(*parts, id=f"{path.name}:{number}"))
    return found
