"""Simplified text in traditional characters."""

import pytest

from l10n.text.traditional import to_traditional

# Words whose characters depend on the word: OpenCC's phrases decide, not single characters.
CASES = [
    ("头发和发展", "頭髮和發展"), ("皇后在后面", "皇后在後面"), ("五公里里面", "五公里裡面"), ("干净的干部", "乾淨的幹部"),
    ("通感一体化", "通感一體化"), ("工业和信息化部", "工業和信息化部"), ("IMT-2030（6G）推进组", "IMT-2030（6G）推進組"),
    ("Release 18, 439.5万", "Release 18, 439.5萬"), ("", ""),
]


@pytest.mark.parametrize("simplified, traditional", CASES)
def test_words_are_converted_as_words(simplified: str, traditional: str) -> None:
    assert to_traditional(simplified) == traditional


@pytest.mark.parametrize("traditional", [case[1] for case in CASES])
def test_traditional_text_stays(traditional: str) -> None:
    assert to_traditional(traditional) == traditional


def test_another_profile_changes_words_too() -> None:
    assert to_traditional("网络软件", "s2twp") == "網路軟體"
