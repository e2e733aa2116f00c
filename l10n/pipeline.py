"""How an article becomes a localised one: reading order is run order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from l10n.model.article import Article
from l10n.model.engine import Engine
from l10n.model.pair import Pair
from l10n.resources.breaks import BreakRules, load_breaks
from l10n.resources.glossary import Glossary, default_glossaries, load_glossary
from l10n.resources.memory import require_memory
from l10n.resources.number_style import load_number_style
from l10n.resources.typography import load_typography
from l10n.stages.adapt import adapt_article
from l10n.stages.leverage import LeverageKit, leverage_articles
from l10n.stages.protect import ProtectKit, protect_article
from l10n.stages.segment import segment_article
from l10n.stages.translate import TranslateKit, translate_articles
from l10n.text.typography import Typography


@dataclass(frozen=True, slots=True)
class Options:
    """What a person chose. `glossaries` come on top of the product's own; `facts` and `terms` switch placeables off.

    `memory` is the project's translation memory; scores from `memory_fill` on fill a target, from `memory_suggest` on
    they are candidates.
    """

    pair: Pair
    glossaries: tuple[Path, ...] = ()
    own_glossaries: bool = True
    terms: bool = True
    facts: bool = True
    model: Path | None = None
    engine: str = "argos"
    beam: int = 4
    threads: int = 0
    memory: Path | None = None
    memory_fill: int = 95
    memory_suggest: int = 75


@dataclass(frozen=True, slots=True)
class Kit:
    """Everything that the stages consult, loaded once for a pair."""

    breaks: BreakRules
    protect: ProtectKit
    leverage: LeverageKit
    translate: TranslateKit
    typography: Typography


def load_kit(options: Options) -> Kit:
    """The kit for a pair; the engine is loaded apart, because it is heavy.

    Raises GlossaryError, ConfigError, or MemoryFileError for a memory that cannot be read.
    """
    pair = options.pair
    files = (default_glossaries() if options.own_glossaries else ()) + options.glossaries
    glossary: Glossary | None = load_glossary(files) if options.terms and files else None
    source, target = load_number_style(pair.source), load_number_style(pair.target)
    protect = ProtectKit(pair, glossary, source, target, terms=options.terms, facts=options.facts)
    if options.memory:
        require_memory(options.memory)
    return Kit(
        breaks=load_breaks(pair.source),
        protect=protect,
        leverage=LeverageKit(options.memory, protect, options.memory_fill, options.memory_suggest),
        translate=TranslateKit(pair, glossary, target, beam=options.beam),
        typography=load_typography(pair.target),
    )


Stage = Callable[[Sequence[Article]], list[Article]]


def stages(kit: Kit, engine: Callable[[], Engine]) -> dict[str, Stage]:
    """Every stage by its name, in run order; the articles of a batch go through each together."""
    return {
        "extract": list,
        "segment": lambda articles: [segment_article(article, kit.breaks) for article in articles],
        "protect": lambda articles: [protect_article(article, kit.protect) for article in articles],
        "leverage": lambda articles: leverage_articles(articles, kit.leverage),
        "translate": lambda articles: translate_articles(articles, engine(), kit.translate),
        "adapt": lambda articles: [adapt_article(article, kit.typography) for article in articles],
    }


def localise(articles: Sequence[Article], kit: Kit, engine: Engine) -> list[Article]:
    """The articles segmented, translated and adapted; all their segments share one call of the engine."""
    return localise_segments(stages(kit, lambda: engine)["segment"](articles), kit, engine)


def localise_segments(articles: Sequence[Article], kit: Kit, engine: Engine) -> list[Article]:
    """As `localise`, for articles whose segments stand already: protected, leveraged, translated, adapted."""
    done = list(articles)
    for name, stage in stages(kit, lambda: engine).items():
        if name not in ("extract", "segment"):
            done = stage(done)
    return done


def run_until(last: str, article: Article, kit: Kit, engine: Callable[[], Engine]) -> Article:
    """The article after the stage of that name: extract, segment, protect, leverage, translate or adapt."""
    done = [article]
    for name, stage in stages(kit, engine).items():
        done = stage(done)
        if name == last:
            break
    return done[0]
