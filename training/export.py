"""Trained weights -> an int8 CTranslate2 model -> an .argosmodel package, and the list of packages (models.json)."""
import argparse
import hashlib
import json
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import card
import sentencepiece as spm
import torch
from common import CLOSE, NORMALISATION, SLOTS, TAGS
from model import GUIDED_HEAD, NMT

ALIGNMENT = {"layer": -2, "heads": 1}       # CTranslate2 averages the first `heads` heads: 1 = the guided head alone
DECODING = {"repetition_penalty": 1.2}      # a small model repeats itself without it, and drops slots
WRITTEN = (1980, 1, 1, 0, 0, 0)             # time stamp inside the archive: the same weights give the same bytes


class Release(NamedTuple):
    """Version of a package, and the scores of evaluate.py for its card, by direction."""

    version: str
    scores: dict[str, Any]


def load_model(weights: Path) -> tuple[NMT, dict[str, Any]]:
    """Model in evaluation mode, and the training facts, from weights.pt."""
    saved = torch.load(weights, map_location="cpu")
    cfg = {name: saved["cfg"][name] for name in ("d", "h", "f", "enc", "dec")}
    model = NMT(len(saved["weights"]["out_bias"]), **cfg)
    model.load_state_dict({name: weight.float() for name, weight in saved["weights"].items()})
    return model.eval(), saved["info"]


def to_ctranslate2(model: NMT, pieces: list[str], folder: Path, quantization: str | None = "int8") -> None:
    """Write a CTranslate2 model folder whose attention is that of the guided head."""
    from ctranslate2.specs import TransformerSpec
    cfg = model.cfg
    assert GUIDED_HEAD == 0
    spec = TransformerSpec.from_config((cfg["enc"], cfg["dec"]), cfg["h"], pre_norm=True,
                                       alignment_layer=max(-cfg["dec"], ALIGNMENT["layer"]),
                                       alignment_heads=ALIGNMENT["heads"])
    fill_spec(spec, model)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    config = spec.config
    config.unk_token, config.bos_token, config.eos_token = "<unk>", "<s>", "</s>"
    config.decoder_start_token, config.add_source_bos, config.add_source_eos = "<s>", False, True
    spec.validate()
    spec.optimize(quantization=quantization)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def fill_spec(spec: Any, model: NMT) -> None:
    """Copy every weight to its place in CTranslate2's specification."""
    embedding = array(model.emb.weight)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = embedding
    spec.decoder.projection.weight, spec.decoder.projection.bias = embedding, array(model.out_bias)
    for to, layer in zip(spec.encoder.layer, model.enc, strict=True):
        attention(to.self_attention, layer.n0, [layer.sa.qkv, layer.sa.o])
        feed_forward(to.ffn, layer.n1, layer.ff)
    for to, layer in zip(spec.decoder.layer, model.dec, strict=True):
        attention(to.self_attention, layer.n0, [layer.sa.qkv, layer.sa.o])
        attention(to.attention, layer.n1, [layer.ca.q, layer.ca.kv, layer.ca.o])
        feed_forward(to.ffn, layer.n2, layer.ff)
    norm(spec.encoder.layer_norm, model.enc_n)
    norm(spec.decoder.layer_norm, model.dec_n)


def array(tensor: torch.Tensor) -> Any:
    """A float32 copy: quantising changes it in place."""
    return tensor.detach().float().numpy().copy()


def norm(to: Any, module: Any) -> None:
    """Layer norm."""
    to.gamma, to.beta = array(module.weight), array(module.bias)


def linear(to: Any, module: Any) -> None:
    """Linear map."""
    to.weight, to.bias = array(module.weight), array(module.bias)


def attention(to: Any, before: Any, maps: list[Any]) -> None:
    """Layer norm and the linear maps of an attention."""
    norm(to.layer_norm, before)
    for place, module in zip(to.linear, maps, strict=True):
        linear(place, module)


def feed_forward(to: Any, before: Any, module: Any) -> None:
    """Layer norm and both linear maps."""
    norm(to.layer_norm, before)
    linear(to.linear_0, module.l0)
    linear(to.linear_1, module.l1)


def metadata(source: str, target: str, version: str) -> dict[str, Any]:
    """What Argos Translate reads of a package, and under `l10n` what a program that sets marks must know."""
    marks = {"form": "slot", "slots": SLOTS, "close": CLOSE, "tags": TAGS}
    return {
        "package_version": version, "argos_version": "1.9.6",
        "from_code": source, "from_name": card.NAMES[source], "to_code": target, "to_name": card.NAMES[target],
        "l10n": {"marks": marks, "normalise": NORMALISATION, "alignment": ALIGNMENT, "decoding": DECODING},
    }


def package(weights: Path, data: Path, out: Path, release: Release) -> Path:
    """Write translate-XX_YY.argosmodel into out and put it into out/models.json; same input, same bytes."""
    model, info = load_model(weights)
    source, target = info["direction"].split("-")
    sp = spm.SentencePieceProcessor(model_file=str(data / "sentencepiece.model"))
    root = f"translate-{source}_{target}-{release.version.replace('.', '_')}"
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"translate-{source}_{target}.argosmodel"
    sources = json.loads((data / "sources.json").read_text())
    with tempfile.TemporaryDirectory() as folder:
        to_ctranslate2(model, [sp.id_to_piece(i) for i in range(sp.get_piece_size())], Path(folder))
        files = {f"model/{file.name}": file.read_bytes() for file in sorted(Path(folder).iterdir())}
    files["sentencepiece.model"] = (data / "sentencepiece.model").read_bytes()
    facts = metadata(source, target, release.version)
    files["metadata.json"] = json.dumps(facts, indent=2, ensure_ascii=False).encode()
    text = card.package_card(model.cfg | {"vocab": model.vocab}, info, sources, release.scores.get(info["direction"]))
    files["README.md"] = text.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(f"{root}/{name}", WRITTEN), content, zipfile.ZIP_DEFLATED)
    register(path, info, release.version)
    (out / "README.md").write_text(card.folder_card(out), encoding="utf-8")
    return path


def register(path: Path, info: dict[str, Any], version: str) -> None:
    """Put a package into the models.json beside it, in place of an older row of the same file."""
    place, (source, target) = path.with_name("models.json"), info["direction"].split("-")
    rows = json.loads(place.read_text()) if place.exists() else []
    row = {"file": path.name, "from": source, "to": target, "version": version,
           "sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "size": path.stat().st_size, "marks": True,
           "trained": time.strftime("%Y-%m-%d", time.gmtime(info.get("began", path.stat().st_mtime)))}
    rows = sorted([old for old in rows if old["file"] != path.name] + [row], key=lambda row: row["file"])
    place.write_text(json.dumps(rows, indent=2) + "\n")
    print(f"{path}: {row['size'] / 1e6:.1f} MB")


def main() -> None:
    """Package one direction."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, help="weights.pt of a run")
    parser.add_argument("data", type=Path, help="the folder made by prepare.py")
    parser.add_argument("out", type=Path, help="folder of the packages")
    parser.add_argument("--version", default="0.1")
    parser.add_argument("--scores", type=Path, help="JSON file of evaluate.py, for the model card")
    args = parser.parse_args()
    scores = json.loads(args.scores.read_text(encoding="utf-8")) if args.scores else {}
    package(args.weights, args.data, args.out, Release(args.version, scores))


if __name__ == "__main__":
    main()
