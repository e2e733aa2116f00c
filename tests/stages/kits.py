"""Kits and articles for the tests of the stages."""

from l10n.model.article import Article, Block, BlockKind, Segment
from l10n.model.inline import Code, CodeKind, Content, Text
from l10n.model.pair import Pair
from l10n.model.term import Concept, Status, Term
from l10n.resources.glossary import Glossary, glossary_of
from l10n.resources.number_style import load_number_style
from l10n.stages.protect import ProtectKit
from l10n.stages.translate import TranslateKit

EN_ZH, ZH_EN = Pair("en", "zh-Hans"), Pair("zh-Hans", "en")


def concept(name: str, en: list[str], zh: list[str], **fields: object) -> Concept:
    terms = [Term(text, "en", Status.PREFERRED if n == 0 else Status.ADMITTED) for n, text in enumerate(en)]
    terms += [Term(text, "zh-Hans", Status.PREFERRED if n == 0 else Status.ADMITTED) for n, text in enumerate(zh)]
    return Concept(name, tuple(terms), **fields)  # type: ignore[arg-type]


GLOSSARY: Glossary = glossary_of([
    concept("isac", ["synaesthesia integration"], ["通感一体化"]),
    concept("station", ["5G base station"], ["5G基站"]),
    concept("vats", ["value-added telecom service"], ["增值电信业务"]),
    concept("miit", ["Ministry of Industry and Information Technology", "MIIT"], ["工业和信息化部", "工信部"]),
    concept("group", ["IMT-2030 (6G) Promotion Group"], ["IMT-2030（6G）推进组"]),
    concept("times", ["Global Times"], ["环球时报"]),
    concept("orion", ["Orion OS"], [], do_not_translate=True),
])


def protect_kit(pair: Pair = EN_ZH, glossary: Glossary | None = GLOSSARY) -> ProtectKit:
    return ProtectKit(pair, glossary, load_number_style(pair.source), load_number_style(pair.target))


def translate_kit(pair: Pair = EN_ZH) -> TranslateKit:
    return TranslateKit(pair, GLOSSARY, load_number_style(pair.target))


def article_of(*contents: Content | str, pair: Pair = EN_ZH, kind: BlockKind = BlockKind.PARAGRAPH) -> Article:
    blocks = []
    for number, content in enumerate(contents, 1):
        items = (Text(content),) if isinstance(content, str) else content
        blocks.append(Block(f"b{number}", kind, (Segment(f"b{number}.1", items),)))
    return Article("a", "plain", pair, body=tuple(blocks))


def bold(text: str, number: str = "1") -> Content:
    return (Code(number, CodeKind.OPEN, "<b>"), Text(text), Code(number, CodeKind.CLOSE, "</b>"))
