"""What a locale wants of its typography; every rule of l10n/text reads it."""

from dataclasses import dataclass

HAN = "\u3400-\u9fff\uf900-\ufaff"
HOLE = "\ufdd2"  # a URL, an address, a piece of code: never touched
OBJECT = "\ufffc"  # an inline code that stands alone, such as an image


@dataclass(frozen=True, slots=True)
class Typography:
    """The profile of a locale: language, the four quotation marks, whether a space parts Han and Latin.

    `dash` is the dash of running text with its spaces, `range_mark` what stands between the ends of a range of figures;
    empty: as the text has it. `conversion` names the OpenCC profile that turns simplified characters into the
    locale's, empty for none.
    """

    tag: str
    language: str
    quotes: str = "“”‘’"
    han_latin_space: bool = False
    dash: str = ""
    range_mark: str = ""
    conversion: str = ""

    @property
    def corner(self) -> bool:
        """True when the locale prints corner brackets as quotation marks: 「 」 『 』."""
        return self.quotes[0] == "「"

    @property
    def straight(self) -> bool:
        """True when the locale prints straight quotation marks."""
        return self.quotes[0] == '"'
