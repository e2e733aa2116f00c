"""Typography on generated text: adapting twice changes nothing more; words and figures are never changed."""

import opencc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from l10n.resources.typography import load_typography
from l10n.text.typography import Typography, adapt_text

PROFILES = [
    load_typography("zh-Hans"),
    load_typography("zh-Hant"),
    load_typography("en"),
    Typography("zh-Hans", "zh", han_latin_space=True, range_mark="—"),
    Typography("en", "en", quotes="“”‘’", dash="—"),
]
MARKS = "工信部和发后里6G ab.,;:?!()\"'，。；：？！（）“”‘’、…—-～3 4%A《》「」@#$\n说ＡＢ３"
# Marks of U+3000-303F that are no letters or signs of trade, full-width forms, forms for vertical text.
WIDE = "".join(map(chr, (*range(0x3000, 0x3003), *range(0x3008, 0x3012), *range(0x3014, 0x301E), *range(0xFF01, 0xFF65))))
WIDE = "".join(c for c in WIDE if not "\uff5f" < c < "\uff61")
TEXTS = st.one_of(
    st.text(alphabet=MARKS, max_size=40),
    st.lists(
        st.sampled_from(
            [
                "工信部",
                "6G",
                "3.14",
                "1,000",
                "3:44",
                " ",
                ", ",
                "，",
                "。",
                ". ",
                '"',
                "“",
                "”",
                "(",
                ")",
                "（",
                "）",
                "https://a.cn/b,c",
                "a@b.cn",
                "and the",
                "Inc.",
                "--",
                "——",
                "...",
                "……",
                "和",
                "：",
                ":",
                "!",
                "'s",
                "%",
            ]
        ),
        max_size=16,
    ).map("".join),
)


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: f"{p.tag}{p.quotes[0]}{p.dash}{p.range_mark}")
@settings(max_examples=400, deadline=None)
@given(text=TEXTS)
@example(text="” 3")
@example(text="a@b.cn。https://a.cn/b,c")
@example(text='https://a.cn/b,c，--3.14"')
def test_adapting_is_idempotent(profile: Typography, text: str) -> None:
    once = adapt_text(text, profile)[0]
    assert adapt_text(once, profile)[0] == once


@pytest.mark.parametrize("profile", PROFILES, ids=lambda p: f"{p.tag}{p.quotes[0]}{p.dash}{p.range_mark}")
@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_words_and_figures_stay(profile: Typography, text: str) -> None:
    half = str.maketrans("ＡＢ３", "AB3")
    words = [c.casefold() for c in text.translate(half) if c.isalnum()]
    adapted = adapt_text(text, profile)[0]
    if profile.conversion:
        adapted = opencc.OpenCC("t2s").convert(adapted)
    assert [c.casefold() for c in adapted if c.isalnum()] == words


@settings(max_examples=300, deadline=None)
@given(text=TEXTS)
def test_english_holds_no_full_width_mark(text: str) -> None:
    adapted = adapt_text(text, PROFILES[2])[0]
    assert not set("，。；：？！（）、《》「」『』【】～％　……——") & set(adapted) - set("—")


@settings(max_examples=300, deadline=None)
@given(text=st.text(alphabet=WIDE + "aB1. ", max_size=24))
def test_english_holds_no_mark_of_chinese_width_whatever_it_is(text: str) -> None:
    adapted = adapt_text(text, PROFILES[2])[0]
    assert not set(WIDE) & set(adapted)
    assert adapt_text(adapted, PROFILES[2])[0] == adapted


@settings(max_examples=200, deadline=None)
@given(before=TEXTS, after=TEXTS)
def test_addresses_stay(before: str, after: str) -> None:
    address = "https://example.com/a,b?c=1:2"
    for profile in PROFILES[:3]:
        assert address in adapt_text(f"{before} {address} {after}", profile)[0]
