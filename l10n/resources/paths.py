"""Where data lies: locales and glossaries of the installation, and the user's own folders."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
CHECKOUT = PACKAGE.parent


def data_folder(name: str) -> Path:
    """The folder `locales` or `glossaries`: of the checkout when there is one, else inside the installed package."""
    inside = PACKAGE / "data" / name
    return inside if inside.is_dir() else CHECKOUT / name


def home() -> Path:
    """The user's folder for installed models and caches: L10N_HOME, else ~/.local/share/l10n.

    It is not created here. Falls back to a folder under the system's temporary folder when there is no home.
    """
    if os.environ.get("L10N_HOME"):
        return Path(os.environ["L10N_HOME"])
    try:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    except RuntimeError:
        import tempfile

        base = Path(tempfile.gettempdir())
    return base / "l10n"


def embedded_models() -> Path:
    """The folder of the models that come with the product."""
    return PACKAGE / "models"
