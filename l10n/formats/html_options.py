"""What a person may choose about reading and writing a page."""

from dataclasses import dataclass

from l10n.resources.its import Rules


@dataclass(frozen=True, slots=True)
class HtmlOptions:
    """`scope`: translate the article alone, or the whole page with its menus, side boxes and hidden parts.

    `its` are ITS 2.0 rule files beside those in the page. `alternates` are (locale, address) pairs: where the page and
    its translations lie or will lie, for the links between them; `{name}` in one stands for the file's name without
    suffix.
    """

    scope: str = "article"
    its: tuple[Rules, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()

    def addresses(self, name: str) -> dict[str, str]:
        """The addresses by locale, for a file."""
        stem = name.rpartition(".")[0] or name
        return {tag: address.replace("{name}", stem) for tag, address in self.alternates}
