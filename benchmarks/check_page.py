"""Writes docs/checks.md from the table of checks and what `benchmarks.checks` measured last."""

import json
from pathlib import Path

from l10n.checks.glossary import GLOSSARY_CHECKS
from l10n.checks.table import CHECKS

DOCS = Path(__file__).parents[1] / "docs"
HEAD = """# Checks

Written from the tables in `l10n/checks/` by `make quality`; do not edit. `l10n check FILE...` runs the first table over
bilingual files and folders of them; `l10n glossary lint` runs the second over glossaries. `l10n checks explain CODE` says
more. Levels can be changed in `l10n.toml`:

    [checks]
    "terms.missing" = "error"
    "typography.wrong" = "off"

Precision and recall are those on {cases} cases that we wrote ourselves (`tests/checks/labelled/`, plain text, {right} of them
right translations, many in unusual ways; most are tried in both directions). A dash: the check repeats what a reader or
`l10n merge` tells, or needs more than one article.
"""
SEEDED = """
## Seeded faults

One fault is made in a right pair of the labelled set; it is found when a check with the right code tells it.
`python -m tests.checks.seed FILE` does the same with any file of pairs.

| fault | found | of |
|---|---|---|
"""


def page() -> str:
    """The page as Markdown."""
    measured = json.loads((DOCS / "quality-checks.json").read_text(encoding="utf-8"))
    rows = [HEAD.format(**measured), "| code | severity | looks at | finds | do | rule | precision | recall |"]
    rows += ["|---|---|---|---|---|---|---|---|"]
    for c in CHECKS:
        told = f"| `{c.code}` | {c.severity.value} | {c.scope.value} | {c.finds} | {c.cure} | {c.source} |"
        rows.append(f"{told} {' | '.join(shares(measured['checks'].get(c.code)))} |")
    rows += ["", "## Glossaries", "", "| code | severity | finds | rule |", "|---|---|---|---|"]
    rows += [f"| `{c.code}` | {c.severity.value} | {c.finds} | {c.source} |" for c in GLOSSARY_CHECKS]
    faults = [f"| {fault} | {found} | {made} |" for fault, (found, made) in measured["seeded"].items()]
    found, made = (sum(pair[n] for pair in measured["seeded"].values()) for n in (0, 1))
    return "\n".join(rows) + "\n" + SEEDED + "\n".join(faults) + f"\n| **all** | {found} | {made} ({found / made:.1%}) |\n"


def shares(counts: dict[str, int] | None) -> tuple[str, str]:
    """Precision and recall with the numbers they come from."""
    if not counts:
        return "-", "-"
    right, told, wanted = counts["right"], counts["right"] + counts["wrong"], counts["right"] + counts["missed"]
    precision = f"{right / told:.2f} ({right}/{told})" if told else "-"
    return precision, f"{right / wanted:.2f} ({right}/{wanted})" if wanted else "-"


def main() -> None:
    """Write the page."""
    (DOCS / "checks.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
