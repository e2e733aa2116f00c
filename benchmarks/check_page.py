"""Writes docs/checks.md from the table of checks."""

from pathlib import Path

from l10n.checks.glossary import GLOSSARY_CHECKS
from l10n.checks.table import CHECKS

HEAD = """# Checks

Written from the tables in `l10n/checks/`; do not edit. `l10n check FILE...` runs the first table over XLIFF 1.2 and 2, TMX and
TSV; `l10n glossary lint` runs the second over glossaries. `l10n checks explain CODE` says more. Levels can be changed in
`l10n.toml`:

    [checks]
    "terms.missing" = "error"
    "typography.wrong" = "off"
"""


def page() -> str:
    """The page as Markdown."""
    rows = [HEAD, "| code | severity | looks at | finds | do | rule |", "|---|---|---|---|---|---|"]
    rows += [f"| `{c.code}` | {c.severity.value} | {c.scope.value} | {c.finds} | {c.cure} | {c.source} |" for c in CHECKS]
    rows += ["", "## Glossaries", "", "| code | severity | finds | rule |", "|---|---|---|---|"]
    rows += [f"| `{c.code}` | {c.severity.value} | {c.finds} | {c.source} |" for c in GLOSSARY_CHECKS]
    return "\n".join(rows) + "\n"


def main() -> None:
    """Write the page."""
    (Path(__file__).parents[1] / "docs" / "checks.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
