"""The language pair of a translation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Source and target locale as BCP 47 tags in canonical case: `en`, `zh-Hans`, `zh-Hant`."""

    source: str
    target: str

    @property
    def source_language(self) -> str:
        """Primary language subtag of the source: `en` or `zh`."""
        return self.source.split("-")[0]

    @property
    def target_language(self) -> str:
        """Primary language subtag of the target: `en` or `zh`."""
        return self.target.split("-")[0]

    @property
    def reverse(self) -> "Pair":
        """The pair with source and target exchanged."""
        return Pair(self.target, self.source)

    def __str__(self) -> str:
        return f"{self.source}>{self.target}"
