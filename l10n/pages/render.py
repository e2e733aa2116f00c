"""An article as a finished page: HTML5 in UTF-8 without any outside resource."""

from dataclasses import dataclass
from pathlib import Path

from l10n.errors import UsageError
from l10n.model.article import Article
from l10n.pages.environment import render_template
from l10n.pages.view import view_article

KINDS = ("clean", "bilingual")


@dataclass(frozen=True, slots=True)
class PageOptions:
    """`kind` is "clean" or "bilingual"; `theme` a folder whose templates are used before our own."""

    kind: str = "clean"
    theme: Path | None = None


def render_page(article: Article, options: PageOptions = PageOptions()) -> bytes:
    """The localised page. Raises UsageError for an unknown kind, ConfigError for a faulty theme or locale."""
    if options.kind not in KINDS:
        raise UsageError("--page", f"no page of kind {options.kind!r} is made here", f"use one of {', '.join(KINDS)}")
    view = view_article(article, rows=options.kind == "bilingual")
    return render_template(f"{options.kind}.html.j2", view.profile, options.theme, {"page": view})
