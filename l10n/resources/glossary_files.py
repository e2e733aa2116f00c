"""Glossary files of every format: which reader reads which, and all faults of a file at once."""

from collections.abc import Callable
from pathlib import Path

from l10n.errors import GlossaryError
from l10n.model.term import Concept
from l10n.resources.glossary_table import read_table
from l10n.resources.glossary_toml import read_toml
from l10n.resources.tbx import read_tbx

Reader = Callable[[str, bytes], tuple[list[Concept], list[GlossaryError]]]
READERS: dict[str, Reader] = {".toml": read_toml, ".csv": read_table, ".tsv": read_table, ".txt": read_table,
                              ".tbx": read_tbx, ".xml": read_tbx}
MAX_BYTES = 100_000_000


def read_glossary(path: Path) -> tuple[list[Concept], list[GlossaryError]]:
    """The concepts of a file and one error for each fault; sound entries are kept beside faulty ones."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        return [], [GlossaryError(str(path), "unknown kind of glossary", f"use one of {', '.join(READERS)}")]
    try:
        if path.stat().st_size > MAX_BYTES:
            return [], [GlossaryError(str(path), f"is larger than {MAX_BYTES} bytes", "split it")]
        data = path.read_bytes()
    except OSError as error:
        return [], [GlossaryError(str(path), "cannot be read", (error.strerror or "check the file").lower())]
    return reader(str(path), data)
