"""Every engine: its name and how it is loaded."""

from collections.abc import Callable

from l10n.errors import ModelError, UsageError
from l10n.model.engine import Engine
from l10n.resources.models import ModelPackage

Loader = Callable[[ModelPackage | None, int], Engine]


def load_argos(package: ModelPackage | None, threads: int) -> Engine:
    """The Argos engine for a package; `threads` 0 means all cores. Raises ModelError without a package."""
    from l10n.engines.argos import ArgosEngine

    if package is None:
        raise ModelError("argos", "needs a translation package", "type `l10n models list`")
    return ArgosEngine(package, threads)


def load_fake(package: ModelPackage | None, threads: int) -> Engine:
    """The pseudo-localiser."""
    from l10n.engines.fake import FakeEngine

    return FakeEngine()


def load_fake_plain(package: ModelPackage | None, threads: int) -> Engine:
    """The pseudo-localiser as a model that knows no marks."""
    from l10n.engines.fake import FakeEngine

    return FakeEngine(marks=False)


def load_identity(package: ModelPackage | None, threads: int) -> Engine:
    """The engine that answers with the source."""
    from l10n.engines.fake import FakeEngine

    return FakeEngine(echo=True)


ENGINES: dict[str, Loader] = {
    "argos": load_argos,
    "fake": load_fake,
    "fake-plain": load_fake_plain,
    "identity": load_identity,
}


def load_engine(name: str, package: ModelPackage | None, threads: int) -> Engine:
    """The engine of that name. Raises UsageError for an unknown name."""
    if name not in ENGINES:
        raise UsageError(f"--engine {name}", "no such engine", f"use one of {', '.join(ENGINES)}")
    return ENGINES[name](package, threads)
