"""Every exception that the product raises on purpose.

L10nError
|-- UsageError        the command or a parameter is wrong
|-- ConfigError       l10n.toml or locales/<tag>/locale.toml is wrong
|-- FormatError       a file cannot be read or written as the format it claims to be
|   `-- EmptyError    a file holds no article text
|-- GlossaryError     a glossary file is wrong
|-- ModelError        a translation package is missing, damaged or unsafe
|-- MemoryFileError   a translation memory is missing, damaged or cannot be written
`-- EngineError       an engine failed while translating

A message reads `place: what: what would be right`. A fault of the text itself is no exception but a
Finding (l10n.model.finding). Only l10n.cli prints errors and exits.
"""


class L10nError(Exception):
    """A fault that a person can mend; str() is one line: place, what is wrong, what would be right."""

    def __init__(self, place: str, what: str, cure: str = "") -> None:
        self.place, self.what, self.cure = place, what, cure
        super().__init__(": ".join(part for part in (place, what, cure) if part))


class UsageError(L10nError):
    """The command or a parameter is wrong."""


class ConfigError(L10nError):
    """A configuration file is wrong."""


class FormatError(L10nError):
    """A file cannot be read or written as the format it claims to be."""


class EmptyError(FormatError):
    """A file holds no article text."""


class GlossaryError(L10nError):
    """A glossary file is wrong."""


class ModelError(L10nError):
    """A translation package is missing, damaged or unsafe."""


class MemoryFileError(L10nError):
    """A translation memory is missing, damaged or cannot be written."""


class EngineError(L10nError):
    """An engine failed while translating."""
