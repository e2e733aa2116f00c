"""Dates and times of publication, as pages write them."""

from pathlib import Path

import pytest

from l10n.formats.published import find_published
from tests.cases import read_cases


@pytest.mark.parametrize(("line", "wanted"), read_cases(Path(__file__).with_name("published.cases")))
def test_published(line: str, wanted: str) -> None:
    found = find_published(line)
    if found is None:
        assert wanted == "none"
        return
    assert (found.when.isoformat() if found.has_time else found.when.date().isoformat()) == wanted
