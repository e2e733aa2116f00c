from pathlib import Path

import pytest

from l10n.resources.models import ModelPackage, open_package
from tests.engines import tiny


@pytest.fixture(scope="session")
def ours(tmp_path_factory: pytest.TempPathFactory) -> ModelPackage:
    return open_package(tiny.build(tmp_path_factory.mktemp("packages") / "ours", l10n=tiny.OURS), "option")


@pytest.fixture(scope="session")
def stock(tmp_path_factory: pytest.TempPathFactory) -> ModelPackage:
    return open_package(tiny.build(tmp_path_factory.mktemp("packages") / "stock"), "option")


@pytest.fixture(scope="session")
def prefixed(tmp_path_factory: pytest.TempPathFactory) -> ModelPackage:
    folder = tiny.build(tmp_path_factory.mktemp("packages") / "prefixed", target_prefix=tiny.PREFIX)
    return open_package(folder, "option")


@pytest.fixture(autouse=True, scope="session")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """argostranslate's folders, and the cache, lie in a folder of the tests."""
    patch = pytest.MonkeyPatch()
    folder = tmp_path_factory.mktemp("home")
    patch.setenv("L10N_HOME", str(folder))
    yield folder
    patch.undo()
