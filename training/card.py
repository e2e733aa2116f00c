"""The model card: what a package was trained on, how long, and what it scores, as measured."""
import zipfile
from pathlib import Path
from typing import Any

from common import CLOSE, SLOTS, TAGS

NAMES = {"en": "English", "zh": "Chinese"}

_TEXT = """# {source} -> {target}

A very small transformer for telecommunications, policy and general news, with slots and inline tags.
**It is weak**: trained for {minutes:.0f} minutes on {machine}. Expect wrong words and lost details wherever no
slot holds the meaning in place; read every line before it is published.

* layers: {enc} encoder, {dec} decoder; width {d}; feed-forward {f}; {vocab} joint pieces; CTranslate2 int8
* training: {step} updates, {tokens:.1f} million target tokens
* slots: the source holds `{slot}words{close}`, the translation holds `{slot}` where their translation goes
* inline tags: pairs {tags} are carried over around the translated words
* decoding: beam 4 with the penalties that `metadata.json` names
* attention: head 0 of the decoder layer before the last was trained to be a word alignment
* Chinese is Simplified, with full-width punctuation and no space between Han and Latin or digits

## What would close the distance

More of everything: this model saw {tokens:.0f} million target tokens, a usual one sees hundreds of millions. The same
commands with `--preset base` and half an hour on one large GPU are the next step.

## Training text

Source: pairs, licence as the source states it. How often each was seen is in `training/sources.toml`.

{rows}
{scores}"""


def package_card(cfg: dict[str, int], info: dict[str, Any], sources: list[dict[str, Any]],
                 scores: dict[str, Any] | None) -> str:
    """Text of a package's README.md; scores is one entry of quality-models.json or None."""
    source, target = info["direction"].split("-")
    weight = f"{source}_{target}"
    rows = [f"* {row['name']}: {row['kept']:,}, {row.get('licence', 'unknown')}"
            for row in sources if row["kept"] and row[weight]]
    return _TEXT.format(
        source=NAMES[source], target=NAMES[target], minutes=seconds(info) / 60,
        machine=info.get("machine", "one CPU core"),
        step=info["step"], tokens=info["tokens"] / 1e6, slot=SLOTS[0], close=CLOSE,
        tags=" ".join(a + b for a, b in TAGS), rows="\n".join(rows), scores=score_table(scores), **cfg)


def seconds(info: dict[str, Any]) -> float:
    """Seconds of training in all, those of the runs that this one started from included."""
    return float(info["seconds"] + info.get("before", 0))


def folder_card(folder: Path) -> str:
    """Text of the README.md beside the packages: the card of each, as it stands inside."""
    parts = ["Translation packages. The cards below are those inside the packages; `training/` made them.\n"]
    for path in sorted(folder.glob("*.argosmodel")):
        with zipfile.ZipFile(path) as archive:
            name = next(name for name in archive.namelist() if name.endswith("README.md"))
            parts.append(f"<!-- {path.name} -->\n" + archive.read(name).decode("utf-8"))
    return "\n".join(parts)


def score_table(scores: dict[str, Any] | None) -> str:
    """Measured scores as Markdown; nothing when there are none."""
    if not scores:
        return ""
    lines = ["", "## Scores", "", "Beam 4, penalties as in metadata.json; BLEU by sacrebleu (zh tokeniser",
             "for Chinese); Chinese words are characters. The penalties were chosen on the held-out articles and",
             "newsdev2017 lines 1-400, plain and marked, so these are a little flattered.",
             "", "| test set | lines | BLEU | chrF | source words per second of one core |", "|---|---|---|---|---|"]
    lines += [f"| {name} | {row['lines']} | {row['bleu']} | {row['chrf']} | {row['words_per_cpu_second']} |"
              for name, row in scores["sets"].items()]
    lines += ["", "| marked test set | all slots right, best of 1 / of 4 | all tags right, best of 1 / of 4 | "
              "chrF with slots filled / without slots |", "|---|---|---|---|"]
    lines += [f"| {name} ({row['slot_sentences']} + {row['tag_sentences']}) | {row['slots_first']:.1%} / "
              f"{row['slots_best']:.1%} | {row['tags_first']:.1%} / {row['tags_best']:.1%} | "
              f"{row['with_slots_filled']['chrf']} / {row['same_sentences_without_slots']['chrf']} |"
              for name, row in scores["marks"].items()]
    return "\n".join(lines) + "\n"
